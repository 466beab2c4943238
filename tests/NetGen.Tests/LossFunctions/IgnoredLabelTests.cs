using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Tests.LossFunctions;

/// <summary>Samples whose label does not count, in datasets and other sources, in training, evaluation, metrics and weights of classes.</summary>
public sealed class IgnoredLabelTests
{
    private const int Samples = 24;
    private const int Ignored = -100;

    private static readonly float[] Inputs = Normal(Samples * 3);
    private static readonly int[] Labels = [.. Enumerable.Range(0, Samples).Select(index => index % 3 == 1 ? Ignored : index % 4)];

    [Fact]
    public void A_dataset_takes_them_and_refuses_all_others()
    {
        Assert.Equal(Ignored, WithIgnored().Format.IgnoredLabel);
        Assert.Equal(Ignored, WithIgnored().LabelOf(1));
        ArgumentException exception = Assert.Throws<ArgumentException>("labels", () => new Dataset(new float[9], 3, [0, Ignored, -7], 4, Ignored));
        Assert.StartsWith("Label 2 is -7; expected 0 to 3, or -100, which is ignored.", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentException>("labels", () => new Dataset(new float[9], 3, [0, Ignored, 1], 4));
        Assert.StartsWith("Label 1 is -100; expected 0 to 3.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("label", () => new DatasetBuilder(WithIgnored().Format).Add([0, 0, 0], 4));
    }

    /// <summary>Loss, confusion matrix and metrics are those of the samples that count.</summary>
    [Fact]
    public void Evaluate_leaves_them_out()
    {
        IgnoringClasses network = new(seed: 1);
        Metric[] metrics = [new Accuracy(), new LogLoss(), new FScore()];
        Evaluation all = network.Evaluate(WithIgnored(), metrics);
        Evaluation counted = network.Evaluate(Counted(), metrics);
        Assert.Equal(counted.Loss, all.Loss, 1e-6);
        Assert.Equal(counted.Accuracy, all.Accuracy);
        Assert.Equal(counted.Metrics, all.Metrics);
        Assert.Equal(Samples * 2 / 3, Enumerable.Range(0, 4).Sum(row => Enumerable.Range(0, 4).Sum(column => all.Confusion![row, column])));
    }

    [Fact]
    public void What_has_become_another_label_since_is_refused()
    {
        int[] labels = [.. Labels];
        var samples = new Dataset(Inputs, 3, labels, 4, Ignored);
        labels[5] = -7;
        ArgumentException exception = Assert.Throws<ArgumentException>("dataset", () => new IgnoringClasses().Evaluate(samples));
        Assert.StartsWith("Label 5 is -7; expected 0 to 3, or -100, which is ignored.", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>One batch of all is one of those that count.</summary>
    [Fact]
    public void Fit_learns_from_the_others()
    {
        float[] weights = Trained(WithIgnored(), batch: Samples);
        Assert.Equal(Trained(Counted(), batch: Samples), weights, (expected, actual) => Math.Abs(expected - actual) < 1e-6);
        Assert.NotEqual(Trained(Counted().Slice(0, 3), batch: Samples), weights);
    }

    [Fact]
    public void Weights_of_classes_apply_to_the_others()
    {
        float[] balanced = ClassWeights.Balanced(WithIgnored());
        Assert.Equal(ClassWeights.Balanced(Counted()), balanced);
        Assert.Equal(
            Trained(Counted(), batch: Samples, balanced), Trained(WithIgnored(), batch: Samples, balanced), (expected, actual) => Math.Abs(expected - actual) < 1e-6);
    }

    /// <summary>Every third batch of one has nothing to learn from.</summary>
    [Fact]
    public void A_batch_of_them_alone_is_passed_over()
        => Assert.Equal(Trained(Counted(), batch: 1), Trained(WithIgnored(), batch: 1), (expected, actual) => Math.Abs(expected - actual) < 1e-6);

    [Fact]
    public void A_loss_that_does_not_ignore_them_is_told()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("dataset", () => new PlainClasses().Evaluate(WithIgnored()));
        Assert.StartsWith("The samples have the label -100 for those that do not count; the loss of PlainClasses does not ignore it. [SoftmaxCrossEntropy(IgnoreLabel = -100)] does.", exception.Message, StringComparison.Ordinal);
        using Trainer<PlainClasses> trainer = new PlainClasses().CreateTrainer(new Sgd(0.1f));
        Assert.Throws<ArgumentException>("train", () => trainer.Fit(WithIgnored(), new FitOptions { Epochs = 1 }));
    }

    [Fact]
    public void A_balanced_sampler_never_draws_them()
    {
        int[] order = new int[Samples];
        Sampler.Balanced.Fill(WithIgnored(), order, seed: 3, epoch: 0);
        Assert.All(order, index => Assert.NotEqual(Ignored, Labels[index]));
        Assert.Throws<ArgumentException>("samples", () => Sampler.Balanced.Fill(new Dataset(new float[6], 3, [Ignored, Ignored], 4, Ignored), new int[2], seed: 3, epoch: 0));
    }

    [Fact]
    public void Files_feeds_and_changed_samples_keep_them()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            SampleFileWriter.Write(path, WithIgnored());
            using SampleFile file = SampleFile.Open(path);
            Assert.Equal(Ignored, file.Format.IgnoredLabel);
            Assert.Equal(4, file.Classes);
            Assert.Equal(Labels, Enumerable.Range(0, Samples).Select(file.LabelOf));
        }
        finally
        {
            File.Delete(path);
        }

        using SampleFeed feed = SampleFeed.Of([(new float[3], Ignored), (new float[3], -7)], WithIgnored().Format, 2);
        var buffer = new SampleBuffer(feed.Format, 1);
        buffer.Fill(feed, 0, 1, default);
        Assert.Equal(Ignored, buffer.Labels[0]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => buffer.Fill(feed, 1, 1, default));
        Assert.Equal("Sample 1 of the feed has the label -7; expected 0 to 3, or -100, which is ignored.", exception.Message);
    }

    private static Dataset WithIgnored() => new(Inputs, 3, Labels, 4, Ignored);

    private static Dataset Counted()
    {
        int[] counted = [.. Enumerable.Range(0, Samples).Where(index => Labels[index] != Ignored)];
        return new([.. counted.SelectMany(index => Inputs[(index * 3)..((index + 1) * 3)])], 3, [.. counted.Select(index => Labels[index])], 4);
    }

    private static float[] Trained(Dataset samples, int batch, float[]? weights = null)
    {
        IgnoringClasses network = new(seed: 1);
        using Trainer<IgnoringClasses> trainer = network.CreateTrainer(new Sgd(0.5f));
        trainer.Fit(samples, new FitOptions { Epochs = 3, BatchSize = batch, Sampler = Sampler.InOrder, ClassWeights = weights });
        float[] trained = new float[12];
        network.CopyParameter("dense1.weight", trained);
        return trained;
    }

    private static float[] Normal(int count)
    {
        var random = new SeededRandom(7);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
