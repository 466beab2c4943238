namespace NetGen;

/// <summary>
/// What computes the weights of the nearest layer above that has weights from other parameters, which are trained in their place. The layer is <c>[Dense]</c>,
/// <c>[Conv2D]</c>, <c>[DepthwiseConv2D]</c> or <c>[Conv2DTranspose]</c>; like an initialiser this may stand before or behind its activation. A layer has one
/// of these at most.
/// </summary>
/// <remarks>
/// Initialisers of the layer's weights are then meant for the parameter that is trained in their place; others are reached by name, with
/// <see cref="InitializerAttribute.TargetName"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class ReparameterizationAttribute : Attribute
{
    private protected ReparameterizationAttribute()
    {
    }
}
