using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Initializers;

/// <summary>All initialisers: one row each.</summary>
internal static class InitializerCatalog
{
    /// <summary>Of the normal distribution this much must be left by a cut, or drawing again until a value falls inside takes long.</summary>
    private const double LeastProbability = 0.01;

    /// <summary>What a weight with fans gets when nothing is declared.</summary>
    public static InitializerRule Auto { get; } = new("Auto", true, site => Initialize.Auto(site.Fans, site.Activation)) { Mode = FanMode.FanIn };

    private static InitializerRule Fixup { get; } = new("Fixup", true, site => Initialize.Fixup(site.Fans, site.Activation, site.Residual!))
    {
        ReadsBranch = true,
        FindFault = site => site.Residual is null ? new("scales the layers of residual branches, and this layer is in none", "Write [Auto], or at the head [Zeros]") : null,
    };

    private static readonly Dictionary<string, Func<AttributeArguments, InitializerRule>> Rows = new(StringComparer.Ordinal)
    {
        ["Zeros"] = _ => Fixed("Zeros", 0),
        ["Ones"] = _ => Fixed("Ones", 1),
        ["Constant"] = arguments => Fixed("Constant", arguments.FiniteNumber("value", 0)),
        ["Normal"] = Normal,
        ["Uniform"] = Uniform,
        ["TruncatedNormal"] = TruncatedNormal,
        ["VarianceScaling"] = VarianceScaling,
        ["Xavier"] = Xavier,
        ["He"] = He,
        ["LeCun"] = LeCun,
        ["Auto"] = _ => Auto,
        ["Orthogonal"] = StructuredInitializers.Orthogonal,
        ["DeltaOrthogonal"] = StructuredInitializers.DeltaOrthogonal,
        ["Dirac"] = _ => StructuredInitializers.Dirac,
        ["Identity"] = StructuredInitializers.Identity,
        ["Sparse"] = StructuredInitializers.Sparse,
        ["RandomizedAsymmetric"] = _ => StructuredInitializers.RandomizedAsymmetric,
        ["DepthScaled"] = DepthScaled,
        ["Fixup"] = _ => Fixup,
        ["OutputPrior"] = OutputPriors.Read,
    };

    public static IEnumerable<string> Kinds => Rows.Keys;

    public static bool Contains(string kind) => Rows.ContainsKey(kind);

    /// <summary>The rule that an attribute declares. Where an argument is wrong, <see cref="AttributeArguments.IsValid"/> is false.</summary>
    public static InitializerRule Create(string kind, AttributeArguments arguments) => Rows[kind](arguments);

    private static InitializerRule Fixed(string kind, double value) => new(kind, false, _ => Initialize.Constant(value));

    private static InitializerRule Normal(AttributeArguments arguments)
    {
        double mean = arguments.FiniteNumber("mean", 0);
        double std = arguments.PositiveNumber("std", 1, "0.05");
        return new("Normal", false, _ => Initialize.Normal(mean, std)) { GivesStd = true };
    }

    private static InitializerRule Uniform(AttributeArguments arguments)
    {
        double low = arguments.FiniteNumber("low", 0);
        double high = arguments.FiniteNumber("high", 1);
        if (arguments.IsValid && !(low < high))
        {
            arguments.Reject($"has low = {Text.Of(low)}, which is not below high = {Text.Of(high)}", "Write the lower limit first, such as [Uniform(-0.05, 0.05)]", Swap(arguments, "low", low, "high", high));
        }

        return new("Uniform", false, _ => Initialize.Uniform(low, high)) { GivesStd = true };
    }

    private static InitializerRule TruncatedNormal(AttributeArguments arguments)
    {
        double mean = arguments.FiniteNumber("mean", 0);
        double std = arguments.PositiveNumber("std", 1, "0.05");
        double low = arguments.FiniteNumber("Low", -2);
        double high = arguments.FiniteNumber("High", 2);
        if (arguments.IsValid && !(low < high))
        {
            arguments.Reject(
                $"has Low = {Text.Of(low)}, which is not below High = {Text.Of(high)}",
                "Write limits in standard deviations, such as Low = -2 and High = 2",
                arguments.Has("Low") && arguments.Has("High") ? Swap(arguments, "Low", low, "High", high) : Standard(arguments));
        }
        else if (arguments.IsValid && NormalDistribution.Between(low, high) < LeastProbability)
        {
            arguments.Reject(
                $"has Low = {Text.Of(low)} and High = {Text.Of(high)}, between which lies less than a hundredth of the distribution",
                "Write limits in standard deviations, such as Low = -2 and High = 2",
                Standard(arguments));
        }

        return new("TruncatedNormal", false, _ => Initialize.TruncatedNormal(mean, std, low, high)) { GivesStd = true };
    }

    /// <summary>Each limit in the place of the other; nothing where they are equal.</summary>
    private static AttributeEdit?[] Swap(AttributeArguments arguments, string low, double lowest, string high, double highest)
        => lowest > highest ? [arguments.Set(low, Text.Of(highest)), arguments.Set(high, Text.Of(lowest))] : [];

    /// <summary>A cut at two standard deviations, as it is where nothing is said.</summary>
    private static AttributeEdit?[] Standard(AttributeArguments arguments) => [arguments.Set("Low", "-2"), arguments.Set("High", "2")];

    private static InitializerRule VarianceScaling(AttributeArguments arguments)
    {
        double scale = arguments.PositiveNumber("scale", 1, "1");
        FanMode mode = arguments.Choice("Mode", FanMode.FanIn);
        WeightDistribution distribution = arguments.Choice("Distribution", WeightDistribution.TruncatedNormal);
        return new(
            "VarianceScaling",
            true,
            site => Initialize.VarianceScaling(
                scale, site.Fans.Select(mode), distribution, $"variance scaling {Text.Of(scale)}, {Initialize.Describe(site.Fans, mode)}"))
        {
            Mode = mode,
        };
    }

    private static InitializerRule Xavier(AttributeArguments arguments)
    {
        double gain = arguments.PositiveNumber("Gain", 1, "1");
        WeightDistribution distribution = arguments.Choice("Distribution", WeightDistribution.Uniform);
        return new("Xavier", true, site => Initialize.Xavier(site.Fans, gain, distribution)) { Mode = FanMode.FanAverage };
    }

    private static InitializerRule He(AttributeArguments arguments)
    {
        double slope = arguments.FiniteNumber("Slope", 0);
        FanMode mode = arguments.Choice("Mode", FanMode.FanIn);
        WeightDistribution distribution = arguments.Choice("Distribution", WeightDistribution.Normal);
        return new("He", true, site => Initialize.He(site.Fans, slope, mode, distribution)) { Mode = mode };
    }

    private static InitializerRule DepthScaled(AttributeArguments arguments)
    {
        int blocks = arguments.Positive("blocks");
        int branches = arguments.Positive("Branches", 2);
        double std = arguments.PositiveNumber("Std", 0.02, "0.02");
        return new("DepthScaled", false, _ => Initialize.DepthScaled(blocks, branches, std));
    }

    private static InitializerRule LeCun(AttributeArguments arguments)
    {
        WeightDistribution distribution = arguments.Choice("Distribution", WeightDistribution.Normal);
        return new("LeCun", true, site => Initialize.LeCun(site.Fans, distribution)) { Mode = FanMode.FanIn };
    }
}
