using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A vector for each time step, added to what the step has: what tells attention where it is.</summary>
/// <param name="IsSinusoidal">Whether they are sines and cosines, and not trained.</param>
internal sealed partial record PositionsLayer(bool IsSinusoidal) : Layer
{
    /// <summary>GPT-2's and BERT's standard deviation.</summary>
    private const double Std = 0.02;

    private const string Table = "pe";

    public override string Kind => IsSinusoidal ? "SinusoidalPositions" : "Positions";

    /// <summary>Adds numbers that are the same for all samples: no layer with weights, and it changes the distribution.</summary>
    public override LayerRole Role => new OtherRole();

    public override bool AddsTable => true;

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Keeps;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!WindowSpace.Sequence.Accepts(input, findings)) return null;
        long weights = SizeLimits.Product(input.Positions, input.Channels);
        return weights > SizeLimits.MaximumWeights ? SizeLimits.ReportWeights(weights, findings) : input;
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        (int steps, int features) = (output.Positions, output.Channels);
        yield return new ParameterSpec(
            IsSinusoidal ? Table : ParameterNames.Weight,
            IsSinusoidal ? null : Parameter.Weight,
            1,
            steps,
            features,
            1,
            1,
            EquatableArray.Of(steps, features),
            0,
            0,
            IsSinusoidal ? Initialize.Sinusoidal(steps, features) : Initialize.Normal(0, Std))
        { IsTable = true, IsTrained = !IsSinusoidal };
    }

    public override string Describe(LayerNode node)
        => $"{(IsSinusoidal ? "sines and cosines" : "a trained vector")} for each of {Text.Count(node.OutputShape.Positions, "step")}";
}
