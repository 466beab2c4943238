using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Initializers;

/// <summary>An initialiser as declared: it becomes numbers once its parameter, with its fans, and what follows are known.</summary>
/// <param name="Kind">The attribute's name: He, Constant ...</param>
/// <param name="NeedsFans">Whether it divides by a fan, and so suits only parameters that have one.</param>
/// <param name="Resolve">What it is for a parameter that it suits.</param>
internal sealed record InitializerRule(string Kind, bool NeedsFans, Func<InitializerSite, Initializer> Resolve)
{
    /// <summary>The fan that it divides by, null where it divides by none.</summary>
    public FanMode? Mode { get; init; }

    /// <summary>Whether it is told its standard deviation as a number.</summary>
    public bool GivesStd { get; init; }

    /// <summary>What an initialiser that keeps lengths multiplies them by; null for all others.</summary>
    public double? Gain { get; init; }

    /// <summary>What it is meant for where nothing is said.</summary>
    public Parameter Target { get; init; } = Parameter.Weight;

    /// <summary>Whether it depends on the residual branch that its layer stands in.</summary>
    public bool ReadsBranch { get; init; }

    /// <summary>Why it does not suit a parameter, and what to write instead; null where it does.</summary>
    public Func<InitializerSite, Unsuitability?> FindFault { get; init; } = _ => null;
}

/// <summary>A parameter and what an initialiser may have to know of its surroundings.</summary>
/// <param name="Activation">The one that the layer's output comes to, or null.</param>
/// <param name="Loss">The one that reads the layer's output, or null.</param>
/// <param name="IsTransposed">Whether the first axis is that of the inputs.</param>
internal sealed record InitializerSite(ParameterSpec Spec, ActivationFunction? Activation, Loss? Loss, bool IsTransposed)
{
    /// <summary>Where in a residual branch the layer stands: known to rules that read it; null where it is in none.</summary>
    public ResidualPlace? Residual { get; init; }

    public Fans Fans => new(Spec.FanIn, Spec.FanOut);

    /// <summary>The extent of the first axis in files.</summary>
    public int Rows => Spec.FileShape[0];

    /// <summary>Values for each of <see cref="Rows"/>.</summary>
    public int Columns => (int)(Spec.Count / Rows);
}

/// <summary>A layer's place in a residual branch.</summary>
/// <param name="Branches">Branches of the whole network.</param>
/// <param name="Layers">Layers with weights in this one.</param>
/// <param name="IsLast">Whether no other layer with weights comes behind it.</param>
internal sealed record ResidualPlace(int Branches, int Layers, bool IsLast);

/// <param name="Problem">A phrase that goes on from the initialiser's name: 'needs a matrix ...'.</param>
/// <param name="Remedy">What to write instead.</param>
internal sealed record Unsuitability(string Problem, string Remedy);
