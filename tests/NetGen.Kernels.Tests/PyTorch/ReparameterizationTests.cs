using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>Layers whose weights are computed, beside PyTorch's: the same file, the same steps, the same file again.</summary>
public sealed class ReparameterizationTests : IDisposable
{
    private const int Batch = 5;
    private const int Inputs = 6 * 5 * 3;
    private const int Outputs = 7;

    private readonly string _directory = Directory.CreateTempSubdirectory("netgen-pytorch-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [TheoryWithPyTorch]
    [InlineData("WeightNorm", 5)]
    [InlineData("WeightNorm", 1)]
    [InlineData("SpectralNorm", 5)]
    [InlineData("SpectralNorm", 1)]
    public async Task Steps_are_those_of_PyTorch(string kind, int steps)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(
            $"""
            using NetGen;
            [Network(6, 5, 3)]
            [Conv2D(8, 3, Padding = Padding.Same)] [{kind}] [ReLU]
            [DepthwiseConv2D(3)] [{kind}] [Conv2D(6, 1, Groups = 2)] [{kind}]
            [Conv2DTranspose(4, 3, Stride = 2, Groups = 2)] [{kind}] [ReLU]
            [Flatten] [Dense(7)] [{kind}]
            [MeanSquaredError]
            public sealed partial class Net;
            """);
        ITestNetwork network = assembly.CreateNetwork("Net");
        Disturb(network);
        network.Save(Path("parameters"));
        var random = new TestRandom(17);
        float[] inputs = [.. Enumerable.Range(0, Batch * Inputs).Select(_ => (float)random.NextNormal())];
        float[] targets = [.. Enumerable.Range(0, Batch * Outputs).Select(_ => (float)random.NextNormal())];
        File.WriteAllBytes(Path("data"), MemoryMarshal.AsBytes<float>([.. inputs, .. targets]).ToArray());
        await PyTorchProcess.RunAsync("pytorch_steps.py", kind, Path("parameters"), Path("data"), Path("trained"), Path("outputs"), steps.ToString(CultureInfo.InvariantCulture));

        var before = new float[Batch * Outputs];
        network.Forward(inputs, before);
        using (ITestTrainer trainer = network.CreateTrainer(new Sgd(0.1f) { WeightDecay = 0.01 }))
        {
            for (int step = 0; step < steps; step++) trainer.Step(inputs, targets);
        }

        var after = new float[Batch * Outputs];
        network.Forward(inputs, after);
        float[] expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path("outputs"))).ToArray();
        AssertClose("outputs before", expected[..before.Length], before);
        ITestNetwork trained = assembly.LoadNetwork("Net", Path("trained"));
        foreach (ParameterInfo parameter in network.Info.Parameters) AssertClose(parameter.Name, Copy(trained, parameter), Copy(network, parameter));
        AssertClose("outputs after", expected[before.Length..], after);
        trained.Forward(inputs, after);
        AssertClose("outputs of the loaded network", expected[before.Length..], after);
    }

    /// <summary>So that nothing is as it begins: lengths are no norms, and biases no zeros.</summary>
    private static void Disturb(ITestNetwork network)
    {
        var random = new TestRandom(5);
        foreach (ParameterInfo parameter in network.Info.Parameters.Where(parameter => parameter.IsTrained))
        {
            float[] values = Copy(network, parameter);
            for (int i = 0; i < values.Length; i++) values[i] = (float)((values[i] * random.NextUniform(0.7, 1.3)) + (parameter.Name.EndsWith("bias", StringComparison.Ordinal) ? 0.1 * random.NextNormal() : 0));
            network.SetParameter(parameter.Name, values);
        }
    }

    private static float[] Copy(ITestNetwork network, ParameterInfo parameter)
    {
        var values = new float[parameter.Count];
        network.CopyParameter(parameter.Name, values);
        return values;
    }

    private static void AssertClose(string what, float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= 1e-5 * Math.Max(1, Math.Abs(expected[i])),
                string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]: {actual[i]:R} instead of {expected[i]:R}."));
        }
    }

    private string Path(string name) => System.IO.Path.Combine(_directory, name);
}
