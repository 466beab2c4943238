#pragma warning disable format // one line per layer
using NetGen;

namespace GallerySample.Rows;

/// <summary>Reads a digit from top to bottom, a row of 28 pixels at a time, and says which it was.</summary>
[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)]
[LSTM(128, LastStepOnly = true)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class LstmReader;

/// <summary>A plain recurrent layer whose state is turned, not shrunk: its weights begin orthogonal.</summary>
[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)]
[SimpleRNN(128, LastStepOnly = true)] [Orthogonal(Target = Parameter.Recurrent)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class OrthogonalReader;

/// <summary>The same with a rectifier and weights that begin as the identity (Le, Jaitly and Hinton, 2015): the state begins as a sum of what came.</summary>
[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)]
[SimpleRNN(128, Activation = RecurrentActivation.ReLU, LastStepOnly = true)] [Identity(Target = Parameter.Recurrent)] [Normal(0.03)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class IdentityReader;

#pragma warning disable NG1013 // that its recurrent weights are not orthogonal is the point
/// <summary>With He's weights the state begins beyond the edge of chaos: it grows until tanh holds it, and the gradient by the first rows is the larger.</summary>
[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)]
[SimpleRNN(128, LastStepOnly = true)] [He(Target = Parameter.Recurrent)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class HeReader;

/// <summary>With weights half the size of Xavier's the gradient halves at each step: what the first rows have to say is lost.</summary>
[Network(28, 28, InputMean = 0.1307, InputStd = 0.3081)]
[SimpleRNN(128, LastStepOnly = true)] [Normal(0.044, Target = Parameter.Recurrent)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class SmallReader;
