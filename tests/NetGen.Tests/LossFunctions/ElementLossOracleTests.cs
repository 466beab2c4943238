using NetGen.Data;

using Xunit;

namespace NetGen.Tests.LossFunctions;

/// <summary>Losses of single elements against what PyTorch 1.13 gives for the formulas of its own, of torchvision's and of Keras'.</summary>
public sealed class ElementLossOracleTests
{
    private static readonly float[] Outputs = [0.5f, -0.875f, 2, 0.25f, 1.5f, 0.75f, -0.5f, -2, 0, 1.125f, 0.5f, -0.25f];
    private static readonly float[] Yes = [1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0];
    private static readonly int[] Labels = [1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0];
    private static readonly float[] Sides = [1, -1, -1, 1, 1, 1, -1, -1, -1, 1, 1, -1];
    private static readonly float[] Sizes = [2, 0.5f, 1.5f, 3, 1, 2.5f, 0.25f, 4, 0.5f, 0.75f, 1.25f, 2];

    [Fact]
    public void What_a_yes_counts() => Check<WeightedYesNo>(
        Yes, 0.860773742,
        -0.0786542967, 0.0245179143, 0.0733997524, -0.0912132263, -0.0380053334, -0.0668377653, 0.0314617231, 0.00993357692, 0.0416666679, -0.0510593764, -0.0786542967, 0.036485292);

    [Fact]
    public void Hinge() => Check<HingeNet>(
        Sides, 0.614583313,
        -0.0833333358, 0.0833333358, 0.0833333358, -0.0833333358, 0, -0.0833333358, 0.0833333358, 0, 0.0833333358, 0, -0.0833333358, 0.0833333358);

    [Fact]
    public void Squared_hinge() => Check<SquaredHingeNet>(
        Sides, 0.99609375,
        -0.0833333358, 0.020833334, 0.5, -0.125, 0, -0.0416666679, 0.0833333358, 0, 0.166666672, 0, -0.0833333358, 0.125);

    [Fact]
    public void Focal() => Check<FocalYesNo>(
        Yes, 0.133518234,
        -0.00287368707, 0.00425275322, 0.0672946125, -0.00433450798, -0.000354814867, -0.00181478448, 0.00862106401, 0.000304433808, 0.0186429247, -0.000837897242, -0.00287368707, 0.0130035244);

    [Fact]
    public void Logarithms() => Check<LogarithmicNet>(
        Sizes, 0.564566076,
        -0.0770163536, 0, 0.0101289749, -0.155086786, 0.014876239, -0.0660140142, 0, 0, 0, 0.0152279213, -0.045051679, 0);

    [Fact]
    public void Percentages() => Check<PercentageNet>(
        Sizes, 113.958336,
        -4.16666698, -16.6666679, 5.55555582, -2.77777791, 8.33333397, -3.33333349, -33.3333359, -2.08333349, -16.6666679, 11.1111116, -6.66666698, -4.16666698);

    [Fact]
    public void Smooth_L1_is_Huber_s_over_its_distance() => Check<SmoothNet>(
        Sizes, 1.33463538,
        -0.0833333358, -0.0833333358, 0.0833333358, -0.0833333358, 0.0833333358, -0.0833333358, -0.0833333358, -0.0833333358, -0.0833333358, 0.0625, -0.0833333358, -0.0833333358);

    /// <summary>What is not positive is the other side, whether it is written 0 or -1.</summary>
    [Fact]
    public void Hinges_take_zeros_and_ones()
    {
        using Trainer<HingeNet> hinge = LossNetwork.With<HingeNet>(Outputs);
        Assert.Equal(hinge.ComputeGradients(LossNetwork.Inputs, Sides), hinge.ComputeGradients(LossNetwork.Inputs, Yes));
        using Trainer<SquaredHingeNet> squared = LossNetwork.With<SquaredHingeNet>(Outputs);
        Assert.Equal(squared.ComputeGradients(LossNetwork.Inputs, Sides), squared.ComputeGradients(LossNetwork.Inputs, Yes));
    }

