using System.Globalization;

using NetGen.Kernels.Tests.Checks;
using NetGen.Runtime;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>Calls of Forward that are large enough for several threads, and those that are not.</summary>
public sealed class InferenceThreadsTests : IDisposable
{
    // Enough work for two threads and more at batch 1: convolutions by rows, pooling, dense layers by blocks of outputs, and what one thread does alone.
    private const string Source =
        """
        using NetGen;

        [Network(20, 20, 16)] [Conv2D(32, 3, Padding = Padding.Same)] [ReLU] [Conv2D(24, 1)] [Tanh] [MaxPool2D(2)] [Flatten] [Dense(300)] [GELU]
        [Dense(150)] [ReLU] [Dense(10)] [SoftmaxCrossEntropy]
        public sealed partial class Image;

        [Network(600)] [Dense(700)] [Tanh] [Dense(600)] [ReLU] [Dense(5)] [MeanSquaredError]
        public sealed partial class Vector;

        [Network(2)] [Dense(8)] [ReLU] [Dense(1)] [MeanSquaredError]
        public sealed partial class Tiny;

        [Network(784)] [Dense(100)] [ReLU] [Dense(100)] [ReLU] [Dense(10)] [SoftmaxCrossEntropy]
        public sealed partial class Small;
        """;

    private readonly CompiledAssembly _assembly = CompiledAssembly.Compile(Source);

    public void Dispose() => _assembly.Dispose();

    [Theory]
    [InlineData("Image")]
    [InlineData("Vector")]
    public void Bits_do_not_depend_on_the_number_of_threads(string name)
    {
        ITestNetwork network = _assembly.CreateNetwork(name);
        foreach (int batch in (int[])[1, 2, 3, 7, 50])
        {
            float[] input = ForwardChecks.Inputs(network, batch);
            float[] expected = Forward(network, input, threads: 1);
            foreach (int threads in (int[])[2, 3, 4, 8])
            {
                for (int call = 0; call < 5; call++)
                    NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"batch {batch}, {threads} threads"), Forward(network, input, threads), expected);
            }
        }

        Assert.InRange(ParallelInference.StartedThreads, 1, 7);
    }

    [Fact]
    public void A_single_sample_of_a_large_network_is_shared()
    {
        Assert.InRange(_assembly.CreateNetwork("Image").MostUnits, 10, 400);
        Assert.InRange(_assembly.CreateNetwork("Vector").MostUnits, 4, 100);
        Assert.Equal(0, _assembly.CreateNetwork("Tiny").MostUnits);
        Assert.Equal(0, _assembly.CreateNetwork("Small").MostUnits);
    }

    [Fact]
    public void Callers_that_find_the_threads_busy_compute_alone()
    {
        ITestNetwork image = _assembly.CreateNetwork("Image");
        image.Threads = 4;
        ForwardChecks.ThreadsMayShareANetwork(image, threads: 4, calls: 40);
        ITestNetwork vector = _assembly.CreateNetwork("Vector");
        vector.Threads = 3;
        ForwardChecks.ThreadsMayShareANetwork(vector, threads: 4, calls: 40);
    }

    [Theory]
    [InlineData("Image", 1)]
    [InlineData("Image", 20)]
    [InlineData("Vector", 1)]
    public void Shared_calls_allocate_nothing(string name, int batch)
    {
        ITestNetwork network = _assembly.CreateNetwork(name);
        network.Threads = 3;
        float[] input = ForwardChecks.Inputs(network, batch);
        var output = new float[batch * network.Info.OutputSize];
        AllocationCheck.Run("a shared call", () => network.Predict(input, output));
    }

    [Fact]
    public void Number_of_threads_is_checked()
    {
        ITestNetwork network = _assembly.CreateNetwork("Tiny");
        Assert.Equal(Environment.ProcessorCount, network.Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Threads = 0);
        network.Threads = 1000;
        float[] input = ForwardChecks.Random(8);
        network.Forward(input, new float[4]);
    }

    /// <summary>In a process of its own: threads that another test started would hide those that must not be.</summary>
    [Fact]
    public async Task Small_networks_never_start_a_thread()
    {
        string image = Path.Combine(Path.GetTempPath(), $"netgen-small-{Guid.NewGuid():N}.dll");
        try
        {
            await File.WriteAllBytesAsync(image, _assembly.Image);
            ChildResult result = await ChildProcess.RunAsync(
                typeof(InferenceThreadsTests).Assembly, new Dictionary<string, string>(StringComparer.Ordinal), Widths.CaseProcess.Threads, image);
            Assert.Equal("", result.Errors);
            Assert.Contains("threads after Tiny 0\nthreads after Small 0\nthreads after Vector 3\n", result.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(image);
        }
    }

    /// <summary>What the child process does.</summary>
    internal static int CountThreads(CompiledAssembly assembly)
    {
        foreach (string name in (string[])["Tiny", "Small", "Vector"])
        {
            ITestNetwork network = assembly.CreateNetwork(name);
            network.Threads = 4;
            foreach (int batch in (int[])[1, 2, 4]) Forward(network, ForwardChecks.Inputs(network, batch), 4);
            if (name == "Tiny") Forward(network, ForwardChecks.Inputs(network, 1000), 4);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threads after {name} {ParallelInference.StartedThreads}"));
        }

        return 0;
    }

    private static float[] Forward(ITestNetwork network, float[] input, int threads)
    {
        network.Threads = threads;
        var output = new float[input.Length / network.Info.InputSize * network.Info.OutputSize];
        network.Forward(input, output);
        return output;
    }
}
