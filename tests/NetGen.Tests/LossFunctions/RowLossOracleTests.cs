using NetGen.Data;

using Xunit;

namespace NetGen.Tests.LossFunctions;

/// <summary>Losses of rows against what PyTorch 1.13 gives for its own, and for the formulas of Keras'.</summary>
public sealed class RowLossOracleTests
{
    private static readonly float[] Outputs = [0.5f, -0.875f, 2, 0.25f, 1.5f, 0.75f, -0.5f, -2, 0, 1.125f, 0.5f, -0.25f];
    private static readonly float[] Shares = [0.5f, 0.25f, 0.25f, 0, 0, 1, 0, 0, 0.125f, 0.125f, 0.25f, 0.5f];
    private static readonly float[] Directions = [1, 0.5f, -1, 2, 0.25f, 1, 3, -0.5f, -1, -1, 0.5f, 0.75f];
    private static readonly float[] Masks = [1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0];
    private static readonly int[] Labels = [2, 0, 3];

    [Fact]
    public void Kullback_and_Leibler() => Check<DivergenceNet>(
        Outputs, Shares, 0.855217993,
        -0.115489572, -0.0703937411, 0.146026537, 0.0398567691, 0.203512713, -0.237200737, 0.0275424551, 0.0061455518, 0.00955440104, 0.11610534, 0.00111592817, -0.126775667);

    [Fact]
    public void Margins() => CheckLabels<MarginNet>(
        0.385416657,
        0, 0, 0, 0, 0, 0, 0, 0, 0.0833333358, 0.0833333358, 0.0833333358, -0.25);

    [Fact]
    public void Squared_margins() => CheckLabels<SquaredMarginNet>(
        0.860677063,
        0, 0, 0, 0, -0.0416666679, 0.0416666679, 0, 0, 0.208333343, 0.395833343, 0.291666687, -0.895833373);

    [Fact]
    public void Directions_of_vectors() => Check<DirectionNet>(
        Outputs, Directions, 1.2287513,
        -0.0675425753, -0.0149285477, 0.0256698206, -0.12252333, -0.00457988866, -0.0364662856, -0.118904293, 0.0126162982, 0.158220142, 0.0383801386, -0.13237229, -0.0920339972);

    [Fact]
    public void Means_and_variances() => Check<GaussianNet>(
        Outputs, [1, 0.5f, 0.25f, 1, -1, 0.75f], 0.444274515,
        -0.0112779401, -0.178475171, 0.0805138499, -0.0393683501, 0.343483627, -0.307877362, -0.131343916, 0.0448486693, 0.101088449, 0.0802515894, 0.0327891149, 0.0682861656);

