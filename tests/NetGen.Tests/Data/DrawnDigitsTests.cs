using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Data;

public sealed class DrawnDigitsTests
{
    private const int Pixels = DrawnDigits.ImageSize * DrawnDigits.ImageSize;

    /// <summary>Fixed for ever: a change of the drawing makes earlier results incomparable and must be meant.</summary>
    [Fact]
    public void ASeedMeansTheSameImagesForEver()
    {
        Dataset digits = DrawnDigits.Create(256, seed: 20240613);
        Assert.Equal("4597CC05FF0587F48AC2F036B5B41AA8329528518067B6D501F3753C8F9125BF", Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(digits.Inputs))));
        Assert.Equal([9, 5, 9, 1, 5, 5, 5, 2, 1, 7, 4, 8, 4, 5, 3, 3], digits.Labels[..16].ToArray());
    }

    [Fact]
    public void ImagesDoNotDependOnTheirNumberOrOrder()
    {
        Dataset many = DrawnDigits.Create(100, seed: 3);
        Dataset few = DrawnDigits.Create(10, seed: 3);
        Assert.True(few.Inputs.SequenceEqual(many.Inputs[..few.Inputs.Length]));
        float[] image = new float[Pixels];
        for (int index = 99; index >= 0; index -= 7)
        {
            image.AsSpan().Fill(0.5f);
            Assert.Equal(many.Labels[index], DrawnDigits.Draw(3, index, image));
            Assert.True(many.Input(index).SequenceEqual(image));
        }
    }

    [Fact]
    public void NoTwoImagesAreTheSame()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ulong seed in new ulong[] { 0, 1, 1UL << 32 })
        {
            Dataset digits = DrawnDigits.Create(1000, seed);
            for (int index = 0; index < digits.Count; index++) Assert.True(seen.Add(Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(digits.Input(index))))));
        }
    }

    [Fact]
    public void EveryImageIsADigitOfReasonableSize()
    {
        Dataset digits = DrawnDigits.Create(5000, seed: 11);
        Assert.Equal((Pixels, 10), (digits.InputSize, digits.Classes));
        int[] counts = new int[10];
        for (int index = 0; index < digits.Count; index++)
        {
            counts[digits.Labels[index]]++;
            ReadOnlySpan<float> image = digits.Input(index);
            float ink = 0;
            float border = 0;
            int dark = 0;
            for (int pixel = 0; pixel < Pixels; pixel++)
            {
                Assert.InRange(image[pixel], 0, 1);
                ink += image[pixel];
                if (image[pixel] > 0.5f) dark++;
                (int row, int column) = Math.DivRem(pixel, DrawnDigits.ImageSize);
                if (row is 0 or 27 || column is 0 or 27) border += image[pixel];
            }

            Assert.InRange(dark, 8, 330);
            Assert.True(border < ink / 3, $"image {index} runs out of its frame");
        }

        // Five standard deviations of the number of each digit among 5,000.
        Assert.All(counts, static count => Assert.InRange(count, 500 - 106, 500 + 106));
    }

    [Fact]
    public void ALinearClassifierFindsThemNeitherTrivialNorHopeless()
    {
        Dataset train = DrawnDigits.Create(10_000, seed: 1);
        Dataset test = DrawnDigits.Create(2000, seed: 2);
        var classifier = new SoftmaxRegression(Pixels, DrawnDigits.Classes);
        classifier.Train(train, epochs: 4, rate: 0.02f);
        Assert.InRange(classifier.Accuracy(test), 0.70, 0.95);
    }

    [Fact]
    public void EveryDigitHasSeveralShapesInsideTheBox()
    {
        Assert.Equal(10, DigitShapes.All.Length);
        foreach (ImmutableArray<ImmutableArray<DigitStroke>> shapes in DigitShapes.All)
        {
            Assert.InRange(shapes.Length, 4, 10);
            foreach (DigitStroke stroke in shapes.SelectMany(static strokes => strokes))
            {
                Assert.Equal(stroke.X.Length, stroke.Y.Length);
                Assert.True(stroke.X.Length >= (stroke.Smooth ? 4 : 2));
                Assert.All(stroke.X.Concat(stroke.Y), static coordinate => Assert.InRange(coordinate, 0, 100));
            }
        }
    }

    [Fact]
    public void RandomNumbersHaveTheirDistributions()
    {
        const int Count = 40_000;
        var random = new DigitRandom(5, 6);
        double sum = 0;
        double squares = 0;
        double uniform = 0;
        int[] picks = new int[5];
        for (int index = 0; index < Count; index++)
        {
            float bell = random.Bell();
            sum += bell;
            squares += bell * bell;
            float value = random.Uniform(-1, 3);
            Assert.InRange(value, -1, 3);
            uniform += value;
            picks[random.Next(5)]++;
        }

        Assert.InRange(sum / Count, -0.025, 0.025);
        Assert.InRange(squares / Count, 0.96, 1.03);
        Assert.InRange(uniform / Count, 0.97, 1.03);
        Assert.All(picks, static count => Assert.InRange(count, (Count / 5) - 400, (Count / 5) + 400));
    }

    [Fact]
    public void WrongRequestsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DrawnDigits.Create(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DrawnDigits.Draw(0, -1, new float[Pixels]));
        Assert.Throws<ArgumentException>(() => DrawnDigits.Draw(0, 0, new float[Pixels - 1]));
        Assert.Equal(0, DrawnDigits.Create(0, 0).Count);
    }
}
