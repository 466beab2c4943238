using NetGen.Data;
using NetGen.Tests.Networks;

using Xunit;

namespace NetGen.Tests.Training;

#pragma warning disable format // one line per layer
/// <summary>As PyTorchLbfgs.py has it.</summary>
[Network(3)]
[Dense(4)] [Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class CurveNet;

/// <summary>A normalisation, whose statistics follow evaluations, and dropout.</summary>
[Network(3)]
[Dense(5)] [BatchNorm] [Tanh] [Dropout(0.2)]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class DroppingNet;
#pragma warning restore format

public sealed class LbfgsTests
{
    private static readonly Dictionary<string, Func<int, Lbfgs>> Cases = new()
    {
        ["Wolfe"] = iterations => new Lbfgs { MaxIterations = iterations, MaxEvaluations = 1000 },
        ["Wolfe Long"] = iterations => new Lbfgs(8) { MaxIterations = iterations, MaxEvaluations = 1000 },
        ["Wolfe Short"] = iterations => new Lbfgs(0.3) { MaxIterations = iterations, MaxEvaluations = 1000, HistorySize = 2 },
        ["Fixed"] = iterations => new Lbfgs(0.3) { MaxIterations = iterations, MaxEvaluations = 1000, UsesLineSearch = false },
        ["Fixed History"] = iterations => new Lbfgs(0.2) { MaxIterations = iterations, MaxEvaluations = 1000, UsesLineSearch = false, HistorySize = 3 },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void IterationsAreThoseOfPyTorch(string name)
    {
        int[] iterations = [.. PyTorchLbfgsValues.All.Keys.Where(key => key.Case == name).Select(key => key.Iterations)];
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], iterations);
        foreach (int count in iterations)
        {
            CurveNet network = Curve();
            MinimizationReport report = network.Minimize(Samples(), Cases[name](count));
            (double loss, float[] parameters) = PyTorchLbfgsValues.All[(name, count)];
            Assert.Equal(count, report.Steps.Count);
            Assert.Equal(loss, report.Loss, 1e-5);
            float[] found = Parameters(network);
            for (int i = 0; i < parameters.Length; i++) Assert.Equal(parameters[i], found[i], 1e-4);
        }
    }

    [Fact]
    public void ItEndsAtAMinimum()
    {
        CurveNet network = Curve();
        MinimizationReport report = network.Minimize(Samples(), new Lbfgs { MaxIterations = 2000, MaxEvaluations = 5000, ChangeTolerance = 0, GradientTolerance = 1e-4 });
        Assert.Equal(MinimizationEnd.Gradient, report.Reason);
        Assert.True(report.Steps[^1].LargestGradient <= 1e-4);
        Assert.True(report.Loss < 0.01 * report.InitialLoss, report.ToString());
        Assert.Equal(report.Loss, network.Evaluate(Samples()).Loss, 1e-6);
        for (int i = 1; i < report.Steps.Count; i++) Assert.True(report.Steps[i].Loss <= report.Steps[i - 1].Loss + 1e-7);
        Assert.Contains("evaluations: gradient", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(MinimizationEnd.Gradient, network.Minimize(Samples(), new Lbfgs { GradientTolerance = 1e-3 }).Reason);
    }

    /// <summary>Of parts the loss is that of all; so it is for weighted samples, whose parts weigh differently.</summary>
    [Fact]
    public void PartsMakeNoDifference()
    {
        Dataset samples = Samples().WithWeights([.. Enumerable.Range(0, 20).Select(index => index < 6 ? 0.1f : 1f + (0.2f * index))]);
        CurveNet whole = Curve();
        MinimizationReport expected = whole.Minimize(samples, new Lbfgs { MaxIterations = 6 });
        CurveNet parts = Curve();
        MinimizationReport report = parts.Minimize(samples, new Lbfgs { MaxIterations = 6, BatchSize = 6 });
        Assert.Equal(expected.InitialLoss, report.InitialLoss, 1e-6);
        Assert.Equal(Parameters(whole), Parameters(parts), (left, right) => Math.Abs(left - right) < 2e-4f);
        CurveNet unweighted = Curve();
        Assert.NotEqual(expected.InitialLoss, unweighted.Minimize(Samples(), new Lbfgs { MaxIterations = 6 }).InitialLoss, 1e-3);
    }

    [Fact]
    public void LabelsDropoutAndRowsAreMinimisedToo()
    {
        float[] inputs = [.. Enumerable.Range(0, 60).Select(Number)];
        int[] labels = [.. Enumerable.Range(0, 20).Select(index => index % 3)];
        var network = new DroppingNet(seed: 1);
        float[] mean = new float[5];
        network.CopyParameter("bn1.running_mean", mean);
        MinimizationReport report = network.Minimize(new Dataset(inputs, 3, labels, 3), new Lbfgs { MaxIterations = 30, Seed = 3 });
        Assert.True(report.Loss < 0.7 * report.InitialLoss, report.ToString());
        float[] after = new float[5];
        network.CopyParameter("bn1.running_mean", after);
        Assert.NotEqual(mean, after);

        var move = new MoveNet(seed: 1);
        Dataset rows = MoveNet.CreateDataset(
            [.. Enumerable.Range(0, 600).Select(Number)], [.. Enumerable.Range(7, 20).Select(Number)], [.. Enumerable.Range(0, 10).Select(index => index % 6)], [.. Enumerable.Range(3, 10).Select(Number)]);
        MinimizationReport heads = move.Minimize(rows, new Lbfgs { MaxIterations = 20 });
        Assert.True(heads.Loss < 0.8 * heads.InitialLoss, heads.ToString());
    }

    [Fact]
    public void ThreadsMakeNoDifference()
    {
        CurveNet one = Curve();
        CurveNet three = Curve();
        one.Minimize(Samples(), new Lbfgs { MaxIterations = 9, Threads = 1 });
        three.Minimize(Samples(), new Lbfgs { MaxIterations = 9, Threads = 3 });
        Assert.True(one.HasSameParameters(three));
    }

    [Fact]
    public void LimitsEndIt()
    {
        Assert.Equal(MinimizationEnd.Evaluations, Curve().Minimize(Samples(), new Lbfgs { MaxEvaluations = 5 }).Reason);
        MinimizationReport few = Curve().Minimize(Samples(), new Lbfgs { MaxIterations = 4 });
        Assert.True(few.Reason is MinimizationEnd.Iterations or MinimizationEnd.Evaluations);
        Assert.Equal(MinimizationEnd.Change, Curve().Minimize(Samples(), new Lbfgs { ChangeTolerance = 10 }).Reason);
        var cancelled = new CancellationToken(canceled: true);
        CurveNet network = Curve();
        Assert.Throws<OperationCanceledException>(() => network.Minimize(Samples(), new Lbfgs { CancellationToken = cancelled }));
        Assert.True(network.HasSameParameters(Curve()));
    }

    /// <summary>A step far too long is taken back where nothing searches for its length.</summary>
    [Fact]
    public void WhatIsNotFiniteIsTakenBack()
    {
        var network = new Signal.LinearNet(seed: 1);
        Signal.LinearNet before = network.Clone();
        var samples = new Dataset([.. Enumerable.Range(0, 700).Select(index => 1e15f * Number(index))], 70, new float[20], 2);
        MinimizationReport report = network.Minimize(samples, new Lbfgs(1e30) { UsesLineSearch = false });
        Assert.Equal(MinimizationEnd.NotFinite, report.Reason);
        Assert.Empty(report.Steps);
        Assert.True(network.HasSameParameters(before));

        MinimizationReport searched = network.Minimize(samples, new Lbfgs(1e10) { MaxIterations = 20 });
        Assert.True(searched.Loss < 0.5 * report.InitialLoss, searched.ToString());
        Assert.Contains("not finite to begin with", Assert.Throws<InvalidOperationException>(() => network.Minimize(new Dataset(new float[70], 70, [float.NaN, 0], 2))).Message, StringComparison.Ordinal);
    }

    /// <summary>What inference derives from parameters follows them.</summary>
    [Fact]
    public void TransformedWeightsFollow()
    {
        var network = new WinogradNet(seed: 1);
        var samples = new Dataset([.. Enumerable.Range(0, 6 * 1024).Select(index => Number(index) * (index / 1024 % 2 == 0 ? 1 : 4))], 1024, [0, 1, 0, 1, 0, 1], 2);
        float[] outputs = new float[12];
        network.Forward(samples.Inputs, outputs);
        MinimizationReport report = network.Minimize(samples, new Lbfgs { MaxIterations = 10 });
        Assert.True(report.Loss < 0.9 * report.InitialLoss, report.ToString());
        Assert.Equal(report.Loss, network.Evaluate(samples).Loss, 1e-4);
    }

    [Fact]
    public void OptionsAndSamplesAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Lbfgs(0));
        Assert.Throws<ArgumentOutOfRangeException>("MaxIterations", () => new Lbfgs { MaxIterations = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("MaxEvaluations", () => new Lbfgs { MaxEvaluations = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("HistorySize", () => new Lbfgs { HistorySize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("GradientTolerance", () => new Lbfgs { GradientTolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("ChangeTolerance", () => new Lbfgs { ChangeTolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("BatchSize", () => new Lbfgs { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Threads", () => new Lbfgs { Threads = 0 });
        Assert.Throws<ArgumentException>(() => Curve().Minimize(new Dataset(new float[8], 4, new float[2], 1)));
        Assert.Throws<ArgumentException>(() => new DroppingNet().Minimize(new Dataset(new float[9], 3, [0, 1, 2], 3), new Lbfgs { BatchSize = 2 }));
    }

    private static float Number(int index) => (float)Math.Sin((1.7 * index) + 0.3);

    private static CurveNet Curve()
    {
        var network = new CurveNet();
        int place = 0;
        foreach (ParameterInfo parameter in CurveNet.Info.Parameters)
        {
            network.SetParameter(parameter.Name, [.. Enumerable.Range(20 * place, parameter.Count).Select(index => 0.5f * Number(index))]);
            place++;
        }

        return network;
    }

    private static Dataset Samples()
    {
        float[] inputs = [.. Enumerable.Range(100, 60).Select(Number)];
        float[] targets = [.. Enumerable.Range(0, 20).Select(sample => MathF.Sin(2 * inputs[3 * sample]) + (inputs[(3 * sample) + 1] * inputs[(3 * sample) + 2]))];
        return new Dataset(inputs, 3, targets, 1);
    }

    private static float[] Parameters(CurveNet network)
    {
        List<float> values = [];
        foreach (ParameterInfo parameter in CurveNet.Info.Parameters)
        {
            float[] copy = new float[parameter.Count];
            network.CopyParameter(parameter.Name, copy);
            values.AddRange(copy);
        }

        return [.. values];
    }
}
