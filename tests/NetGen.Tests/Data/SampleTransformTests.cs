using NetGen.Data;

using Xunit;

namespace NetGen.Tests.Data;

public sealed class SampleTransformTests
{
    private const int Height = 5;
    private const int Width = 7;
    private const int Channels = 2;

    // Every value tells where it stands: 1000 sample + 100 row + 10 column + channel, all above 0.
    private static readonly Dataset s_images = new(
        [.. from sample in Enumerable.Range(1, 40) from row in Enumerable.Range(0, Height) from column in Enumerable.Range(0, Width) from channel in Enumerable.Range(0, Channels) select (float)((1000 * sample) + (100 * row) + (10 * column) + channel)],
        SampleFormat.OfLabels(Height * Width * Channels, 4) with { InputShape = [Height, Width, Channels] },
        [.. Enumerable.Range(0, 40).Select(i => i % 4)]);

    [Fact]
    public void FlipsMirrorHalfOfTheImages()
    {
        int mirrored = 0, turned = 0;
        SampleSource flipped = s_images.Transform(new RandomFlip { Vertical = true });
        for (int i = 0; i < 40; i++)
        {
            float[] before = Samples.At(s_images, i).Input;
            float[] after = Samples.At(flipped, i, seed: 3).Input;
            bool isMirrored = At(after, 0, 0, 1) % 100 >= 60;
            bool isTurned = At(after, 0, 0, 1) % 1000 >= 400;
            mirrored += isMirrored ? 1 : 0;
            turned += isTurned ? 1 : 0;
            ForEach((row, column, channel) => Assert.Equal(At(before, isTurned ? Height - 1 - row : row, isMirrored ? Width - 1 - column : column, channel), At(after, row, column, channel)));
        }

        Assert.InRange(mirrored, 8, 32);
        Assert.InRange(turned, 8, 32);
        Assert.All(Samples.Of(s_images.Transform(new RandomFlip { Horizontal = false })).Zip(Samples.Of(s_images)), static pair => Assert.Equal(pair.Second.Input, pair.First.Input));
    }

    [Fact]
    public void ShiftsMoveAndFill()
    {
        var moves = new HashSet<(int, int)>();
        SampleSource shifted = s_images.Transform(new RandomShift(2) { Fill = -1 });
        for (int i = 0; i < 40; i++)
        {
            float[] before = Samples.At(s_images, i).Input;
            float[] after = Samples.At(shifted, i, seed: 8).Input;

            // The middle stays inside: it says from where it came.
            float middle = At(after, 2, 3, 0) % 1000;
            int down = 2 - (int)(middle / 100);
            int right = 3 - (int)(middle % 100 / 10);
            moves.Add((down, right));
            ForEach((row, column, channel) =>
            {
                (int from, int at) = (row - down, column - right);
                float expected = from is >= 0 and < Height && at is >= 0 and < Width ? At(before, from, at, channel) : -1;
                Assert.Equal(expected, At(after, row, column, channel));
            });
        }

        Assert.InRange(moves.Count, 12, 25);
        Assert.All(moves, static move => Assert.True(Math.Abs(move.Item1) <= 2 && Math.Abs(move.Item2) <= 2));
    }

