using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record PositionsLayer
{
    /// <summary>
    /// A sum with a table that is the same for every sample. One that is drawn has nothing in common from step to step; sines and cosines of steps n apart
    /// have the mean product of cos(w n) / 2 over all frequencies.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        Shape shape = node.OutputShape;
        Initializer table = node.Parameters[0].Initializer;
        double own = table.MeanSquare;
        double Apart(int steps) => steps == 0 ? own : IsSinusoidal ? Sinusoid.MeanProduct(shape.Channels, steps) : table.Mean * table.Mean;
        double any = IsSinusoidal
            ? Sinusoid.MeanProductOfAnyTwo(shape.Positions, shape.Channels)
            : (own + ((shape.Positions - 1) * table.Mean * table.Mean)) / shape.Positions;
        LagTable? ByLag() => shape.Positions > 1 ? LagTable.Create(1, shape.Positions, (_, lag) => Apart(lag)) : null;
        SignalState positions = new(table.Mean, own) { AcrossSamples = own, AcrossBoth = any, Positions = ByLag(), Pattern = ByLag(), AcrossUnits = table.Mean * table.Mean };
        return MergeLayer.Sum(inputs[0], positions, isSame: false);
    }

    /// <summary>The same; what is along the signal is so by the input's share.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        double whole = inputs[0].SecondMoment + node.Parameters[0].Initializer.MeanSquare;
        double share = whole > 0 ? inputs[0].SecondMoment / whole : 0;
        return gradient with { AlongSignal = gradient.AlongSignal * share, SizeResponse = gradient.SizeResponse * share, Gate = null, Selection = 1, WeightResponse = 0, AlongUnits = 0 };
    }

    /// <summary>Each number is added at one place of each sample.</summary>
    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => ParameterGradients.Bias(gradient, 1, math.Options.BatchSize);
}
