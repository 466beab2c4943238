using NetGen.Kernels.Tests.Checks;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>One network serves many threads at once, with the bits of a single one.</summary>
public sealed class ConcurrencyTests
{
    private const int Threads = 16;
    private const int Calls = 100;

    [Fact]
    public void Many_threads_share_a_network()
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(
            """
            using NetGen;

            [Network(12, 12, 3)] [Conv2D(16, 3, Padding = Padding.Same)] [BatchNorm] [ReLU] [MaxPool2D(2)] [Flatten] [Dense(24)] [GELU] [Dense(10)]
            [SoftmaxCrossEntropy]
            public sealed partial class Image;

            [Network(40)] [Dense(64)] [Tanh] [Dense(48)] [Sigmoid] [Dense(3)] [MeanSquaredError]
            public sealed partial class Vector;
            """);
        ForwardChecks.ThreadsMayShareANetwork(assembly.CreateNetwork("Image"), Threads, Calls);
        ForwardChecks.ThreadsMayShareANetwork(assembly.CreateNetwork("Vector"), Threads, Calls);
    }
}
