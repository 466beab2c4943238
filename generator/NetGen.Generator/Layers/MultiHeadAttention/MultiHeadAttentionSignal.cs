using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record MultiHeadAttentionLayer
{
    private const int KeysCounted = 8;

    /// <summary>
    /// Scores of a query with n keys are as good as normal, of variance s^2 = E q^2 (E k^2 - E k k') from key to key, and E sum of a^2 over their softmax
    /// is that of logits: an n-th where scores are small, 1 where one key has all. Values do not depend on scores, as their weights are others:
    /// E y^2 = E sum a^2 E v^2 + (1 - E sum a^2) E v v'. Dropout of weights divides the first E v^2 by the share that stays. Rotary
    /// positions turn away what keys have in common.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState mixed = Mix(node, inputs, math);
        KernelWindows? windows = KernelWindows.OfSinglePositions(node.OutputShape);
        return AffineSignal.Forward(mixed, node.Find(OutputWeight)!, node.Find(OutputBias), TapShares.All, windows);
    }

    /// <summary>
    /// Of values: what the queries that attend to a key give it. Of queries and keys: weights change by a (dy v - mean dy v), so the more, the less alike values
    /// and keys are from step to step.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        Gradients back = Back(node, inputs, gradient, math);
        AttentionShape shape = Divide(node.InputShapes[0]);
        SignalState x = inputs[input];
        int features = node.InputShapes[input].Channels;
        if (ReadsMemory)
        {
            ParameterSpec weight = node.Find(input == 0 ? QueryWeight : MemoryWeight)!;
            return input == 0
                ? AffineSignal.Backward(back.Query, x, weight, shape.QuerySize, 1, (double)shape.QuerySize / features)
                : AffineSignal.Backward(Mean(back.Key, back.Value, 0.5), x, weight, 2.0 * shape.KeySize, 1, 2.0 * shape.KeySize / features);
        }

        double all = shape.QuerySize + (2.0 * shape.KeySize);
        GradientState mean = Mean(back.Query, Mean(back.Key, back.Value, 0.5), shape.QuerySize / all);
        return AffineSignal.Backward(mean, x, node.Find(InputWeight)!, all, 1, all / features);
    }

    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        int steps = node.OutputShape.Positions;
        int batch = math.Options.BatchSize;
        if (parameter.Name is OutputBias) return ParameterGradients.Bias(gradient, steps, batch);
        if (parameter.Name is OutputWeight) return ParameterGradients.Weight(Mix(node, inputs, math), gradient, steps, batch);
        Gradients back = Back(node, inputs, gradient, math);
        AttentionShape shape = Divide(node.InputShapes[0]);
        GradientState memory = Mean(back.Key, back.Value, 0.5);
        GradientState own = parameter.Name switch
        {
            QueryWeight or QueryBias => back.Query,
            MemoryWeight or MemoryBias => memory,
            _ => Mean(back.Query, memory, shape.QuerySize / (shape.QuerySize + (2.0 * shape.KeySize))),
        };
        bool isOfMemory = parameter.Name is MemoryWeight or MemoryBias;
        int positions = isOfMemory ? Memory(node).Positions : steps;
        return parameter.FanIn > 0 ? ParameterGradients.Weight(inputs[isOfMemory ? 1 : 0], own, positions, batch) : ParameterGradients.Bias(own, positions, batch);
    }

    public override SoftmaxStart? Softmax(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        (SignalState query, SignalState memory) = Products(node, inputs);
        double variance = Spread(node, query, memory);
        int keys = Memory(node).Positions;
        return keys > 1
            ? new SoftmaxStart(
                Math.Sqrt(variance),
                keys,
                Concentration(node, variance, math),
                Concentration(node, 0, math),
                Entropy(node, variance, math),
                Entropy(node, 0, math))
            : null;
    }

    /// <summary>What the heads give.</summary>
    private SignalState Mix(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        (SignalState query, SignalState memory) = Products(node, inputs);
        int steps = node.OutputShape.Positions;
        double largest = Concentration(node, Spread(node, query, memory), math);
        double flat = Concentration(node, 0, math);
        double shared = SameKey(node, query, memory, math);
        double Sum(double share, double same, double different) => (share * same) + ((1 - share) * different);
        double square = Sum(largest, memory.SecondMoment / (1 - Dropout), memory.AcrossPositions);
        double acrossSamples = Sum(flat, memory.AcrossSamples, memory.AcrossBoth);
        return new SignalState(memory.Mean, square)
        {
            AcrossSamples = acrossSamples,
            AcrossBoth = acrossSamples,
            Positions = steps > 1 ? ArrangementSignal.Flat(node.OutputShape, square, Sum(shared, memory.SecondMoment, memory.AcrossPositions)) : null,
            Pattern = steps > 1 ? ArrangementSignal.Flat(node.OutputShape, acrossSamples, acrossSamples) : null,
            AcrossUnits = memory.AcrossUnits,
            UnitOverlap = memory.UnitOverlap,
            SizeVariation = memory.SizeVariation,
        };
    }

    /// <summary>
    /// E sum of a a' for two queries: how far they look at the same keys, the more alike they are the more. Of two that see only what is before them, the earlier one shares all
    /// it sees: over pairs, one over the number of keys of the later one has the mean 2 (n - H) / (n (n - 1)), H the sum of all 1 / t.
    /// </summary>
    private double SameKey(LayerNode node, SignalState query, SignalState memory, SignalMath math)
    {
        double same = Concentration(node, Spread(node, query, memory) * Together(node) * Ratio(query.AcrossPositions, query.SecondMoment), math);
        int keys = Memory(node).Positions;
        if (!IsCausal || keys < 2) return same;
        double flat = Concentration(node, 0, math);
        return same * 2 * (1 - flat) / ((keys - 1) * flat);
    }

    /// <summary>The gradients of queries, keys and values.</summary>
    private Gradients Back(LayerNode node, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        (SignalState query, SignalState memory) = Products(node, inputs);
        AttentionShape shape = Divide(node.InputShapes[0]);
        ParameterSpec output = node.Find(OutputWeight)!;
        GradientState heads = AffineSignal.Backward(gradient, Mix(node, inputs, math), output, output.FanOut, 1, (double)node.OutputShape.Channels / shape.QuerySize);
        int keys = Memory(node).Positions;
        double ratio = (double)node.OutputShape.Positions / keys;
        double share = Concentration(node, Spread(node, query, memory), math);
        double moved = MeanOverQueries(node, Spread(node, query, memory), math, static seen => seen * (1 - seen));

        // A weight's gradient is d . v times its mask: where a part of them is dropped, what values have in common no longer drops out of the mean.
        double values = Math.Max(0, (memory.SecondMoment / (1 - Dropout)) - memory.AcrossPositions);
        int group = Heads / KeyHeads;
        GradientState plain = heads with { Rows = default, Columns = default, Gate = null, Selection = 1, WeightResponse = 0, AlongUnits = 0, AlongSignal = 0 };

        // d . v over a head's values has as many terms as the square root of its size divides away again.
        GradientState ofScores = plain with { AcrossSamples = 0, AcrossUnits = 0 };
        GradientState Scores(double other) => ofScores.Scale(moved * values * other) with { AcrossPositions = 0 };
        double own = share * ratio * group;
        double same = SameKey(node, query, memory, math);
        double pairs = ratio * (node.OutputShape.Positions - 1) * group;
        double far = pairs * same;

        // A query that attends to several keys gives them all of what comes back to it: what reaches two keys is alike, however unlike it is for two queries.
        double shared = keys > 1 ? ratio * (1 - share) / (keys - 1) * group : 0;
        double farShared = keys > 1 ? pairs * Math.Max(0, 1 - same) / (keys - 1) : 0;
        return new Gradients(
            Scores(KeyVariance(node, memory)),
            Scores(query.SecondMoment * ratio * group),
            plain with
            {
                SecondMoment = (own * plain.SecondMoment / (1 - Dropout)) + (far * plain.AcrossPositions),
                AcrossPositions = (shared * plain.SecondMoment) + (farShared * plain.AcrossPositions),
                AcrossSamples = ratio * ratio * group * plain.AcrossSamples,
            });
    }

    /// <summary>What the weights make of the inputs: queries, and keys or values, which are alike.</summary>
    private (SignalState Query, SignalState Memory) Products(LayerNode node, IReadOnlyList<SignalState> inputs)
    {
        SignalState Product(SignalState x, Shape shape, string weight, string bias)
            => AffineSignal.Forward(x, node.Find(weight)!, node.Find(bias), TapShares.All, KernelWindows.OfSinglePositions(shape));
        if (ReadsMemory) return (Product(inputs[0], node.InputShapes[0], QueryWeight, QueryBias), Product(inputs[1], node.InputShapes[1], MemoryWeight, MemoryBias));
        SignalState all = Product(inputs[0], node.InputShapes[0], InputWeight, InputBias);
        return (all, all);
    }

    /// <summary>The variance of a query's scores from key to key.</summary>
    private double Spread(LayerNode node, SignalState query, SignalState memory) => query.SecondMoment * KeyVariance(node, memory);

    /// <summary>What keys do not have in common from step to step.</summary>
    private double KeyVariance(LayerNode node, SignalState memory) => Math.Max(0, memory.SecondMoment - (Together(node) * memory.AcrossPositions));

    /// <summary>
    /// How much of what two steps' queries or keys have in common is left where they are turned: the mean cosine of the angle between any two steps.
    /// </summary>
    private double Together(LayerNode node)
        => RotaryBase is { } longest ? 2 * Sinusoid.MeanProductOfAnyTwo(node.OutputShape.Positions, Divide(node.InputShapes[0]).HeadSize, longest) : 1;

    /// <summary>E sum of a^2 over the keys that a query sees, in the mean over queries.</summary>
    /// <param name="variance">Of its scores from key to key.</param>
    private double Concentration(LayerNode node, double variance, SignalMath math) => MeanOverQueries(node, variance, math, static squares => squares);

    /// <summary>
    /// E of -sum of a ln a over the keys that a query sees, in the mean over queries. It grows with the logarithm of their number, and goes on straight lines
    /// over that between doublings.
    /// </summary>
    private double Entropy(LayerNode node, double variance, SignalMath math)
    {
        double std = Math.Sqrt(Math.Max(0, variance));
        double Of(int seen) => math.Softmax(std, seen).Entropy;
        int keys = Memory(node).Positions;
        if (!IsCausal) return Of(keys);
        double sum = Enumerable.Range(1, Math.Min(keys, KeysCounted)).Sum(Of);
        for (int below = KeysCounted; below < keys;)
        {
            int above = (int)Math.Min(keys, 2L * below);
            double slope = (Of(above) - Of(below)) / Math.Log((double)above / below);
            double start = Of(below) - (slope * Math.Log(below));
            double Whole(double at) => (start * at) + (slope * at * (Math.Log(at) - 1));
            sum += Whole(above + 0.5) - Whole(below + 0.5);
            below = above;
        }

        return sum / keys;
    }

    private double MeanOverQueries(LayerNode node, double variance, SignalMath math, Func<double, double> value)
    {
        double std = Math.Sqrt(Math.Max(0, variance));
        double Of(int seen) => value(math.Softmax(std, seen).SumOfSquares);
        int keys = Memory(node).Positions;
        if (!IsCausal) return Of(keys);

        // Of few keys each by itself, then doubling: n E sum of a^2 changes slowly, and goes on straight lines between.
        double sum = Enumerable.Range(1, Math.Min(keys, KeysCounted)).Sum(Of);
        for (int below = KeysCounted; below < keys;)
        {
            int above = (int)Math.Min(keys, 2L * below);
            double slope = ((above * Of(above)) - (below * Of(below))) / (above - below);
            double start = (below * Of(below)) - (slope * below);
            sum += (start * Math.Log((above + 0.5) / (below + 0.5))) + (slope * (above - below));
            below = above;
        }

        return sum / keys;
    }

    private static double Ratio(double part, double whole) => whole > 0 ? Math.Max(0, part / whole) : 0;

    private static GradientState Mean(GradientState first, GradientState second, double share) => first with
    {
        SecondMoment = (share * first.SecondMoment) + ((1 - share) * second.SecondMoment),
        AcrossSamples = (share * first.AcrossSamples) + ((1 - share) * second.AcrossSamples),
        AcrossPositions = (share * first.AcrossPositions) + ((1 - share) * second.AcrossPositions),
        AcrossUnits = (share * share * first.AcrossUnits) + ((1 - share) * (1 - share) * second.AcrossUnits),
    };

    private readonly record struct Gradients(GradientState Query, GradientState Key, GradientState Value);
}
