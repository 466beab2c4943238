using MnistSample;
using NetGen.Data;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class MistakesTests
{
    [Fact]
    public void AreTheImagesWhoseLikeliestClassIsNotTheirs()
    {
        float[] probabilities =
        [
            0.1f, 0.7f, 0.2f,
            0.5f, 0.3f, 0.2f,
            0.2f, 0.2f, 0.6f,
        ];
        var mistakes = new List<Mistake>();
        Mistakes.AddFrom(probabilities, [1, 2, 0], first: 100, mistakes);
        Assert.Equal([new Mistake(101, 2, 0, 0.5f), new Mistake(102, 0, 2, 0.6f)], mistakes);
    }

    [Fact]
    public void AgreeWithTheLibrarysConfusionMatrix()
    {
        var network = new DigitNet(seed: 5);
        Dataset images = DrawnDigits.Create(450, seed: 9);
        IReadOnlyList<Mistake> mistakes = Mistakes.Find(network, images);
        int[][] confusion = ConfusionTable.Rows(network.Evaluate(images).Confusion!);
        for (int shown = 0; shown < 10; shown++)
        {
            for (int read = 0; read < 10; read++)
            {
                if (shown != read) Assert.Equal(confusion[shown][read], mistakes.Count(mistake => mistake.Label == shown && mistake.Answer == read));
            }
        }

        Assert.NotEmpty(mistakes);
        Assert.Equal(mistakes.OrderByDescending(static mistake => mistake.Confidence), mistakes);
        Assert.All(mistakes, mistake => Assert.Equal(images.Labels[mistake.Index], mistake.Label));
    }
}
