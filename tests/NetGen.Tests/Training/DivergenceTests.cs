using NetGen.Data;
using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Training;

/// <summary>What becomes of a step whose loss, gradient or update is not finite, and what is said of it.</summary>
public class DivergenceTests
{
    private const int Batch = 5;

    public static TheoryData<float> BadValues => [float.NaN, float.PositiveInfinity, 3e38f];

    [Theory]
    [MemberData(nameof(BadValues))]
    public void DivergenceThrowsAndRollsBack(float bad)
    {
        using TrainedNetwork<SmallRegression> trained = new(new SmallRegression(1));
        float[] inputs = Batches.Inputs(Batch, 1);
        float[] targets = Batches.Targets(Batch, 1);
        for (int step = 0; step < 3; step++) trained.Trainer.Step(inputs, targets);
        trained.Remember();

        targets[^1] = bad;
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trained.Trainer.Step(inputs, targets));
        trained.AssertUnchanged();
        Assert.Equal(3, exception.Step);
        Assert.False(float.IsFinite(exception.Loss));
        Assert.Contains("step 3", exception.Message, StringComparison.Ordinal);

        targets[^1] = 0;
        trained.Trainer.Step(inputs, targets);
        Assert.Equal(4, trained.Trainer.StepCount);
    }

    [Theory]
    [InlineData(48, "output")]
    [InlineData(0, "hidden")]
    [InlineData(33, "hidden")]
    public void DivergenceNamesTheLayer(int at, string layer)
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1));
        float[] inputs = Batches.Inputs(Batch, 1);
        trained.Trainer.ComputeGradients(inputs, Batches.Labels(inputs));
        trained.Trainer.Gradients[at] = float.NaN;
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(trained.Trainer.ApplyGradients);
        Assert.Equal(layer, exception.Layer);
        Assert.Contains($"'{layer}'", exception.Message, StringComparison.Ordinal);
        trained.AssertUnchanged();
    }

    [Fact]
    public void LargeButFiniteGradientsAreNoDivergence()
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1), new() { ClipNorm = 1f });
        float[] inputs = Batches.Inputs(Batch, 1);
        trained.Trainer.ComputeGradients(inputs, Batches.Labels(inputs));
        trained.Trainer.Gradients.Fill(1e30f);
        trained.Trainer.ApplyGradients();
        Assert.Equal(1, trained.Trainer.StepCount);
        Assert.All(trained.Network.Parameters.Trained.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void SkippedStepChangesNothingButTheCount()
    {
        using TrainedNetwork<SmallRegression> trained = new(new SmallRegression(1), new() { NonFinite = NonFinitePolicy.SkipStep });
        float[] inputs = Batches.Inputs(Batch, 1);
        float[] targets = Batches.Targets(Batch, 1);
        trained.Trainer.Step(inputs, targets);
        trained.Remember();
        targets[0] = float.NaN;
        Assert.Equal(float.NaN, trained.Trainer.Step(inputs, targets));
        trained.AssertUnchanged(steps: 1);
    }

    [Fact]
    public void OffLetsNaNThrough()
    {
        using TrainedNetwork<SmallRegression> trained = new(new SmallRegression(1), new() { NonFinite = NonFinitePolicy.Off });
        float[] targets = Batches.Targets(Batch, 1);
        targets[0] = float.NaN;
        Assert.Equal(float.NaN, trained.Trainer.Step(Batches.Inputs(Batch, 1), targets));
        Assert.Contains(float.NaN, trained.Network.Parameters.Trained.ToArray());
    }

    public static TheoryData<float> NotFinite => [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    /// <summary>Behind a tanh an infinite input leaves the loss finite, and only a gradient shows it.</summary>
    [Theory]
    [MemberData(nameof(NotFinite))]
    public void ABadInputIsNamed(float bad)
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1));
        float[] inputs = Batches.Inputs(Batch, 1);
        int[] labels = Batches.Labels(inputs);
        inputs[(3 * SmallNetwork.Inputs) + 2] = bad;
        inputs[^1] = bad;
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trained.Trainer.Step(inputs, labels));
        Assert.Equal((DivergenceCause.Input, null, 3, false), (exception.Cause, exception.Layer, exception.Sample, exception.IsNetworkChanged));
        Assert.Contains(FormattableString.Invariant($"input 2 of sample 3 of the batch, both counted from 0, is {bad}. The network is as it was before the step."), exception.Message, StringComparison.Ordinal);
        trained.AssertUnchanged();
    }

    [Theory]
    [MemberData(nameof(NotFinite))]
    public void ABadTargetIsNamedWhereverTheUpdateIsMade(float bad)
    {
        using TrainedNetwork<SmallRegression> trained = new(new SmallRegression(1));
        float[] targets = Batches.Targets(Batch, 1);
        targets[(4 * SmallNetwork.Outputs) + 1] = bad;
        trained.Trainer.ComputeGradients(Batches.Inputs(Batch, 1), targets);
        foreach (Action step in new Action[] { trained.Trainer.ApplyGradients, () => trained.Trainer.Step(Batches.Inputs(Batch, 1), targets) })
        {
            TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(step);
            Assert.Equal((DivergenceCause.Target, null, 4), (exception.Cause, exception.Layer, exception.Sample));
            Assert.Contains(FormattableString.Invariant($"target 1 of sample 4 of the batch, both counted from 0, is {bad}."), exception.Message, StringComparison.Ordinal);
            trained.AssertUnchanged();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FitNamesTheSampleByItsPlaceInTheData(bool shuffle)
    {
        float[] inputs = Batches.Inputs(23, 1);
        int[] labels = Batches.Labels(inputs);
        inputs[(17 * SmallNetwork.Inputs) + 1] = float.NaN;
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1));
        var data = new Dataset(inputs, SmallNetwork.Inputs, labels, SmallNetwork.Outputs);
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trained.Trainer.Fit(data, new() { BatchSize = 6, Shuffle = shuffle }));
        Assert.Equal((DivergenceCause.Input, 17), (exception.Cause, exception.Sample));
        Assert.Contains("input 1 of sample 17 of the data", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hidden.weight", "hidden")]
    [InlineData("output.bias", "output")]
    public void AParameterThatWasNotFiniteBeforeIsNamed(string parameter, string layer)
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1));
        float[] values = new float[SmallClassifier.Info.Parameters.Single(candidate => candidate.Name == parameter).Count];
        values[1] = float.NaN;
        trained.Network.SetParameter(parameter, values);
        trained.Remember();
        float[] inputs = Batches.Inputs(Batch, 1);
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trained.Trainer.Step(inputs, Batches.Labels(inputs)));
        Assert.Equal((DivergenceCause.Parameter, layer), (exception.Cause, exception.Layer));
        Assert.Contains($"parameter '{parameter}' had a value of NaN before the step", exception.Message, StringComparison.Ordinal);
        trained.AssertUnchanged();
    }

    public static TheoryData<string, double> OverflowingUpdates => new()
    {
        { "rate of Adam", 3e38 },
        { "rate of SGD", 3e38 },
        { "weight decay", 3e38 },
        { "moment", 1e25 },
    };

    /// <summary>Loss and gradients are finite, but not what the update makes of them; on every width and in what is left over of a vector.</summary>
    [Theory]
    [MemberData(nameof(OverflowingUpdates))]
    public void AnUpdateThatOverflowsIsSeen(string what, double value)
    {
        Optimizer optimizer = what switch
        {
            "rate of Adam" => new Adam(value),
            "rate of SGD" => new Sgd(value) { Momentum = 0.9 },
            "weight decay" => new Sgd(100) { WeightDecay = value },
            _ => new Adam(0.1),
        };
        foreach (int at in new[] { 0, 33, 83 })
        {
            using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1), optimizer: optimizer);
            float[] inputs = Batches.Inputs(Batch, 1);
            float loss = trained.Trainer.ComputeGradients(inputs, Batches.Labels(inputs));
            trained.Trainer.Gradients.Clear();
            trained.Network.Parameters.Trained.Clear();
            trained.Trainer.Gradients[at] = what == "moment" ? (float)value : 100f;
            trained.Network.Parameters.Trained[at] = 1f;
            TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(trained.Trainer.ApplyGradients);
            Assert.Equal((DivergenceCause.Update, true, loss), (exception.Cause, exception.IsNetworkChanged, exception.Loss));
            Assert.Contains("The network has been changed", exception.Message, StringComparison.Ordinal);
            if (what != "rate of Adam") Assert.Equal(at < 48 ? "hidden" : "output", exception.Layer);
            Assert.Equal(0, trained.Trainer.StepCount);
        }
    }

    /// <summary>What the loop looks at overflows for values that are large, but finite: they are looked at again, one by one.</summary>
    [Fact]
    public void LargeButFiniteParametersAreNoDivergence()
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1), optimizer: new Sgd(1e-3) { Momentum = 0.9 });
        float[] inputs = Batches.Inputs(Batch, 1);
        trained.Trainer.ComputeGradients(inputs, Batches.Labels(inputs));
        trained.Trainer.Gradients[0] = 1e25f;
        trained.Network.Parameters.Trained[0] = 1e25f;
        trained.Trainer.ApplyGradients();
        Assert.Equal(1, trained.Trainer.StepCount);
        Assert.True(float.IsInfinity(trained.Network.Parameters.Trained[0] * trained.Trainer.Memory.State.Slots[0].Span[0]));
    }

    [Fact]
    public void AnUpdateThatOverflowsIsNotLookedAtWherePolicyIsOff()
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(1), new() { NonFinite = NonFinitePolicy.Off }, new Adam(3e38));
        float[] inputs = Batches.Inputs(Batch, 1);
        trained.Trainer.Step(inputs, Batches.Labels(inputs));
        Assert.Contains(trained.Network.Parameters.Trained.ToArray(), value => !float.IsFinite(value));
    }

    /// <summary>The check belongs to the loop, whatever the rule and the vector's width.</summary>
    [Fact]
    public void EveryLoopSeesEveryValue()
    {
        foreach (Optimizer optimizer in new Optimizer[] { new Sgd(), new Adam(), new RmsProp(), new Adagrad(), new Adam { Amsgrad = true } })
        {
            for (int size = 1; size < 40; size++)
            {
                for (int bad = -1; bad < size; bad++)
                {
                    var state = new OptimizerState(optimizer, size);
                    float[] parameters = new float[size];
                    float[] gradients = new float[size];
                    if (bad >= 0) parameters[bad] = float.PositiveInfinity;
                    Assert.Equal(bad < 0, optimizer.Update(new UpdateRange(ref parameters[0], ref gradients[0], state, 0, size) { Step = new(0, optimizer.Rate) }));
                    if (bad < 0) continue;
                    parameters[bad] = 0;
                    for (int slot = 0; slot < state.Slots.Length; slot++)
                    {
                        foreach (AlignedMemory kept in state.Slots) kept.Span.Clear();
                        state.Slots[slot].Span[bad] = float.NaN;
                        Assert.False(optimizer.Update(new UpdateRange(ref parameters[0], ref gradients[0], state, 0, size) { Step = new(0, optimizer.Rate) }));
                        Array.Clear(parameters);
                    }
                }
            }
        }
    }

    [Fact]
    public void SettingsThatAreInfiniteAsFloatsAreRefused()
    {
        const double Huge = 1e39;
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adam(Huge));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new Sgd().LearningRate = Huge);
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new Sgd { WeightDecay = Huge });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new AdamW { WeightDecay = Huge });
        Assert.Throws<ArgumentOutOfRangeException>("Momentum", () => new Sgd { Momentum = Huge });
        Assert.Throws<ArgumentOutOfRangeException>("Dampening", () => new Sgd { Dampening = -Huge });
        Assert.Throws<ArgumentOutOfRangeException>("LearningRateDecay", () => new Adagrad { LearningRateDecay = Huge });
        Assert.Throws<ArgumentOutOfRangeException>("ClipNorm", () => new TrainerOptions { ClipNorm = Huge });
        Assert.Equal(3e38, new Adam(3e38).LearningRate);
    }
}
