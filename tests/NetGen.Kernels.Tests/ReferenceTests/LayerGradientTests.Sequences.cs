using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.ReferenceTests;

/// <content>Layers that work on each step, and products of branches.</content>
public sealed partial class LayerGradientTests
{
    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void DenseOnSteps(int seed) => ForManyShapes(seed, random =>
    {
        Tensor input = Distinct(random, random.NextInteger(1, 2), random.NextInteger(2, 4), 1, random.NextInteger(1, 4));
        var layer = new Dense(input.Channels, random.NextInteger(1, 4));
        FillParameters(layer, random);
        return (layer, [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Embedding(int seed) => ForManyShapes(seed, random =>
    {
        int vocabulary = random.NextInteger(1, 5);
        var input = new Tensor(random.NextInteger(1, 3), 1, 1, random.NextInteger(1, 4));
        for (int i = 0; i < input.Values.Length; i++) input.Values[i] = random.NextInteger(0, vocabulary - 1);
        var layer = new Embedding(vocabulary, random.NextInteger(1, 3));
        FillParameters(layer, random);
        return (layer, [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void DotProducts(int seed)
    {
        ForManyShapes(seed, random => (new Dot(), SameShape(random, 2)));
        ForManyShapes(seed, random => (new Dot(isNormalized: true), SameShape(random, 2)));
    }
}
