#pragma warning disable format // one line per layer
using NetGen;

namespace Consumer;

/// <summary>A network of the program itself, beside that of its library.</summary>
[Network(2)]
[Dense(8)] [Tanh]
[Dense(1)]
[BinaryCrossEntropy]
internal sealed partial class XorNet;
