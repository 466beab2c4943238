namespace NetGen.Generator.Signal;

/// <summary>What is known of one of the run-time library's optimisers: its defaults, which are PyTorch's, and how it begins.</summary>
/// <param name="Name">The class.</param>
/// <param name="Rate">The learning rate where none is given.</param>
/// <param name="LeastRate">Smaller ones hardly change a weight.</param>
/// <param name="MostRate">Larger ones hardly ever train.</param>
/// <param name="Defaults">All other settings that are numbers, by their properties' names.</param>
/// <param name="Step">
/// The size of the first step over the learning rate, or with momentum of the largest of the first steps, from the gradient's root mean square
/// and the settings, without weight decay. NaN where a setting on which it depends is.
/// </param>
internal sealed record OptimizerRow(
    string Name, double Rate, double LeastRate, double MostRate, IReadOnlyDictionary<string, double> Defaults, Func<double, Func<string, double>, double> Step)
{
    /// <summary>What to write in the place of a rate that does not work: the default, as a rule.</summary>
    public double SafeRate { get; init; } = Rate;

    /// <summary>Whether steps have one size whatever the gradient's, down to gradients of the size of Epsilon.</summary>
    public bool StallsBelowEpsilon { get; init; }

    /// <summary>Whether the first step says how large steps are; where it does not, nothing is said of it.</summary>
    public bool IsFirstStepTypical { get; init; } = true;

    /// <summary>Whether a step is the gradient itself times the rate, perhaps with momentum: it shrinks as the network learns.</summary>
    public bool FollowsGradient { get; init; }

    /// <summary>Whether a weight decay is taken off the weights themselves, beside the step, and not added to the gradient that the step is made of.</summary>
    public bool TakesDecayOffWeights { get; init; }

    /// <summary>
    /// The optimiser that takes a weight decay off the weights themselves, where this one adds it to the gradient and then divides by the
    /// gradient's size; else null.
    /// </summary>
    public string? Decoupled { get; init; }

    /// <summary>Whether it keeps averages of the gradient and of its square, as Adam does.</summary>
    public bool HasBetas => Defaults.ContainsKey("Beta1") && Defaults.ContainsKey("Beta2");

    /// <summary>Root mean square of the first step, or with momentum of the largest of the first steps.</summary>
    /// <param name="gradient">Root mean square of the gradient's elements.</param>
    /// <param name="setting">The settings by their properties' names; null for the defaults.</param>
    public double FirstUpdate(double learningRate, double gradient, Func<string, double>? setting = null)
        => gradient > 0 ? learningRate * Step(gradient, setting ?? (name => Defaults[name])) : 0;

    /// <summary>
    /// What a weight decay takes off the weights over what the gradient changes of them, in a step: weight decay x rms of the weights over rms of
    /// what the decay is added to.
    /// </summary>
    /// <param name="weights">Root mean square of the weights.</param>
    /// <param name="gradient">Root mean square of the gradient's elements.</param>
    public double RelativeDecay(double weights, double gradient, Func<string, double> setting)
        => setting("WeightDecay") * weights / (TakesDecayOffWeights ? Step(gradient, setting) : gradient);
}
