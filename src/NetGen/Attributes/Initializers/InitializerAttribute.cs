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

    /// <summary>Which parameter of the layer is meant.</summary>
    public Parameter Target { get; set; } = Parameter.Weight;
}
