using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>
/// How a layer's weights are computed from what is trained in their place. Kernels read the weights that come of it; only operations of their own
/// know of it.
/// </summary>
/// <remarks>Immutable and equal by value: it is part of the model.</remarks>
internal abstract record Reparameterization
{
    /// <summary>The attribute's name: WeightNorm ...</summary>
    public abstract string Kind { get; }

    /// <summary>Goes on behind the layer's own sentence: 'weights normalised by filter'.</summary>
    public abstract string Description { get; }

    /// <summary>The same for a layer that it is declared for.</summary>
    public virtual Reparameterization On(Layer layer) => this;

    /// <summary>The parameters in the place of a weight. The first is the one that the weight's initialisers are meant for.</summary>
    /// <param name="weight">As the layer declares it.</param>
    public abstract IReadOnlyList<ParameterSpec> Replace(ParameterSpec weight);

    /// <summary>
    /// The same parameters once their initialisers are known: with what follows from one for another, and with how the weights begin that are computed
    /// from them, as <see cref="ParameterSpec.Effective"/> of the first.
    /// </summary>
    /// <param name="parameters">What <see cref="Replace"/> gave, in its order.</param>
    public abstract IReadOnlyList<ParameterSpec> Complete(IReadOnlyList<ParameterSpec> parameters);

    /// <summary>The mean square of the gradient by a parameter of <see cref="Replace"/> over that by a weight; null for a parameter that is none of them.</summary>
    /// <param name="trained">The first parameter of <see cref="Replace"/>.</param>
    public abstract double? GradientRatio(ParameterSpec parameter, ParameterSpec trained);

    /// <summary>What computes the weights.</summary>
    /// <param name="find">The layer's parameter of a name.</param>
    /// <param name="weight">The weights.</param>
    public abstract Operation Lower(Func<string, ParameterTensor> find, ParameterTensor weight);
}
