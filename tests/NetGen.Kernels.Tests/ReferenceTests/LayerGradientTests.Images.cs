using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.ReferenceTests;

/// <content>Layers that make images larger or smaller, or put their values elsewhere.</content>
public sealed partial class LayerGradientTests
{
    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Conv2DTranspose(int seed) => ForManyShapes(seed, random =>
    {
        int groups = random.NextInteger(1, 3);
        int channels = groups * random.NextInteger(1, 2);
        Window rows = RandomWindow(random, largestDilation: 2);
        Window columns = RandomWindow(random, largestDilation: 2);
        (int height, int width) = (random.NextInteger(1, 3), random.NextInteger(1, 3));
        var layer = new Conv2DTranspose(
            channels, groups * random.NextInteger(1, 2), rows, columns, (((height - 1) * rows.Stride) + random.NextInteger(1, 3), ((width - 1) * columns.Stride) + random.NextInteger(1, 3)), groups, bias: random.NextInteger(0, 3) > 0);
        FillParameters(layer, random);
        return (layer, [Distinct(random, random.NextInteger(1, 2), height, width, channels)]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Attention(int seed) => ForManyShapes(seed, random =>
    {
        int keyHeads = random.NextInteger(1, 2);
        int heads = keyHeads * random.NextInteger(1, 2);
        int features = heads * random.NextInteger(1, 4);
        bool hasMemory = random.NextInteger(0, 2) == 0;
        AttentionOptions options = new(heads, keyHeads, random.NextInteger(0, 2), !hasMemory && random.NextInteger(0, 1) == 1, random.NextInteger(0, 3) > 0)
        {
            RotaryBase = random.NextInteger(0, 1) * 50,
            Dropout = random.NextInteger(0, 1) * 0.4,
            DrawMask = shape => new DropoutMasks(0.4, 1).DrawWeights(shape),
        };
        Tensor query = Distinct(random, random.NextInteger(1, 2), random.NextInteger(1, 4), 1, features);
        Tensor memory = Distinct(random, query.Samples, random.NextInteger(1, 4), 1, random.NextInteger(1, 3));
        foreach (Tensor tensor in new[] { query, memory })
        {
            for (int i = 0; i < tensor.Values.Length; i++) tensor.Values[i] /= 7;
        }

        if ((options.Size == 0 ? features / heads : options.Size) % 2 == 1) options = options with { RotaryBase = 0 };
        var layer = new MultiHeadAttention(features, options, hasMemory ? memory.Channels : null);
        foreach (ReferenceParameter parameter in layer.Parameters)
        {
            for (int i = 0; i < parameter.Value.Values.Length; i++) parameter.Value.Values[i] = random.NextUniform(-0.8, 0.8);
        }

        return (layer, hasMemory ? [query, memory] : [query]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void AddedPositions(int seed)
    {
        foreach (bool isTrained in new[] { true, false })
        {
            ForManyShapes(seed, random =>
            {
                Tensor input = Distinct(random, random.NextInteger(1, 2), random.NextInteger(1, 5), 1, random.NextInteger(1, 4));
                ReferenceLayer layer = isTrained ? new Positions(input.Height, input.Channels) : new SinusoidalPositions(input.Height, input.Channels);
                if (isTrained) FillParameters(layer, random);
                return (layer, [input]);
            });
        }
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Steps(int seed)
    {
        ForManyShapes(seed, random => (new Reverse(), [Distinct(random, random.NextInteger(1, 2), random.NextInteger(1, 5), 1, random.NextInteger(1, 3))]));
        ForManyShapes(seed, random => (new Last(), [Distinct(random, random.NextInteger(1, 2), random.NextInteger(1, 5), 1, random.NextInteger(1, 3))]));
        ForManyShapes(seed, random => (new RepeatVector(random.NextInteger(1, 4)), [Distinct(random, random.NextInteger(1, 2), 1, 1, random.NextInteger(1, 4))]));
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void ZeroPadding2D(int seed) => ForManyShapes(seed, random => (
        new ZeroPadding2D(random.NextInteger(0, 2), random.NextInteger(0, 2), random.NextInteger(0, 2), random.NextInteger(0, 2)), [RandomImage(random)]));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Cropping2D(int seed) => ForManyShapes(seed, random =>
    {
        (int top, int bottom, int left, int right) = (random.NextInteger(0, 2), random.NextInteger(0, 2), random.NextInteger(0, 2), random.NextInteger(0, 2));
        return (new Cropping2D(top, bottom, left, right), [Distinct(random, 2, top + bottom + random.NextInteger(1, 3), left + right + random.NextInteger(1, 3), random.NextInteger(1, 3))]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void UpSampling2D(int seed)
        => ForManyShapes(seed, random => (new UpSampling2D(random.NextInteger(1, 3), random.NextInteger(1, 3)), [RandomImage(random)]));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void BilinearUpSampling2D(int seed)
        => ForManyShapes(seed, random => (new BilinearUpSampling2D(random.NextInteger(1, 3), random.NextInteger(1, 3)), [RandomImage(random)]));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void AdaptiveAveragePool2D(int seed)
        => ForManyShapes(seed, random => (new AdaptiveAveragePool2D(random.NextInteger(1, 4), random.NextInteger(1, 4)), [RandomImage(random)]));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void AdaptiveMaxPool2D(int seed)
        => ForManyShapes(seed, random => (new AdaptiveMaxPool2D(random.NextInteger(1, 4), random.NextInteger(1, 4)), [RandomImage(random)]));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void PixelShuffle(int seed) => ForManyShapes(seed, random =>
    {
        int factor = random.NextInteger(1, 3);
        return (new PixelShuffle(factor), [Distinct(random, 2, random.NextInteger(1, 3), random.NextInteger(1, 3), factor * factor * random.NextInteger(1, 2))]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Reshape(int seed) => ForManyShapes(seed, random =>
    {
        (int height, int width, int channels) = (random.NextInteger(1, 4), random.NextInteger(1, 4), random.NextInteger(1, 4));
        return (new Reshape(width, channels, height), [Distinct(random, 2, height, width, channels)]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Permute(int seed) => ForManyShapes(seed, random =>
    {
        int[] axes = [1, 2, 3];
        random.Shuffle(axes.AsSpan());
        return (new Permute(axes), [RandomImage(random)]);
    });
}
