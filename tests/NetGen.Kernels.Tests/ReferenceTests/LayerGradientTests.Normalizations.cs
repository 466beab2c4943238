using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.ReferenceTests;

public sealed partial class LayerGradientTests
{
    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void LayerNorm(int seed)
    {
        ForManyShapes(seed, random =>
        {
            Tensor input = RandomImage(random);
            var layer = new LayerNorm(input.Channels, epsilon: 0.5, scale: IsDrawn(random), bias: IsDrawn(random));
            FillParameters(layer, random);
            return (layer, [input]);
        });
        ForManyShapes(seed, random =>
        {
            (FileOrder order, int size) = RandomOrder(random);
            var layer = new LayerNorm(size, epsilon: 0.5, order);
            FillParameters(layer, random);
            return (layer, [Distinct(random, random.NextInteger(1, 3), 1, 1, size)]);
        });
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void RMSNorm(int seed)
    {
        ForManyShapes(seed, random =>
        {
            Tensor input = RandomImage(random);
            var layer = new RMSNorm(input.Channels, epsilon: 0.5, scale: IsDrawn(random));
            FillParameters(layer, random);
            return (layer, [input]);
        });
        ForManyShapes(seed, random =>
        {
            (FileOrder order, int size) = RandomOrder(random);
            var layer = new RMSNorm(size, epsilon: 0.5, order);
            FillParameters(layer, random);
            return (layer, [Distinct(random, random.NextInteger(1, 3), 1, 1, size)]);
        });
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void GroupNorm(int seed) => ForManyShapes(seed, random =>
    {
        int groups = random.NextInteger(1, 3);
        int channels = groups * random.NextInteger(1, 3);
        Tensor input = Distinct(random, random.NextInteger(1, 2), random.NextInteger(1, 3), random.NextInteger(1, 3), channels);
        var layer = new GroupNorm(channels, groups, epsilon: 0.5, IsDrawn(random), IsDrawn(random));
        FillParameters(layer, random);
        return (layer, [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void InstanceNorm(int seed) => ForManyShapes(seed, random =>
    {
        Tensor input = RandomImage(random);
        var layer = new InstanceNorm(input.Channels, epsilon: 0.5, IsDrawn(random), IsDrawn(random));
        FillParameters(layer, random);
        return (layer, [input]);
    });

    private static bool IsDrawn(TestRandom random) => random.NextInteger(0, 3) > 0;
}
