using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Initializers;

/// <summary>An initialiser as declared: it becomes numbers once the fans of its parameter, and the activation behind it, are known.</summary>
/// <param name="Kind">The attribute's name: He, Constant ...</param>
/// <param name="NeedsFans">Whether it divides by a fan, and so suits only parameters that have one.</param>
/// <param name="Resolve">Fans and the activation that follows (or null) to the initialiser.</param>
internal sealed record InitializerRule(string Kind, bool NeedsFans, Func<Fans, ActivationFunction?, Initializer> Resolve)
{
    /// <summary>The fan that it divides by, null where it divides by none.</summary>
    public FanMode? Mode { get; init; }
}
