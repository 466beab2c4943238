using NetGen.Data;

using Xunit;

namespace NetGen.Tests.LossFunctions;

/// <summary>Losses that users write.</summary>
public sealed class OwnLossTests
{
    private static readonly float[] Outputs = [0.5f, -0.875f, 2, 0.25f, 1.5f, 0.75f, -0.5f, -2, 0, 1.125f, 0.5f, -0.25f];
    private static readonly float[] Targets = [1, 0, 0.5f, 1, 2, 1, 0, -1, 0.25f, 1, -1, 0];

    [Fact]
    public void A_loss_of_ones_own_trains_like_the_library_s()
    {
        using Trainer<SquaresNet> expected = LossNetwork.With<SquaresNet>(Outputs);
        using Trainer<OwnNet> trainer = LossNetwork.With<OwnNet>(Outputs);
        for (int step = 0; step < 5; step++)
            Assert.Equal(expected.Step(LossNetwork.Inputs, Targets, [1, 2, 0.5f]), trainer.Step(LossNetwork.Inputs, Targets, [1, 2, 0.5f]), 1e-6f);
        Dataset data = new(LossNetwork.Inputs, 3, Targets, 4);
        Assert.Equal(expected.Network.Evaluate(data).Loss, trainer.Network.Evaluate(data).Loss, 1e-6);
    }

    [Fact]
    public void A_loss_of_labels_refuses_what_is_no_class()
    {
        using Trainer<OwnMarginNet> trainer = LossNetwork.With<OwnMarginNet>(Outputs);
        Assert.Throws<ArgumentException>("labels", () => trainer.Step(LossNetwork.Inputs, [0, 1, 4]));
        float before = trainer.Step(LossNetwork.Inputs, [2, 0, 3]);
        Assert.True(trainer.Step(LossNetwork.Inputs, [2, 0, 3]) < before);
        Assert.Equal(2.0 / 3, trainer.Network.Evaluate(new Dataset(LossNetwork.Inputs, 3, new[] { 2, 0, 3 }, 4)).Accuracy!.Value, 1e-12);
    }

    /// <summary>Two channels of a pixel lie among lanes that the loss does not see.</summary>
    [Fact]
    public void A_loss_of_whole_samples_sees_outputs_alone()
    {
        OwnSpreadNet network = new();
        network.SetParameter("conv1.weight", [1, 2, 3, 4, 5, 6]);
        using Trainer<OwnSpreadNet> trainer = new(network, new Sgd(0.1), new TrainerOptions { Threads = 1 });
        float[] input = [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1]; // pixels give (1, 4), (2, 5), (3, 6) and (6, 15)
        Assert.Equal((5.25f - 2) * (5.25f - 2), trainer.ComputeGradients(input, [2f]), 1e-5f);
        float[] gradient = new float[6];
        trainer.CopyGradient("conv1.weight", gradient);
        Assert.All(gradient, static slope => Assert.Equal(2 * (5.25f - 2) / 8 * 2, slope, 1e-5f)); // each weight meets two pixels
        Assert.Equal((5.25 - 2) * (5.25 - 2), network.Evaluate(new Dataset(input, 12, new float[] { 2 }, 1)).Loss, 1e-5);
    }

    [Fact]
    public void Heads_may_have_losses_of_their_own()
    {
        OwnHeads network = new(3);
        using Trainer<OwnHeads> trainer = new(network, new Sgd(0.1));
        float first = trainer.Step(LossNetwork.Inputs, Targets, [0, 1, 1]);
        float last = first;
        for (int step = 0; step < 20; step++) last = trainer.Step(LossNetwork.Inputs, Targets, [0, 1, 1]);
        Assert.True(last < first);
        Evaluation evaluation = network.Evaluate(OwnHeads.CreateDataset(LossNetwork.Inputs, Targets, [0, 1, 1]));
        Assert.Equal(evaluation.Loss, (0.5 * evaluation.Heads["dense1"].Loss) + evaluation.Heads["dense2"].Loss, 1e-6);
    }

    [Fact]
    public void What_is_not_known_of_a_loss_is_not_predicted()
    {
        Assert.Null(OwnNet.Info.PredictedLoss);
        Assert.NotNull(SquaresNet.Info.PredictedLoss);
    }

    /// <summary>A look at layers has no targets to give; what a loss makes of the zeros in their place does not matter.</summary>
    [Fact]
    public void Networks_are_probed_whatever_their_loss_makes_of_zeros()
    {
        Assert.Equal(12, new OwnLogarithmsNet(1).Probe(LossNetwork.Inputs).Activation("dense1").Length);
        Assert.Equal(24, new OtherBlankNet(1).Probe(LossNetwork.Inputs).Activation("dense1").Length);
        Assert.NotEmpty(new OtherBlankNet(1).Summary().ToString());
    }

    [Fact]
    public void Scores_are_no_percentages()
    {
        Assert.Equal("class 2, score 5.25", new Classification(2, 5.25f, null).ToString());
        Assert.Equal("dog, 98.2 %", new Classification(1, 0.982f, "dog").ToString());
    }

    [Fact]
    public void Right_slopes_deviate_little()
    {
        Assert.InRange(LossCheck.Deviation(new OwnSquares(), Outputs, Targets), 0, 1e-3f);
        Assert.InRange(LossCheck.Deviation(new OwnMargin(), [0.5f, 1, -1], 1), 0, 1e-3f);
        Assert.InRange(LossCheck.Deviation(new OwnSpread(), Outputs, 4, [0.5f]), 0, 1e-3f);
    }

    [Fact]
    public void Wrong_slopes_deviate_much()
    {
        Assert.True(LossCheck.Deviation(new WrongSlope(), [2], [1f]) > 0.4f);
        Assert.Contains("place 1", Assert.Throws<ArgumentException>(() => LossCheck.Deviation(new UnwrittenSlope(), [2, 3], [1f, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LossCheck.Deviation(new OwnMargin(), [1, 2], 2));
        Assert.Throws<ArgumentException>(() => LossCheck.Deviation(new OwnSpread(), [1, 2, 3], 2, [1f]));
    }
}
