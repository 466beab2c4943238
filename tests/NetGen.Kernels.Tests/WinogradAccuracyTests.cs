using System.Globalization;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>The rounding errors of Winograd's algorithm at the sizes for which the planner chooses it, against double.</summary>
public sealed class WinogradAccuracyTests
{
    // Measured: root mean square 1.8e-6 and 2.5e-6 of the outputs' own, worst 2.5e-5 and 3.0e-5. Direct sums have 2e-7 and 1e-6.
    private const double RootMeanSquareBound = 5e-6;
    private const double WorstBound = 1e-4;

    [Theory]
    [InlineData(28, 64, 64, 3)]
    [InlineData(14, 32, 64, 5)]
    public void Errors_stay_far_below_what_training_notices(int size, int channels, int filters, int kernel)
    {
        NetworkDescription description = new NetworkDescription(size, size, channels).Conv2D(filters, new WindowSettings(kernel) { Same = true }).MeanSquaredError();
        string name = string.Create(CultureInfo.InvariantCulture, $"Accuracy{kernel}");
        using CompiledAssembly assembly = CompiledAssembly.Compile(CaseCatalog.ToSource([new NetworkCase("accuracy", name, description)]));
        Assert.Contains(assembly.Sources, source => source.Text.Contains("Winograd F(4x4", StringComparison.Ordinal));
        var data = new CaseData(description, exact: false, seed: 5);
        ITestNetwork network = assembly.CreateNetwork(name);
        foreach ((string parameter, _) in data.Reference.Parameters) network.SetParameter(parameter, data.Parameter(parameter));
        Tensor input = data.NextInput(1);
        double[] expected = data.Reference.Forward(input).Values;
        var actual = new float[expected.Length];
        network.Forward(CaseData.ToFloats(input), actual);
        double scale = RootMeanSquare(expected);
        double[] errors = [.. expected.Zip(actual, (right, given) => (given - right) / scale)];
        Assert.InRange(RootMeanSquare(errors), 1e-9, RootMeanSquareBound);
        Assert.InRange(errors.Max(Math.Abs), 1e-9, WorstBound);
    }

    private static double RootMeanSquare(double[] values) => Math.Sqrt(values.Average(value => value * value));
}