    [Fact]
    public void CropsAreParts()
    {
        SampleSource cropped = s_images.Transform(new RandomCrop(2, 3));
        Assert.Equal([2, 3, Channels], cropped.Format.InputShape);
        Assert.Equal(12, cropped.InputSize);
        var places = new HashSet<float>();
        foreach (Sample sample in Samples.Of(cropped, seed: 1))
        {
            float first = sample.Input[0];
            places.Add(first % 1000);
            Assert.Equal([first, first + 1, first + 10, first + 11, first + 20, first + 21, first + 100, first + 101, first + 110, first + 111, first + 120, first + 121], sample.Input);
        }

        Assert.InRange(places.Count, 10, 20);
        Assert.Equal(1000 + 100 + 20, Samples.At(s_images.Transform(new CenterCrop(2, 3)), 0).Input[0]);
        Assert.Contains("6x3 does not fit into images of 5x7x2", Assert.Throws<ArgumentException>(() => s_images.Transform(new RandomCrop(6, 3))).Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// torch.nn.functional.interpolate(mode='bilinear', align_corners=False, antialias=True) of 0..5 to 3, 12 and of [[0, 1], [2, 3]] to 4x4.
    /// </summary>
    [Fact]
    public void ResizingIsBilinear()
    {
        Assert.Equal([1.25f / 1.75f, 2.5f, 5 - (1.25f / 1.75f)], Resized([0, 1, 2, 3, 4, 5], 1, 6, 1, 3), new Tolerance(1e-6f));
        float[] large = Resized([0, 1, 2, 3], 2, 2, 4, 4);
        float[] expected = [0, 0.25f, 0.75f, 1, 0.5f, 0.75f, 1.25f, 1.5f, 1.5f, 1.75f, 2.25f, 2.5f, 2, 2.25f, 2.75f, 3];
        Assert.Equal(expected, large, new Tolerance(1e-6f));
        Assert.Equal([2.5f], Resized([0, 1, 2, 3, 4, 5], 1, 6, 1, 1), new Tolerance(1e-6f));
        Assert.Equal([0f, 1, 2, 3, 4, 5], Resized([0, 1, 2, 3, 4, 5], 2, 3, 2, 3), new Tolerance(1e-6f));
    }

    /// <summary>Of a plane, z = 3 x - 2 y, what lies inside of the result is the plane at the turned place.</summary>
    [Fact]
    public void RotationsTurnAboutTheMiddleAndZoomsScaleIt()
    {
        const int Size = 21;
        float[] plane = [.. from y in Enumerable.Range(0, Size) from x in Enumerable.Range(0, Size) select (3f * (x - 10)) - (2f * (y - 10))];
        var image = new Dataset(plane, SampleFormat.OfLabels(Size * Size, 1) with { InputShape = [Size, Size, 1] }, [0]);
        foreach (SampleTransform transform in new SampleTransform[] { new RandomRotation(40), new RandomZoom(0.3) })
        {
            bool differs = false;
            for (ulong seed = 0; seed < 20; seed++)
            {
                float[] turned = Samples.At(image.Transform(transform), 0, seed).Input;
                Assert.Equal(0, turned[(10 * Size) + 10], 1e-4f);

                // A linear map about the middle: from one step to the right and one down follows the rest.
                float right = turned[(10 * Size) + 11];
                float down = turned[(11 * Size) + 10];
                differs |= Math.Abs(right - 3) > 0.05;
                for (int y = -4; y <= 4; y++)
                {
                    for (int x = -4; x <= 4; x++) Assert.Equal((right * x) + (down * y), turned[((10 + y) * Size) + 10 + x], 1e-3f);
                }

                // A turn keeps the gradient's length.
                if (transform is RandomRotation) Assert.Equal(13, (right * right) + (down * down), 1e-2f);
                else Assert.Equal(-2f / 3, down / right, 1e-3f);
            }

            Assert.True(differs);
        }
    }

    [Fact]
    public void ErasingBlanksARectangleInSomeCases()
    {
        int erased = 0;
        for (int i = 0; i < 40; i++)
        {
            float[] after = Samples.At(s_images.Transform(new RandomErasing(0.5) { Fill = -1 }), i, seed: 2).Input;
            (int Row, int Column)[] blank = [.. from row in Enumerable.Range(0, Height) from column in Enumerable.Range(0, Width) where At(after, row, column, 0) == -1 select (row, column)];
            if (blank.Length == 0) continue;
            erased++;
            Assert.Equal((blank.Max(static place => place.Row) - blank.Min(static place => place.Row) + 1) * (blank.Max(static place => place.Column) - blank.Min(static place => place.Column) + 1), blank.Length);
            Assert.All(blank, place => Assert.Equal(-1, At(after, place.Row, place.Column, 1)));
        }

        Assert.InRange(erased, 8, 32);
    }

    [Fact]
    public void ValuesAreNormalisedByChannelAndChangedAtRandom()
    {
        float[] normal = Samples.At(s_images.Transform(new Normalize([1000, 500], [10, 20])), 0).Input;
        Assert.Equal([0f, (1001f - 500) / 20, 1], normal[..3]);
        Assert.Contains("3 means for 2 channels", Assert.Throws<ArgumentException>(() => s_images.Transform(new Normalize([1, 2, 3], [1, 2, 3]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("std", () => new Normalize(0, 0));

        double[] noise = [.. Samples.Of(s_images.Transform(new RandomNoise(0.5)), seed: 1).Zip(Samples.Of(s_images)).SelectMany(static pair => pair.First.Input.Zip(pair.Second.Input, static (after, before) => (double)after - before))];
        Assert.Equal(0, noise.Average(), 0.05);
        Assert.Equal(0.5, Math.Sqrt(noise.Average(static value => value * value)), 0.02);

        foreach (Sample[] pair in Samples.Of(s_images.Transform(new RandomBrightness(3)), seed: 1).Zip(Samples.Of(s_images), static (after, before) => new[] { after, before }))
        {
            float change = pair[0].Input[0] - pair[1].Input[0];
            Assert.InRange(change, -3, 3);
            Assert.All(pair[0].Input.Zip(pair[1].Input), values => Assert.Equal(change, values.First - values.Second, 0.01f));
        }

        float[] contrast = Samples.At(s_images.Transform(new RandomContrast(0.5)), 0, seed: 1).Input;
        Assert.Equal(Samples.At(s_images, 0).Input.Average(), contrast.Average(), 0.1f);
    }

    /// <summary>The same draw gives the same bits, whatever was read before; another seed, epoch or place gives others.</summary>
    [Fact]
    public void DrawsDependOnSeedEpochSampleAndPlaceAlone()
    {
        SampleSource noisy = s_images.Transform(new RandomNoise(1), new RandomNoise(1));
        float[] once = Samples.At(noisy, 5, seed: 1, epoch: 2).Input;
        Samples.Of(noisy);
        Assert.Equal(once, Samples.At(noisy, 5, seed: 1, epoch: 2).Input);
        Assert.NotEqual(once, Samples.At(noisy, 5, seed: 1, epoch: 3).Input);
        Assert.NotEqual(once, Samples.At(noisy, 5, seed: 2, epoch: 2).Input);
        float[] alone = Samples.At(s_images.Transform(new RandomNoise(1)), 5, seed: 1, epoch: 2).Input;
        float[] clean = Samples.At(s_images, 5).Input;
        Assert.NotEqual(once[0] - alone[0], alone[0] - clean[0]);
    }

    /// <summary>A sample that an epoch takes twice, as where a rare class is drawn often, is changed otherwise the second time.</summary>
    [Fact]
    public void ASampleThatComesAgainIsChangedAnew()
    {
        var seen = new List<float>();
        var few = new Dataset(new float[4], SampleFormat.OfLabels(1, 2), [0, 0, 0, 1]);
        using var trainer = new Trainer<Networks.OneNet>(new Networks.OneNet(), new Sgd(0.1));
        trainer.Fit(new Watched(few.Transform(new RandomNoise(1)), seen), new FitOptions { BatchSize = 2, Sampler = Sampler.Weighted([0, 0, 0, 1]), Shuffle = false });
        Assert.Equal(4, seen.Distinct().Count());
        Assert.Equal(Samples.At(few.Transform(new RandomNoise(1)), 3).Input[0], seen[0]); // the first time as if it came once
    }

    [Fact]
    public void RowsOfSeveralInputsAreNotChangedAsOne()
    {
        Dataset rows = Networks.MoveNet.CreateDataset(new float[60], new float[2], [0], [0f]);
        Assert.Contains("several inputs", Assert.Throws<ArgumentException>(() => rows.Transform(new RandomNoise(1))).Message, StringComparison.Ordinal);
        Assert.Contains("several inputs", Assert.Throws<ArgumentException>(() => rows.Mixup()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MixupMixesInputsAndTargetsAlike()
    {
        SampleSource mixed = s_images.Mixup(1);
        Assert.Equal((0, 4), (mixed.Classes, mixed.TargetSize));
        var partners = new HashSet<int>();
        foreach ((Sample sample, int index) in Samples.Of(mixed, seed: 6).Select(static (sample, index) => (sample, index)))
        {
            var random = new SampleRandom(new SampleDraw(6, 0), index, MixedSource.Place);
            int partner = random.Next(40);
            float share = (float)random.Beta(1);
            partners.Add(partner);
            (float[] own, float[] theirs) = (Samples.At(s_images, index).Input, Samples.At(s_images, partner).Input);
            Assert.Equal(own.Zip(theirs, (one, other) => (share * one) + ((1 - share) * other)), sample.Input, new Tolerance(0.02f));
            float[] expected = new float[4];
            expected[index % 4] += share;
            expected[partner % 4] += 1 - share;
            Assert.Equal(expected, sample.Target, new Tolerance(1e-6f));
        }

        Assert.InRange(partners.Count, 20, 40);
    }

    [Fact]
    public void CutMixPastesARectangleAndCountsItsArea()
    {
        foreach ((Sample sample, int index) in Samples.Of(s_images.CutMix(), seed: 6).Select(static (sample, index) => (sample, index)))
        {
            float[] own = Samples.At(s_images, index).Input;
            int foreign = 0;
            int partner = index;
            ForEach((row, column, channel) =>
            {
                float value = At(sample.Input, row, column, channel);
                if (channel > 0 || value == At(own, row, column, 0)) return;
                foreign++;
                partner = (int)(value / 1000) - 1;
                Assert.Equal(At(own, row, column, 0) % 1000, value % 1000);
            });
            float[] expected = new float[4];
            expected[index % 4] += 1 - (foreign / (float)(Height * Width));
            expected[partner % 4] += foreign / (float)(Height * Width);
            if (partner != index) Assert.Equal(expected, sample.Target, new Tolerance(1e-5f));
        }

        Assert.Contains("samples are 1", Assert.Throws<ArgumentException>(() => new Dataset([1], 1, [0], 1).CutMix()).Message, StringComparison.Ordinal);
    }

    /// <summary>The Beta distribution's mean and variance, 1 / (4 (2 alpha + 1)).</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    public void SharesAreBeta(double alpha)
    {
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(sample => new SampleRandom(new SampleDraw(1, 0), sample, 0).Beta(alpha))];
        double mean = draws.Average();
        Assert.Equal(0.5, mean, 0.01);
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), draws.Average(draw => (draw - mean) * (draw - mean)), 0.005);
    }

    [Fact]
    public void SamplesThatAreNoImagesAreRefused()
    {
        var rows = new Dataset(new float[12], 4, [0, 1, 0], 2);
        Assert.Contains("RandomFlip changes images", Assert.Throws<ArgumentException>(() => rows.Transform(new RandomFlip())).Message, StringComparison.Ordinal);
        Assert.Contains("2x2x2 is not one of 4 values", Assert.Throws<ArgumentException>("InputShape", () => rows.Format with { InputShape = [2, 2, 2] }).Message, StringComparison.Ordinal);
        Assert.Contains("1 name for 2 classes", Assert.Throws<ArgumentException>("ClassNames", () => rows.Format with { ClassNames = ["a"] }).Message, StringComparison.Ordinal);
    }

    /// <summary>Notes what is read.</summary>
    private sealed class Watched(SampleSource source, List<float> seen) : SampleSource(source.Format, source.Count)
    {
        public override void Read(int index, SampleDraw draw, SampleRow row)
        {
            source.Read(index, draw, row);
            lock (seen) seen.Add(row.Input[0]);
        }
    }

    private static float[] Resized(float[] image, int height, int width, int newHeight, int newWidth)
    {
        var data = new Dataset(image, SampleFormat.OfLabels(image.Length, 1) with { InputShape = [height, width, 1] }, [0]);
        return Samples.At(data.Transform(new Resize(newHeight, newWidth)), 0).Input;
    }

    private static float At(float[] image, int row, int column, int channel) => image[(((row * Width) + column) * Channels) + channel];

    private static void ForEach(Action<int, int, int> check)
    {
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                for (int channel = 0; channel < Channels; channel++) check(row, column, channel);
            }
        }
    }

    private sealed class Tolerance(float tolerance) : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(float obj) => 0;
    }
}
