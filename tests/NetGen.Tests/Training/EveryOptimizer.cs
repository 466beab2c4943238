using Xunit;

namespace NetGen.Tests.Training;

/// <summary>All optimisers of the library, each with settings that make it do all that it can.</summary>
internal static class EveryOptimizer
{
    private static readonly Dictionary<string, Func<Optimizer>> All = new()
    {
        ["Sgd"] = () => new Sgd(0.1) { Momentum = 0.9, WeightDecay = 0.1 },
        ["Adam"] = () => new Adam(0.1) { WeightDecay = 0.1 },
        ["Adam Amsgrad"] = () => new Adam(0.1) { WeightDecay = 0.1, Amsgrad = true },
        ["AdamW"] = () => new AdamW(0.1),
        ["RmsProp"] = () => new RmsProp { Momentum = 0.9, WeightDecay = 0.1 },
        ["RmsProp Centered"] = () => new RmsProp { Momentum = 0.9, WeightDecay = 0.1, Centered = true },
        ["Adagrad"] = () => new Adagrad { WeightDecay = 0.1 },
        ["Adadelta"] = () => new Adadelta { WeightDecay = 0.1 },
        ["Adamax"] = () => new Adamax { WeightDecay = 0.1 },
        ["NAdam"] = () => new NAdam { WeightDecay = 0.1 },
        ["RAdam"] = () => new RAdam { WeightDecay = 0.1, Beta2 = 0.8 },
        ["Asgd"] = () => new Asgd { WeightDecay = 0.1, AverageFrom = 2 },
        ["Rprop"] = () => new Rprop(),
        ["Lion"] = () => new Lion { WeightDecay = 0.1 },
        ["Ftrl"] = () => new Ftrl(0.1) { L2 = 0.1 },
        ["Ftrl from zero"] = () => new Ftrl(0.1) { InitialAccumulator = 0 },
        ["Lamb"] = () => new Lamb { WeightDecay = 0.1 },
        ["Adafactor"] = () => new Adafactor(0.1) { WeightDecay = 0.1 },
        ["Muon"] = () => new Muon(0.02) { Exclude = ["output.weight"] },
        ["ScheduleFreeAdamW"] = () => new ScheduleFreeAdamW { WeightDecay = 0.1, WarmupSteps = 3 },
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static IEnumerable<string> ByTensor => All.Keys.Where(name => Create(name).IsByTensor);

    public static Optimizer Create(string name) => All[name]();

    public static void AssertComplete()
    {
        IEnumerable<Type> kinds = typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract);
        Assert.Equal(kinds.ToHashSet(), All.Values.Select(create => create().GetType()).ToHashSet());
    }
}
