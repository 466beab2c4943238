namespace NetGen;

/// <summary>
/// What all initialisers share. An initialiser says how a parameter of the nearest layer above that has weights begins. It may stand
/// before or behind that layer's activation.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class InitializerAttribute : Attribute
{
    private protected InitializerAttribute()
    {
    }

    /// <summary>Which parameter of the layer is meant. Not together with <see cref="TargetName"/>.</summary>
    public Parameter Target { get; set; } = Parameter.Weight;

    /// <summary>
    /// Which parameter of the layer is meant, by its name inside the layer as files have it: <c>TargetName = "running_var"</c>. For those
    /// that <see cref="Target"/> has no word for.
    /// </summary>
    public string? TargetName { get; set; }
}
