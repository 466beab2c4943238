using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Tests.LossFunctions;

/// <summary>Smoothing, weights of classes, labels that do not count, and shares of classes: against what PyTorch 1.13 gives.</summary>
public sealed class ClassOptionTests
{
    private static readonly float[] Logits = [0.5f, -1, 2, 0.25f, 1.5f, 0.75f, -0.5f, -2, 0, 1, 0.5f, -0.25f];
    private static readonly int[] Labels = [2, 0, 3];
    private static readonly int[] OneIgnored = [2, -100, 3];
    private static readonly float[] Shares = [0.1f, 0.2f, 0.6f, 0.1f, 0.7f, 0.3f, 0, 0, 0.25f, 0.25f, 0.25f, 0.25f];

    [Fact]
    public void Labels_of_classes() => Check<PlainClasses>(
        Labels, 0.976154327,
        0.0514115989, 0.0114714792, -0.102922522, 0.0400393978, -0.12982063, 0.0961325988, 0.0275424551, 0.0061455518, 0.0542375557, 0.147432953, 0.0894226134, -0.291093081);

    [Fact]
    public void Smoothed_labels() => Check<SmoothClasses>(
        Labels, 1.06157088,
        0.0430782624, 0.0031381445, -0.0779225081, 0.0317060575, -0.104820631, 0.0877992511, 0.0192091167, -0.0021877829, 0.0459042192, 0.139099613, 0.0810892731, -0.266093045);

    [Fact]
    public void Weighted_classes() => Check<WeightedClasses>(
        Labels, 0.537973821,
        0.0949137211, 0.0211781152, -0.190010816, 0.0739188865, -0.119834431, 0.0887377858, 0.0254238043, 0.00567281712, 0.0125163589, 0.0340229906, 0.0206359886, -0.0671753287);

    [Fact]
    public void Smoothed_labels_of_weighted_classes() => Check<AllOfClasses>(
        Labels, 0.696444273,
        0.0694445372, 0.0112356348, -0.142899051, 0.0622188561, -0.0760288015, 0.0799362585, -0.00566322217, 0.00175575353, 0.00401574187, 0.0450433306, 0.00121655222, -0.0502756052);

    [Fact]
    public void Labels_that_do_not_count() => Check<IgnoringClasses>(
        OneIgnored, 1.21752429,
        0.0771173984, 0.0172072183, -0.154383779, 0.0600590929, 0, 0, 0, 0, 0.0813563317, 0.22114943, 0.13413392, -0.436639607);

    [Fact]
    public void All_options_together() => Check<AllOfClasses>(
        OneIgnored, 0.672754288,
        0.100308761, 0.0162292477, -0.206409752, 0.0898716748, 0, 0, 0, 0, 0.00580051448, 0.0650625825, 0.00175723934, -0.0726203173);

    [Fact]
    public void Shares_of_classes() => CheckShares<PlainClasses>(
        1.17198765,
        0.0180782657, -0.05519519, 0.0304108039, 0.00670606131, -0.0298206192, -0.00386740966, 0.0275424551, 0.0061455518, -0.0290957801, 0.0640996248, 0.00608928036, -0.0410930812);

    [Fact]
    public void Smoothed_shares_of_weighted_classes() => CheckShares<AllOfClasses>(
        1.06017959,
        0.0249155648, -0.019771615, -0.0474629812, 0.0423189662, -0.0267860591, 0.0350616947, -0.00944025349, 0.00116459967, -0.0324856229, 0.0965517387, -0.0828329623, 0.0187669061);

    /// <summary>A sample of weight 2 is a sample that is there twice, whatever its class counts.</summary>
    [Fact]
    public void Weights_of_samples_come_on_top()
    {
        using Trainer<AllOfClasses> trainer = LossNetwork.With<AllOfClasses>(Logits);
        float expected = trainer.ComputeGradients([.. LossNetwork.Inputs, 1, 0, 0], [.. Labels, 2]);
        float[] gradient = LossNetwork.Gradient(trainer);
        Assert.Equal(expected, trainer.ComputeGradients(LossNetwork.Inputs, Labels, [2, 1, 1]), 1e-6);
        LossNetwork.AssertClose([.. gradient.Select(value => (double)value)], LossNetwork.Gradient(trainer));

        expected = trainer.ComputeGradients([.. LossNetwork.Inputs, 1, 0, 0], [.. Shares, .. Shares.AsSpan(0, 4)]);
        Assert.Equal(expected, trainer.ComputeGradients(LossNetwork.Inputs, Shares, [2, 1, 1]), 1e-6);
    }