    [Fact]
    public void Triplets() => Check<TripletNet>(
        [.. Enumerable.Range(0, 45).Select(static i => ((i * 7 % 11) - 5) / 4f)], [1, 1, 1], 0.415377229,
        0.0426577181, -0.260797739, 0.0426577181, 0.111495867, 0.0426577181, 0.0676896125, 0.0676896125, 0.0676896125, -0.304603994, 0.0676896125, -0.110347331, 0.193108127,
        -0.110347331, 0.193108127, -0.110347331, 0.0577397496, 0.0577397496, 0.0851022601, 0.0577397496, 0.0577397496, 0.0676896125, 0.0676896125, -0.304603994, 0.0676896125,
        0.0676896125, -0.125429362, -0.125429362, 0.219501734, -0.125429362, -0.125429362, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Three labels, two of them alike; one label; two labels.</summary>
    [Fact]
    public void Spellings() => Check<SpellingNet>(
        [.. Enumerable.Range(0, 72).Select(static i => ((i * 5 % 13) - 6) / 4f)], [1, 2, 2, 3, 0, 0, 2, 1, 0], 3.22361255,
        -0.0124263177, -0.0714531764, 0.073880814, 0.00999868102, -0.00162180373, -0.0242905281, -0.00179593742, 0.0277082697, 0.0049183066, 0.0208657645, -0.0357827432, 0.00999867171,
        -0.0749342367, 0.00461772177, 0.0140611446, 0.0562553704, 0.00153426488, 0.0211672001, -0.03270014, 0.0099986773, -0.0382849239, 0.00461771991, -0.0225881469, 0.056255348,
        -0.108474672, 0.175975189, 0.0238156524, -0.0913161635, 0.00133201934, 0.0138531625, 0.0483522899, -0.063537471, -0.0945582166, 0.175975129, 0.0238156449, -0.105232559,
        -0.102541938, 0.0269866809, 0.0941927731, -0.0186375137, -0.231177047, 0.175975129, 0.0238156449, 0.0313862637, -0.129661232, 0.0269866884, 0.0941928029, 0.00848174095,
        -0.0877065882, 0.087987572, -0.0418433733, 0.0415623859, -0.00546904141, 0.0271179602, -0.0366469286, 0.0149980085, -0.00420854753, 0.0339661054, -0.0713199899, 0.0415624306,
        -0.0125424312, -0.0320148394, 0.0295592565, 0.0149980159, -0.0573433079, -0.0277097933, 0.000670052774, 0.0843830407, -0.0466426983, -0.0791764855, 0.110821173, 0.014998015);

    [Fact]
    public void Focal() => CheckLabels<FocalNet>(
        0.146373495,
        0.00329798786, 0.000833861937, -0.00670032576, 0.00256847544, -0.0125384051, 0.00928472914, 0.00266011921, 0.000593552832, 0.0156518258, 0.0482110195, 0.0258055013, -0.089668341);

    [Fact]
    public void Categorical_hinge() => CheckLabels<CategoricalHingeNet>(
        0.875,
        0, 0, 0, 0, -0.333333343, 0.333333343, 0, 0, 0, 0.333333343, 0, -0.333333343);

    [Fact]
    public void Dice() => Check<DiceNet>(
        Outputs, Masks, 0.356188923,
        -0.0261713453, 0.00862835534, 0.00436268374, -0.0274108853, -0.0155664301, -0.0227417201, 0.0147037106, 0.00656923791, 0.0123281907, -0.0194602218, -0.0247176792, 0.0121375509);

    [Fact]
    public void Tversky() => Check<TverskyNet>(
        Outputs, Masks, 0.340532452,
        -0.032170672, 0.00469337078, 0.00237307022, -0.0336943567, -0.0202196594, -0.0295398347, 0.00733989757, 0.00327927689, 0.00664026849, -0.0247532167, -0.0314406529, 0.00653758505);

    /// <summary>Two labels of one kind need a blank between them, and so three steps.</summary>
    [Fact]
    public void Labels_that_steps_cannot_spell_count_nothing_where_that_is_said()
    {
        using Trainer<LenientSpellingNet> trainer = LossNetwork.With<LenientSpellingNet>([.. Outputs, .. Outputs]);
        Assert.Equal(0, trainer.ComputeGradients(LossNetwork.Inputs, new float[] { 1, 1, 2, 2, 3, 3 }));
        Assert.All(LossNetwork.Gradient(trainer), static slope => Assert.Equal(0, slope));
        Assert.True(trainer.ComputeGradients(LossNetwork.Inputs, new float[] { 1, 1, 2, 1, 3, 3 }) > 0);
        using Trainer<SpellingNet> strict = LossNetwork.With<SpellingNet>(new float[72]);
        Assert.True(float.IsFinite(strict.Step(LossNetwork.Inputs, new float[] { 1, 1, 1, 2, 2, 2, 3, 3, 3 })));
    }

    [Fact]
    public void Labels_to_be_spelt_are_classes()
    {
        using Trainer<SpellingNet> trainer = LossNetwork.With<SpellingNet>(new float[72]);
        foreach (float wrong in (float[])[4, -1, 0.5f, float.NaN])
        {
            Exception exception = Assert.ThrowsAny<Exception>(() => trainer.Step(LossNetwork.Inputs, [1, 2, 0, 3, wrong, 0, 1, 0, 0]));
            Assert.True(exception is ArgumentException or TrainingDivergedException, exception.ToString());
        }
    }

    [Fact]
    public void Losses_of_rows_fit_and_evaluate()
    {
        using Trainer<GaussianNet> trainer = LossNetwork.With<GaussianNet>(Outputs);
        Dataset data = new(LossNetwork.Inputs, 3, new float[] { 1, 0.5f, 0.25f, 1, -1, 0.75f }, 2);
        TrainingReport report = trainer.Fit(data, new FitOptions { Epochs = 200, BatchSize = 3, Validation = data });
        Assert.Equal(0.444274515, report.Epochs[0].Loss, 1e-6);
        Assert.True(report.Epochs[^1].Loss < 0);
        Assert.Equal(report.Epochs[^1].ValidationLoss!.Value, trainer.Network.Evaluate(data).Loss, 1e-6);
        Dataset wrong = new(LossNetwork.Inputs, 3, new float[12], 4);
        Assert.Contains("4 target values; the loss of GaussianNet takes 2", Assert.Throws<ArgumentException>(() => trainer.Fit(wrong, new FitOptions())).Message, StringComparison.Ordinal);
    }

    private static void Check<TNetwork>(float[] outputs, float[] targets, double loss, params double[] gradient)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using Trainer<TNetwork> trainer = LossNetwork.With<TNetwork>(outputs);
        Assert.Equal(1, trainer.ComputeGradients(LossNetwork.Inputs, targets) / loss, 2e-6);
        LossNetwork.AssertClose(gradient, LossNetwork.Gradient(trainer));
        Assert.Equal(1, trainer.Network.Evaluate(new Dataset(LossNetwork.Inputs, 3, targets, targets.Length / 3)).Loss / loss, 2e-6);
    }

    private static void CheckLabels<TNetwork>(double loss, params double[] gradient)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using Trainer<TNetwork> trainer = LossNetwork.With<TNetwork>(Outputs);
        Assert.Equal(1, trainer.ComputeGradients(LossNetwork.Inputs, Labels) / loss, 2e-6);
        LossNetwork.AssertClose(gradient, LossNetwork.Gradient(trainer));
        Evaluation evaluation = trainer.Network.Evaluate(new Dataset(LossNetwork.Inputs, 3, Labels, 4));
        Assert.Equal(1, evaluation.Loss / loss, 2e-6);
        Assert.Equal(2.0 / 3, evaluation.Accuracy!.Value, 1e-12);
        Assert.Throws<ArgumentException>(() => trainer.Step(LossNetwork.Inputs, [0, 1, 4]));
    }
}
