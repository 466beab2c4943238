namespace NetGen;

/// <summary>What all losses share. A loss is the last attribute: it ends the network and makes it trainable.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    private protected LossAttribute()
    {
    }
}