    [Fact]
    public void A_batch_in_which_no_sample_counts_is_refused()
    {
        using Trainer<AllOfClasses> trainer = LossNetwork.With<AllOfClasses>(Logits);
        ArgumentException exception = Assert.Throws<ArgumentException>("labels", () => trainer.Step(LossNetwork.Inputs, [-100, -100, -100]));
        Assert.StartsWith("No sample of the batch counts for 'dense1': all labels are -100, which is ignored, or count 0.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("labels", () => trainer.Step(LossNetwork.Inputs, [-100, 0, 1], [1, 0, 0]));
        Assert.Equal(0, trainer.StepCount);

        // The next step has nothing of it.
        Assert.Equal(0.696444273, trainer.ComputeGradients(LossNetwork.Inputs, Labels), 1e-6);
    }

    [Theory]
    [InlineData(-99)]
    [InlineData(4)]
    [InlineData(-1)]
    public void Other_labels_out_of_range_are_refused(int label)
    {
        using Trainer<AllOfClasses> trainer = LossNetwork.With<AllOfClasses>(Logits);
        Assert.Throws<ArgumentException>("labels", () => trainer.Step(LossNetwork.Inputs, [2, label, 3]));
        Assert.Throws<ArgumentException>("labels", () => new Trainer<PlainClasses>(new PlainClasses(), new Sgd(0.1)).Step(LossNetwork.Inputs, OneIgnored));
    }

    [Fact]
    public void Shares_are_as_many_as_classes()
    {
        using Trainer<PlainClasses> trainer = LossNetwork.With<PlainClasses>(Logits);
        Assert.Throws<ArgumentException>("targets", () => trainer.Step(LossNetwork.Inputs, Shares.AsSpan(1)));
    }

    /// <summary>Each head has its own mean: over the samples that count for it, and over the weights of its classes.</summary>
    [Fact]
    public void Every_head_has_a_mean_of_its_own()
    {
        KindAndSize network = new(seed: 3);
        int[] kinds = [3, 255, 2];
        int[] sizes = [1, 0, 1];
        (float[] kind, float[] size) = (new float[12], new float[6]);
        network.Predict(LossNetwork.Inputs, kind, size);
        double expectedKind = -((0.25 * Math.Log(kind[3])) + (2 * Math.Log(kind[10]))) / 2.25;
        double expectedSize = -(Math.Log(size[1]) + Math.Log(size[2]) + Math.Log(size[5])) / 3;
        using Trainer<KindAndSize> trainer = network.CreateTrainer(new Sgd(0.1));
        Assert.Equal(expectedKind + (0.5 * expectedSize), trainer.ComputeGradients(LossNetwork.Inputs, kinds, sizes), 1e-5);

        Evaluation evaluation = network.Evaluate(KindAndSize.CreateDataset(LossNetwork.Inputs, kinds, sizes));
        Assert.Equal(expectedKind, evaluation.Heads["kind"].Loss, 1e-5);
        Assert.Equal(expectedSize, evaluation.Heads["size"].Loss, 1e-5);
        Assert.Equal(4, evaluation.Heads["kind"].Confusion!.Classes);

        double expectedWeighted = -((3 * 0.25 * Math.Log(kind[3])) + (2 * Math.Log(kind[10]))) / 2.75;
        double expectedWeightedSize = -((3 * Math.Log(size[1])) + Math.Log(size[2]) + Math.Log(size[5])) / 5;
        Assert.Equal(expectedWeighted + (0.5 * expectedWeightedSize), trainer.ComputeGradients(LossNetwork.Inputs, kinds, sizes, sampleWeights: [3, 1, 1]), 1e-5);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => trainer.Step(LossNetwork.Inputs, [255, 255, 255], sizes));
        Assert.Contains("'kind'", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>With the labels that the network itself gives, all that count are right; in the ignored sample's place stands one that would not be.</summary>
    [Fact]
    public void Ignored_samples_are_neither_right_nor_wrong()
    {
        KindAndSize network = new(seed: 3);
        (float[] kind, float[] size) = (new float[12], new float[6]);
        network.Predict(LossNetwork.Inputs, kind, size);
        int[] kinds = [Metric.Largest(kind.AsSpan(0, 4)), 255, Metric.Largest(kind.AsSpan(8, 4))];
        Metric accuracy = new Accuracy { Output = "kind" };
        Evaluation evaluation = network.Evaluate(KindAndSize.CreateDataset(LossNetwork.Inputs, kinds, [0, 0, 0]), [accuracy]);
        Assert.Equal(1, evaluation.Heads["kind"].Accuracy);
        Assert.Equal(1, evaluation.Metrics["kind.accuracy"]);
    }

    [Fact]
    public void Evaluation_measures_the_loss_that_is_trained()
    {
        Assert.Equal(0.696444273, Of<AllOfClasses>(new Dataset(LossNetwork.Inputs, 3, Labels, 4)).Loss, 1e-6);
        Assert.Equal(0.537973821, Of<WeightedClasses>(new Dataset(LossNetwork.Inputs, 3, Labels, 4)).Loss, 1e-6);
        Assert.Equal(1.06157088, Of<SmoothClasses>(new Dataset(LossNetwork.Inputs, 3, Labels, 4)).Loss, 1e-6);
        Evaluation shares = Of<PlainClasses>(new Dataset(LossNetwork.Inputs, 3, Shares, 4));
        Assert.Equal(1.17198765, shares.Loss, 1e-6);
        Assert.Null(shares.Confusion);

        static Evaluation Of<TNetwork>(Dataset data)
            where TNetwork : class, ITrainableNetwork<TNetwork> => LossNetwork.With<TNetwork>(Logits).Network.Evaluate(data);
    }

    [Fact]
    public void Fit_trains_on_shares_of_classes()
    {
        using Trainer<PlainClasses> trainer = LossNetwork.With<PlainClasses>(Logits);
        Dataset data = new(LossNetwork.Inputs, 3, Shares, 4);
        TrainingReport report = trainer.Fit(data, new FitOptions { Epochs = 400, BatchSize = 3, Validation = data });
        Assert.Equal(1.17198765, report.Epochs[0].Loss, 1e-6);

        // What remains is the shares' own entropy: predictions are the shares.
        double entropy = -Shares.Where(share => share > 0).Sum(share => share * Math.Log(share)) / 3;
        Assert.InRange(report.Validation!.Loss, entropy, entropy + 0.05);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => trainer.Fit(new Dataset(LossNetwork.Inputs, 3, Shares, 4).Slice(0, 1), new FitOptions { Validation = new Dataset(LossNetwork.Inputs, 3, new float[3], 1) }));
        Assert.Contains("puts out 4", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Batches count as much as what is in them, in the loss of an epoch as in a sum of steps.</summary>
    [Fact]
    public void The_loss_of_an_epoch_is_the_weighted_mean_over_all_batches()
    {
        using Trainer<AllOfClasses> trainer = LossNetwork.With<AllOfClasses>(Logits);
        trainer.Optimizer.LearningRate = 1e-12f;
        Dataset data = new(LossNetwork.Inputs, 3, Labels, 4);
        TrainingReport report = trainer.Fit(data, new FitOptions { Epochs = 1, BatchSize = 2, Shuffle = false });
        Assert.Equal(0.696444273, report.Epochs[0].Loss, 1e-6);
    }

    [Fact]
    public void Classes_have_their_names_in_descriptions_and_tables()
    {
        Assert.Equal(["cat", "dog", "hen", "cow"], AllOfClasses.Info.Outputs[0].Classes);
        Assert.Equal(["dense1"], AllOfClasses.Info.Outputs.Select(output => output.Name));
        Assert.Empty(PlainClasses.Info.Outputs[0].Classes);
        Assert.Equal([4, 0], KindAndSize.Info.Outputs.Select(output => output.Classes.Count));

        ConfusionMatrix confusion = LossNetwork.With<AllOfClasses>(Logits).Network.Evaluate(new Dataset(LossNetwork.Inputs, 3, Labels, 4)).Confusion!;
        Assert.Equal(["cat", "dog", "hen", "cow"], confusion.ClassNames);
        string[] lines = confusion.ToString().Split('\n');
        Assert.Equal(["actual", "cat", "dog", "hen", "cow"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["cow", "0", "1", "0", "0"], lines[4].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using Trainer<AllOfClasses> trainer = LossNetwork.With<AllOfClasses>(Logits);
        using Trainer<KindAndSize> heads = new KindAndSize().CreateTrainer(new Sgd(0.1), new TrainerOptions { Threads = 1 });
        int[] sizes = [1, 0, 1];
        int[] kinds = [3, 255, 2];
        for (int step = 0; step < 3; step++) Steps();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++) Steps();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Steps()
        {
            trainer.Step(LossNetwork.Inputs, OneIgnored);
            trainer.Step(LossNetwork.Inputs, Shares);
            heads.Step(LossNetwork.Inputs, kinds, sizes);
        }
    }

    private static void Check<TNetwork>(int[] labels, double loss, params double[] gradient)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using Trainer<TNetwork> trainer = LossNetwork.With<TNetwork>(Logits);
        Assert.Equal(loss, trainer.ComputeGradients(LossNetwork.Inputs, labels), 1e-6);
        LossNetwork.AssertClose(gradient, LossNetwork.Gradient(trainer));
    }

    private static void CheckShares<TNetwork>(double loss, params double[] gradient)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using Trainer<TNetwork> trainer = LossNetwork.With<TNetwork>(Logits);
        Assert.Equal(loss, trainer.ComputeGradients(LossNetwork.Inputs, Shares), 1e-6);
        LossNetwork.AssertClose(gradient, LossNetwork.Gradient(trainer));
    }
}
