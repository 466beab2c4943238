using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>A network whose methods take several inputs and targets and give several outputs, each by its name.</summary>
public sealed class NamedNetworkTests
{
    private const int Samples = 7;
    private readonly MoveNet _network = new(seed: 1);
    private readonly float[] _board = Draw(Samples * 5 * 4 * 3, 1);
    private readonly float[] _clocks = Draw(Samples * 2, 2);
    private readonly int[] _moves = [3, 0, 5, 1, 1, 4, 2];
    private readonly float[] _results = Draw(Samples, 3);
    private readonly float[] _policy = new float[Samples * 6];
    private readonly float[] _value = new float[Samples];
    private readonly float[] _trunk = new float[Samples * 8];

    [Fact]
    public void InputsAndOutputsAreListedByName()
    {
        Assert.Equal([("board", 60), ("clocks", 2)], MoveNet.Info.Inputs.Select(input => (input.Name, input.Size)));
        Assert.Equal([("policy", 6), ("value", 1), ("trunk", 8)], MoveNet.Info.Outputs.Select(output => (output.Name, output.Size)));
        Assert.Equal(["input", "dense1"], new[] { TrainedPlain.Inputs[0].Name, TrainedPlain.Outputs[0].Name });
    }

    [Fact]
    public void InformationIsATable()
    {
        string[] lines = MoveNet.Info.ToString().Split('\n');
        Assert.StartsWith("MoveNet: 5x4x3 and 2 -> 6 and 1 and 8, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["layer", "output", "parameters", "predicted", "std", "multiply-adds"], lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(MoveNet.Info.Layers.Select(layer => layer.Name), lines[2..^1].Select(line => line.Split(' ')[0]));
        Assert.All(lines[2..^1], line => Assert.Equal(lines[1].Length, line.Length));
    }

    [Fact]
    public void AMetricNamesItsOutput()
    {
        Dataset data = MoveNet.CreateDataset(_board, _clocks, _moves, _results);
        Evaluation evaluation = _network.Evaluate(data, [new Accuracy(), new MeanSquaredError { Output = "value" }, new LogLoss { Output = "policy" }]);
        Assert.Equal(["accuracy", "value.mean_squared_error", "policy.log_loss"], evaluation.Metrics.Keys);
        Assert.Equal(evaluation.Heads["policy"].Accuracy!.Value, evaluation.Metrics["accuracy"]);
        Assert.Equal(evaluation.Heads["value"].Loss, evaluation.Metrics["value.mean_squared_error"], 1e-5);
        Assert.Equal(evaluation.Heads["policy"].Loss, evaluation.Metrics["policy.log_loss"], 1e-5);
        Assert.Contains("'trunc'; MoveNet has 'policy', 'value'", Assert.Throws<ArgumentException>(() => _network.Evaluate(data, [new Accuracy { Output = "trunc" }])).Message, StringComparison.Ordinal);
        Assert.Contains("Two metrics are called 'accuracy'", Assert.Throws<ArgumentException>(() => _network.Evaluate(data, [new Accuracy(), new Accuracy()])).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => _network.Evaluate(data, [new MeanSquaredError()]));
    }

    /// <summary>What one thread has filled in another does not write over: labels of the one would be trained with the inputs of the other.</summary>
    [Fact]
    public void EachThreadFillsRowsOfItsOwn()
    {
        using Trainer<MoveNet> undisturbed = new MoveNet(seed: 1).CreateTrainer(new Adam());
        using Trainer<MoveNet> trainer = _network.CreateTrainer(new Adam());
        NetGen.Runtime.NamedRows rows = trainer.BeginRows();
        rows.PutInput(0, _board);
        var other = new Thread(() => trainer.BeginRows().PutInput(0, new float[60]));
        other.Start();
        other.Join();
        rows.PutInput(1, _clocks);
        rows.PutTarget(0, _moves);
        rows.PutTarget(1, _results);
        Assert.Equal(undisturbed.Step(_board, _clocks, policy: _moves, value: _results), trainer.Step(rows));
    }

    [Fact]
    public void AloneOrInABatchASampleGivesTheSameBits()
    {
        _network.Forward(_board, _clocks, _policy, _value, _trunk);
        for (int sample = 0; sample < Samples; sample++)
        {
            float[] policy = new float[6];
            float[] value = new float[1];
            float[] trunk = new float[8];
            _network.Forward(_board.AsSpan(sample * 60, 60), _clocks.AsSpan(sample * 2, 2), policy, value, trunk);
            Assert.Equal(_policy[(sample * 6)..((sample + 1) * 6)], policy);
            Assert.Equal(_value[sample], value[0]);
            Assert.Equal(_trunk[(sample * 8)..((sample + 1) * 8)], trunk);
        }
    }

    [Fact]
    public void PredictTakesTheLinkOfEachLoss()
    {
        _network.Forward(_board, _clocks, _policy, _value, _trunk);
        float[] logits = [.. _policy];
        float[] value = [.. _value];
        _network.Predict(_board, _clocks, _policy, _value, _trunk);
        double sum = logits.Take(6).Sum(logit => Math.Exp(logit));
        for (int move = 0; move < 6; move++) Assert.Equal(Math.Exp(logits[move]) / sum, _policy[move], 1e-5);
        Assert.Equal(value, _value);
    }

    [Fact]
    public void GradientsAreThoseOfTheWeightedSumOfLosses()
    {
        using Trainer<MoveNet> trainer = _network.CreateTrainer(new Adam(1e-2));
        Assert.Equal(Loss(), trainer.ComputeGradients(_board, _clocks, _moves, _results), 1e-5);
        foreach (ParameterInfo parameter in MoveNet.Info.Parameters)
        {
            float[] values = new float[parameter.Count];
            float[] gradient = new float[parameter.Count];
            _network.CopyParameter(parameter.Name, values);
            trainer.CopyGradient(parameter.Name, gradient);
            for (int i = 0; i < values.Length; i += 1 + (values.Length / 25))
            {
                const float Step = 1e-2f;
                float kept = values[i];
                values[i] = kept + Step;
                _network.SetParameter(parameter.Name, values);
                double up = Loss();
                values[i] = kept - Step;
                _network.SetParameter(parameter.Name, values);
                double down = Loss();
                values[i] = kept;
                _network.SetParameter(parameter.Name, values);
                Assert.Equal((up - down) / (2 * Step), gradient[i], 2e-4);
            }
        }
    }

    [Fact]
    public void FitLearnsAndEvaluateSaysHowGoodEachHeadIs()
    {
        Dataset data = MoveNet.CreateDataset(_board, _clocks, _moves, _results);
        Assert.Equal(Loss(), _network.Evaluate(data).Loss, 1e-5);
        using Trainer<MoveNet> trainer = _network.CreateTrainer(new Adam(3e-2));
        trainer.Fit(data, new FitOptions { Epochs = 60, BatchSize = 3 });
        Evaluation evaluation = _network.Evaluate(data);
        Assert.Equal(1.0, evaluation.Heads["policy"].Accuracy);
        Assert.Null(evaluation.Heads["value"].Accuracy);
        Assert.InRange(evaluation.Heads["value"].Loss, 0, 0.05);
        Assert.Equal(Loss(), evaluation.Loss, 1e-5);
    }

    [Fact]
    public void StepsAndPredictionsAllocateNothing()
    {
        using Trainer<MoveNet> trainer = _network.CreateTrainer(new Sgd(1e-3), new TrainerOptions { Threads = 1 });
        _network.Threads = 1;
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++) Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            trainer.Step(_board, _clocks, _moves, _results);
            _network.Predict(_board, _clocks, _policy, _value, _trunk);
        }
    }

    [Fact]
    public void WhatDoesNotFitIsNamed()
    {
        using Trainer<MoveNet> trainer = _network.CreateTrainer(new Sgd(1e-3));
        ArgumentException label = Assert.Throws<ArgumentException>(() => trainer.Step(_board, _clocks, [0, 1, 2, 3, 4, 5, 6], _results));
        Assert.StartsWith("The label of sample 6 in policy is 6; expected 0 to 5.", label.Message, StringComparison.Ordinal);
        ArgumentException count = Assert.Throws<ArgumentException>(() => _network.Forward(_board, _clocks.AsSpan(2), _policy, _value, _trunk));
        Assert.StartsWith("clocks has 12 values; 7 samples of 2 values each need 14.", count.Message, StringComparison.Ordinal);
        ArgumentException other = Assert.Throws<ArgumentException>(() => _network.Evaluate(new Dataset(new float[62], 62, new int[1], 6)));
        Assert.Contains("MoveNet.CreateDataset", other.Message, StringComparison.Ordinal);
        ArgumentException labels = Assert.Throws<ArgumentException>(() => trainer.Step(new float[62], new int[1]));
        Assert.StartsWith("The loss of MoveNet compares with several outputs", labels.Message, StringComparison.Ordinal);
    }

    private static NetworkInfo TrainedPlain => new()
    {
        Name = "Plain",
        InputShape = [3],
        OutputShape = [2],
        Layers = [new LayerInfo("dense1", "Dense", [2], 8, 6, string.Empty, default!)],
        Parameters = [],
        InferenceWorkspace = 0,
        PackedSize = 0,
        TrainedPackedSize = 0,
    };

    private static float[] Draw(int count, int seed)
    {
        // Irregular enough, and the same everywhere: the fractions of a multiple of an irrational number.
        return [.. Enumerable.Range(1, count).Select(i => (float)((2 * ((i * 0.6180339887 * seed) % 1)) - 1))];
    }

    /// <summary>In double, from the outputs.</summary>
    private double Loss()
    {
        _network.Forward(_board, _clocks, _policy, _value, _trunk);
        double loss = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double sum = 0;
            for (int move = 0; move < 6; move++) sum += Math.Exp(_policy[(sample * 6) + move]);
            loss += Math.Log(sum) - _policy[(sample * 6) + _moves[sample]];
            loss += 0.5 * Math.Pow(_value[sample] - _results[sample], 2);
        }

        return loss / Samples;
    }
}
