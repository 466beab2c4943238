using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record DotLayer
{
    /// <summary>
    /// The sum of n products, of branches that are independent unless they are the same one: E y = n E p, E y^2 = n E p^2 + n (n - 1) E p p'. Lengths
    /// are taken as n E x^2.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        double count = node.InputShapes[0].Channels;
        bool isSame = node.Inputs[0] == node.Inputs[1];
        SignalState product = MergeLayer.Product(inputs[0], inputs[1], isSame);

        // Of one branch with itself a product is a square, and two squares are as independent as their roots.
        double others = isSame ? product.Mean * product.Mean : product.AcrossUnits;
        double Moment(double moment) => (count * moment) + (count * (count - 1) * product.Joint(moment, others));
        double square = (count * product.SecondMoment) + (count * (count - 1) * others);
        SignalState sum = new(count * product.Mean, square)
        {
            AcrossSamples = Moment(product.AcrossSamples),
            AcrossBoth = Moment(product.AcrossBoth),
            Positions = product.Positions?.Map(Moment).WithOwn(square),
            Pattern = product.Pattern?.Map(Moment),
            AcrossUnits = square,
            Rows = product.Rows,
            Columns = product.Columns,
        };
        if (!IsNormalized) return sum;
        double lengths = count * count * inputs[0].SecondMoment * inputs[1].SecondMoment;
        return isSame
            ? new SignalState(1, 1) { AcrossSamples = 1, AcrossBoth = 1, Positions = product.Positions?.Map(_ => 1), Pattern = product.Pattern?.Map(_ => 1), AcrossUnits = 1, Low = 1, High = 1 }
            : sum.Scale(lengths > 0 ? 1 / lengths : 0) with { Low = -1, High = 1, Rows = default, Columns = default };
    }

    /// <summary>One branch's gradient is that of the product times the other; of a cosine what is along the branch itself is taken away.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        double count = node.InputShapes[0].Channels;
        SignalState other = inputs[1 - input];
        GradientState back = gradient with
        {
            SecondMoment = gradient.SecondMoment * other.SecondMoment,
            AcrossSamples = gradient.AcrossSamples * other.AcrossSamples,
            AcrossPositions = gradient.AcrossPositions * other.AcrossPositions,
            AcrossUnits = gradient.SecondMoment * other.AcrossUnits,
            AlongSignal = gradient.AlongSignal / count,
            SizeResponse = gradient.SizeResponse,
            Gate = null,
            Selection = 1,
            WeightResponse = 0,
            AlongUnits = 0,
        };
        if (!IsNormalized) return back;
        double lengths = count * count * inputs[0].SecondMoment * inputs[1].SecondMoment;
        SignalState cosine = Propagate(node, inputs, math);
        return back.Scale(lengths > 0 ? Math.Max(0, 1 - cosine.SecondMoment) / lengths : 0) with { AlongSignal = 0 };
    }
}
