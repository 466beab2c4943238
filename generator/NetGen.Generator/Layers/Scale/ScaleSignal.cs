using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record ScaleLayer
{
    /// <summary>The same values, of another size, and with the other sign where the factor is negative.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        if (Initial == 1) return x;
        if (Initial == 0) return x.Scale(0) with { Low = 0, High = 0, Active = 0, Saturated = 0, Preimage = null };
        bool isNegative = Initial < 0;
        SignalState scaled = x.Scale(Initial * Initial);
        return scaled with
        {
            Mean = isNegative ? -scaled.Mean : scaled.Mean,
            Skewness = isNegative ? -scaled.Skewness : scaled.Skewness,
            Low = Initial * (isNegative ? x.High : x.Low),
            High = Initial * (isNegative ? x.Low : x.High),
            Saturated = 0,

            // A factor can be taken through rectifiers, and not through other functions.
            Preimage = !isNegative && x.Preimage is { } source && source.Functions.All(function => function.IsHomogeneous) ? scaled.Preimage : null,
        };
    }

    /// <summary>
    /// The gradient times the same factor. What it has of the signal itself, E d x, stays: the one is as much larger as the other is smaller.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => gradient.Scale(Initial * Initial) with { AlongSignal = Initial == 0 ? 0 : gradient.AlongSignal, Gate = Initial > 0 ? gradient.Gate : null };

    /// <summary>
    /// A factor's gradient sums that of the output times the input, whose mean E d x adds up; of one factor for all it does so over units, too.
    /// </summary>
    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        (SignalState x, Shape shape, int batch) = (inputs[0], node.OutputShape, math.Options.BatchSize);
        double own = ParameterGradients.Weight(x, gradient, shape.Positions, batch);
        int units = IsShared ? shape.Channels : 1;
        double along = Initial == 0 ? 0 : gradient.AlongSignal / Initial * shape.Positions * units;
        return (own * units) + (along * along * (batch - 1) / batch);
    }
}
