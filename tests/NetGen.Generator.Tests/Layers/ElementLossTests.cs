using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Tests.Layers;

/// <summary>How a network begins under a loss of single elements, against what integrals give in closed form.</summary>
public sealed class ElementLossTests
{
    private static readonly SignalMath Math1 = new(SignalOptions.Default);

    public static TheoryData<string, double> Undecided { get; } = new()
    {
        { "BinaryCrossEntropy", Math.Log(2) },
        { "MeanAbsoluteError", Math.Sqrt(2 / Math.PI) },
        { "Quantile", Math.Sqrt(2 / Math.PI) / 2 },
        { "Poisson", 1 },
        { "Hinge", 1 },
        { "SquaredHinge", 1 },
    };

    /// <summary>Targets of mean 0 and variance 1, labels as often 0 as 1, counts of mean 1: and an output that is the same for all.</summary>
    [Theory]
    [MemberData(nameof(Undecided))]
    public void An_undecided_network_has_the_loss_of_its_targets(string kind, double expected)
    {
        Loss loss = LossCatalog.Find(kind)!;
        Assert.Equal(expected, loss.Undecided(Shape.Vector(3))!.Value, 1e-6);
        Assert.Equal(expected, loss.Initial(new SignalState(0, 0), Shape.Vector(3), Math1)!.Value, 1e-6);
    }

    /// <summary>Where the best that is the same for all is not 0: the loss has its least value there.</summary>
    [Theory]
    [InlineData("[BinaryFocal]")]
    [InlineData("[BinaryFocal(Gamma = 0.5, Alpha = 0.9)]")]
    [InlineData("[BinaryCrossEntropy(PositiveWeight = 3)]")]
    [InlineData("[MeanSquaredLogarithmicError]")]
    [InlineData("[MeanAbsolutePercentageError]")]
    [InlineData("[MeanSquaredError(TargetMean = 2, TargetStd = 0.5)]")]
    [InlineData("[Quantile(0.8)]")]
    public void Nothing_that_is_the_same_for_all_is_better_than_undecided(string attribute)
    {
        Loss loss = TestHelpers.Declared.Model($"[Network(4)] [Dense(1)] {attribute}").Losses[0].Loss;
        double best = Enumerable.Range(-300, 601).Min(step => loss.Initial(new SignalState(step / 100.0, step / 100.0 * step / 100.0), Shape.Vector(1), Math1)!.Value);
        Assert.Equal(best, loss.Undecided(Shape.Vector(1))!.Value, 2e-4 * Math.Max(1, best));
    }

    /// <summary>The difference of two normal variables is one of variance 1 + v.</summary>
    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(4)]
    public void Outputs_add_their_variance_to_that_of_the_targets(double variance)
    {
        var output = new SignalState(0, variance);
        Assert.Equal(Math.Sqrt(2 * (1 + variance) / Math.PI), new MeanAbsoluteErrorLoss().Initial(output, Shape.Vector(1), Math1)!.Value, 1e-3);
        Assert.Equal((1 + variance) / 2, new HuberLoss(Delta: 1e6).Initial(output, Shape.Vector(1), Math1)!.Value, 1e-3);

        // Signs have a square of 1, and n outputs an n-th each.
        Assert.Equal(1 / 9.0, new MeanAbsoluteErrorLoss().Gradient(output, Shape.Vector(3), Math1).SecondMoment, 1e-6);
        Assert.Equal((1 + variance) / 9, new HuberLoss(Delta: 1e6).Gradient(output, Shape.Vector(3), Math1).SecondMoment, 1e-3);
    }

    /// <summary>Targets of mean 2 and variance 9: E (y - t)^2 = E y^2 - 2 E y E t + E t^2, and two samples' targets have their mean in common.</summary>
    [Fact]
    public void Declared_targets_are_what_a_square_begins_with()
    {
        Loss loss = TestHelpers.Declared.Model("[Network(4)] [Dense(1)] [MeanSquaredError(TargetMean = 2, TargetStd = 3)]").Losses[0].Loss;
        var output = new SignalState(0.5, 1.25) { AcrossSamples = 0.6 };
        GradientState gradient = loss.Gradient(output, Shape.Vector(1), Math1);
        Assert.Equal(1.25 - 2 + 13, loss.Initial(output, Shape.Vector(1), Math1)!.Value, 1e-9);
        Assert.Equal(9, loss.Undecided(Shape.Vector(1))!.Value, 1e-9);
        Assert.Equal(4 * (1.25 - 2 + 13), gradient.SecondMoment, 1e-9);
        Assert.Equal(4 * (0.6 - 2 + 4), gradient.AcrossSamples, 1e-9);
        Assert.Equal(2 * (1.25 - 1), gradient.AlongSignal, 1e-9);
    }

    /// <summary>What a gradient has in common with the output: E f' y.</summary>
    [Fact]
    public void Gradients_along_the_output_are_those_of_a_square_in_front_of_the_corner()
    {
        var output = new SignalState(0.5, 1.25) { AcrossSamples = 0.6 };
        GradientState square = new MeanSquaredErrorLoss().Gradient(output, Shape.Vector(4), Math1);
        GradientState half = new HuberLoss(Delta: 1e6).Gradient(output, Shape.Vector(4), Math1);
        Assert.Equal(square.SecondMoment, 4 * half.SecondMoment, 1e-4);
        Assert.Equal(square.AcrossSamples, 4 * half.AcrossSamples, 1e-4);
        Assert.Equal(square.AlongSignal, 2 * half.AlongSignal, 1e-4);
    }
}