    [Fact]
    public void Labels_are_the_targets_that_they_say()
    {
        using Trainer<WeightedYesNo> expected = LossNetwork.With<WeightedYesNo>(Outputs);
        using Trainer<WeightedYesNo> trainer = LossNetwork.With<WeightedYesNo>(Outputs);
        Assert.Equal(expected.Step(LossNetwork.Inputs, Yes), trainer.Step(LossNetwork.Inputs, Labels));
        Assert.Equal(expected.Step(LossNetwork.Inputs, Yes, [1, 2, 3]), trainer.Step(LossNetwork.Inputs, Labels, [1, 2, 3]));
        Assert.Equal(expected.ComputeGradients(LossNetwork.Inputs, Yes), trainer.ComputeGradients(LossNetwork.Inputs, Labels));
        Assert.Equal(LossNetwork.Gradient(expected), LossNetwork.Gradient(trainer));
        ArgumentException exception = Assert.Throws<ArgumentException>("labels", () => trainer.Step(LossNetwork.Inputs, [.. Labels.AsSpan(1), 2]));
        Assert.StartsWith("Label 11 is 2; expected 0 or 1.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => trainer.Step(LossNetwork.Inputs, Labels.AsSpan(1)));
        using Trainer<HingeNet> hinge = LossNetwork.With<HingeNet>(Outputs);
        Assert.Throws<ArgumentException>(() => hinge.Step(LossNetwork.Inputs, Labels));
    }

    /// <summary>A dataset of labels trains and measures a network that answers yes or no, with its accuracy and confusion matrix.</summary>
    [Fact]
    public void Fit_and_Evaluate_take_labels_of_one_output()
    {
        float[] logits = [2, -1, 0.5f];
        using Trainer<OneYesNo> trainer = LossNetwork.With<OneYesNo>(logits);
        Dataset data = new(LossNetwork.Inputs, 3, new[] { 1, 0, 0 }, 2);
        Evaluation evaluation = trainer.Network.Evaluate(data);
        double expected = (Math.Log(1 + Math.Exp(-2)) + Math.Log(1 + Math.Exp(-1)) + Math.Log(1 + Math.Exp(0.5))) / 3;
        Assert.Equal(expected, evaluation.Loss, 1e-6);
        Assert.Equal(2.0 / 3, evaluation.Accuracy!.Value, 1e-12);
        Assert.Equal(1, evaluation.Confusion![0, 1]);
        TrainingReport report = trainer.Fit(data, new FitOptions { Epochs = 100, BatchSize = 3, Validation = data });
        Assert.Equal(expected, report.Epochs[0].Loss, 1e-6);
        Assert.Equal(1, report.Validation!.Accuracy!.Value, 1e-12);

        Assert.Contains("tells two apart", Refused(new Dataset(LossNetwork.Inputs, 3, new[] { 1, 0, 2 }, 3)), StringComparison.Ordinal);
        Assert.Contains("puts out 4", Assert.Throws<ArgumentException>(() => new WeightedYesNo().Evaluate(data)).Message, StringComparison.Ordinal);
        Assert.Contains("class labels", Assert.Throws<ArgumentException>(() => new HingeNet().Evaluate(data)).Message, StringComparison.Ordinal);

        string Refused(Dataset other) => Assert.Throws<ArgumentException>(() => trainer.Fit(other, new FitOptions())).Message;
    }

    private static void Check<TNetwork>(float[] targets, double loss, params double[] gradient)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using Trainer<TNetwork> trainer = LossNetwork.With<TNetwork>(Outputs);
        float actual = trainer.ComputeGradients(LossNetwork.Inputs, targets);
        Assert.Equal(1, actual / loss, 1e-6);
        LossNetwork.AssertClose(gradient, LossNetwork.Gradient(trainer));
        Assert.Equal(1, trainer.Network.Evaluate(new Dataset(LossNetwork.Inputs, 3, targets, 4)).Loss * Weight() / loss, 1e-6);

        // Of several losses the sum is weighted; evaluation of one gives the loss itself.
        static double Weight() => typeof(TNetwork) == typeof(SmoothNet) ? 2 : 1;
    }
}
