using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Scaling;

/// <summary>Networks of widths from 64 to 1,024 trained at one learning rate: how far a few steps move their layers.</summary>
public sealed class CoordinateCheckTests(ITestOutputHelper output)
{
    private const int Steps = 8;
    private const int Seeds = 4;

    /// <summary>Where the last layer begins with zeros, as the article advises: movements of 64 units and four seeds are known to a tenth or two.</summary>
    private const double BandOfZeros = 1.25;

    /// <summary>Where it begins at random: at 64 units that still takes part in what is learned, and the wider a network the less it does.</summary>
    private const double Band = 1.6;

    /// <summary>What the usual start and one rate for all come to from 64 to 1,024 units, at the least: in the limit it is a factor of 16, or of 4.</summary>
    private const double Growth = 4;

    private static readonly DrawnClasses Data = new(samples: 128, features: 32, classes: 10);

    public static TheoryData<string> Optimizers => ["Adam", "AdamW", "Lion", "Sgd", "Momentum"];

    /// <summary>Between the smallest and the largest movement of a layer over all widths lies less than the band.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void With_the_scaled_groups_every_layer_moves_by_the_same_amount(string name) => CheckTwins(name, beginsWithZeros: true, BandOfZeros);

    /// <summary>Steps of gradient descent are larger the larger the random start of the last layer is, which is why they are not among these.</summary>
    [Theory]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    [InlineData("Lion")]
    public void Nearly_so_where_the_last_layer_begins_as_scaled(string name) => CheckTwins(name, beginsWithZeros: false, Band);

    private void CheckTwins(string name, bool beginsWithZeros, double band)
    {
        Optimizer optimizer = Create(name);
        CoordinateCheck check = new(Data.Inputs);
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            check.Add(Begin(new Twin64(seed)), Train<Twin64>(optimizer, []));
            check.Add(Begin(new Twin128(seed)), Train<Twin128>(optimizer, Twin128.ScaledParameterGroups(optimizer)));
            check.Add(Begin(new Twin256(seed)), Train<Twin256>(optimizer, Twin256.ScaledParameterGroups(optimizer)));
            check.Add(Begin(new Twin512(seed)), Train<Twin512>(optimizer, Twin512.ScaledParameterGroups(optimizer)));
            check.Add(Begin(new Twin1024(seed)), Train<Twin1024>(optimizer, Twin1024.ScaledParameterGroups(optimizer)));
        }

        output.WriteLine(check.ToString());
        Assert.Equal(["Twin64", "Twin128", "Twin256", "Twin512", "Twin1024"], check.Networks);
        Assert.Equal(["relu1", "relu2", "dense3"], check.Layers.Select(layer => layer.Layer));
        Assert.All(check.Layers, layer => Assert.InRange(layer.Spread, 1, band));

        TNetwork Begin<TNetwork>(TNetwork network)
            where TNetwork : class, ITrainableNetwork<TNetwork>
        {
            const string Last = "dense3.weight";
            if (beginsWithZeros) network.SetParameter(Last, new float[TNetwork.Info.Parameters.Single(parameter => parameter.Name == Last).Count]);
            return network;
        }
    }

    /// <summary>The widest network's last layer moves several times as far as the narrowest's.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void With_one_rate_for_all_wide_networks_move_further(string name)
    {
        Optimizer optimizer = Create(name);
        CoordinateCheck check = new(Data.Inputs);
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            check.Add(new Usual64(seed), Train<Usual64>(optimizer, []));
            check.Add(new Usual128(seed), Train<Usual128>(optimizer, []));
            check.Add(new Usual256(seed), Train<Usual256>(optimizer, []));
            check.Add(new Usual512(seed), Train<Usual512>(optimizer, []));
            check.Add(new Usual1024(seed), Train<Usual1024>(optimizer, []));
        }

        output.WriteLine(check.ToString());
        LayerMovement last = check.Layers[^1];
        Assert.True(last.Movements[^1] > Growth * last.Movements[0], $"{last.Layer} moves by {string.Join(", ", last.Movements)}.");
    }

    /// <summary>With rates so small that no network is done after the steps, for then all stand still.</summary>
    private static Optimizer Create(string name) => name switch
    {
        "Adam" => new Adam(1e-3),
        "AdamW" => new AdamW(1e-3) { WeightDecay = 0.1 },
        "Lion" => new Lion(3e-4),
        "Sgd" => new Sgd(0.003),
        "Momentum" => new Sgd(0.001) { Momentum = 0.9, WeightDecay = 0.01 },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static Action<TNetwork> Train<TNetwork>(Optimizer optimizer, IReadOnlyList<ParameterGroup> groups)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        => network =>
        {
            using Trainer<TNetwork> trainer = new(network, optimizer, new TrainerOptions { Groups = groups, Threads = 1 });
            for (int step = 0; step < Steps; step++) trainer.Step(Data.Inputs, Data.Labels);
        };
}
