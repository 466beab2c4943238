using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>
/// -ln softmax(logits)[label]; or the sum over classes of weight x share x -ln softmax(logits), where labels are smoothed or classes weighted.
/// </summary>
/// <param name="Smoothing">What all classes share of a label.</param>
/// <param name="ClassWeights">What each class counts; empty where all count the same.</param>
/// <param name="IgnoredLabel">The label of samples that do not count.</param>
/// <param name="ClassNames">In the order of labels; empty where classes have none.</param>
internal sealed record SoftmaxCrossEntropyLoss(double Smoothing = 0, EquatableArray<double> ClassWeights = default, int? IgnoredLabel = null, EquatableArray<string> ClassNames = default)
    : Loss
{
    public override string Kind => "SoftmaxCrossEntropy";

    public override LossTarget Target => LossTarget.Labels;

    public override string Link => "Softmax";

    public override EquatableArray<string> Classes => ClassNames;

    public override bool TakesProbabilities => true;

    public override bool TakesLabelOfEachStep => true;

    public override SampleFunction FunctionOf(Shape output) => new ClassFunction(Smoothing, ClassWeights, IgnoredLabel);

    public override Loss Read(AttributeArguments arguments)
    {
        double smoothing = arguments.Number("LabelSmoothing", 0, static share => share is >= 0 and < 1, "at least 0 and below 1", "0.1");
        EquatableArray<double> weights = arguments.Numbers("ClassWeights", static weight => weight >= 0, "at least 0");
        EquatableArray<string> classes = arguments.Words("Classes");
        if (weights.Count > 0 && weights.All(weight => weight == 0)) arguments.Reject("has ClassWeights of 0 alone, so nothing would be learned", "Write a positive weight for the classes that count");
        if (classes.Any(string.IsNullOrWhiteSpace)) arguments.Reject("has a class without a name", "Write a name for each class");
        if (classes.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            arguments.Reject($"has two classes '{twice.Key}'", "Give each class a name of its own");
        return new SoftmaxCrossEntropyLoss(smoothing, weights, arguments.Whole("IgnoreLabel"), classes);
    }

    /// <summary>A vector of logits: an activation at the end would bound them. A softmax there is the loss's own, written twice.</summary>
    public override bool Fits(LayerNode end)
        => end.OutputShape is { IsVector: true, Size: > 1 } && (end.Layer.GivesProbabilities ? !end.IsInBlock : end.Layer.Activation is null);

    public override (string Problem, string Remedy)? Misfit(Shape output)
    {
        foreach ((string name, int count, string what) in new[] { ("ClassWeights", ClassWeights.Count, "a weight"), ("Classes", Classes.Count, "a name") })
        {
            if (count > 0 && count != output.Channels)
                return ($"has {name} of {Text.Of(count)} {(count == 1 ? "class" : "classes")}, but reads {Text.Count(output.Channels, "unit")}", $"Write {what} for each of the {Text.Of(output.Channels)} classes, in the order of their labels");
        }

        return null;
    }

    /// <summary>
    /// p (1 - p) on the diagonal and -p p beside it, with p = 1 / C: 1 / C for every direction in which scores differ. Weights of classes count in the mean.
    /// </summary>
    public override double? Curvature(Shape shape) => ClassWeights.Count > 0 || shape.Positions > 1 ? null : 1.0 / shape.Channels;

    /// <summary>
    /// E ln sum exp z over independent normal logits, which is about ln C + v / 2 for small variances v and grows like the largest of C normal
    /// variables for large ones. Smoothing and weights leave it as it is, as long as labels know nothing of the input.
    /// </summary>
    public override double? Initial(SignalState output, Shape shape, SignalMath math) => math.Softmax(output, shape.Channels).LogSumExp;

    /// <summary>ln C: all classes alike.</summary>
    public override double? Undecided(Shape shape) => Math.Log(shape.Channels);

    /// <summary>
    /// A p - a with a the shares of classes and A their sum, for p - y without smoothing and weights, whose mean square over classes is
    /// (E sum p^2 - 2 / C + 1) / C; the classes' gradients add up to 0. Of a sequence each step has its share.
    /// </summary>
    public override GradientState Gradient(SignalState output, Shape shape, SignalMath math)
    {
        int size = shape.Channels;
        double share = 1.0 / shape.Positions;
        double squares = math.Softmax(output, size).SumOfSquares;
        double uniform = 1.0 / size;
        (double sumSquare, double shareSquares, double unequal) = Shares(size);
        double square = (((squares - (2 * uniform)) * sumSquare) + shareSquares) / size;

        // Labels of two samples or steps have nothing in common; the outputs for them may, and what classes count.
        double Across(double moment) => share * share * (((squares - uniform) * Math.Max(0, output.Correlation(moment))) + unequal) / size;
        return new GradientState(share * share * square)
        {
            AcrossSamples = Across(output.AcrossSamples),
            AcrossPositions = shape.Positions > 1 ? Across(output.AcrossPositions) : 0,
            AcrossUnits = size > 1 ? -share * share * square / (size - 1) : 0,

            // E p z, by Stein's lemma; the labels have no part in it.
            AlongSignal = share * output.SpreadOfUnits * output.SpreadOfUnits * (1 - squares) / size,
        };
    }

    public override LossOperation Lower(Tensor prediction, LossPlace place) => new CrossEntropyOfSoftmax((ClassFunction)FunctionOf(prediction.Shape), prediction, place);

    /// <summary>
    /// Over labels that are all as frequent: the mean square of A, the mean of the sum of a^2, and by how much the sum of (mean a)^2 exceeds 1 / C.
    /// </summary>
    private (double SumSquare, double ShareSquares, double Unequal) Shares(int size)
    {
        if (Smoothing == 0 && ClassWeights.Count == 0) return (1, 1, 0);
        double[] weights = ClassWeights.Count == size ? [.. ClassWeights] : [.. Enumerable.Repeat(1.0, size)];
        double mean = weights.Average();
        (double sums, double squares) = (0, 0);
        for (int label = 0; label < size; label++)
        {
            double[] shares = [.. weights.Select((weight, index) => weight / mean * ((index == label ? 1 - Smoothing : 0) + (Smoothing / size)))];
            sums += shares.Sum() * shares.Sum() / size;
            squares += shares.Sum(share => share * share) / size;
        }

        return (sums, squares, weights.Sum(weight => weight / mean * weight / mean / size / size) - (1.0 / size));
    }
}
