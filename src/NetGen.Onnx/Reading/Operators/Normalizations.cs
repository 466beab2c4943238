using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Normalisations, and the softmax, which go along some axes of each sample.</summary>
internal static class Normalizations
{
    public static ReadValue Batch(ReadNode node)
    {
        if (node.Whole("training_mode", 0) != 0) throw new NotSupportedException("it normalises by the batch, as in training");
        ReadValue given = node.Value(0);
        if (given.Rank < 2) throw new NotSupportedException("it reads a tensor without channels");
        ReadValue value = node.ChannelsLast(given, 1);
        ReadValue result = node.Map(value, "BatchNorm", $"Epsilon = {node.Number("epsilon", 1e-5).Written()}");
        string[] names = ["weight", "bias", "running_mean", "running_var"];
        for (int i = 0; i < names.Length; i++) node.Model.Declaration.AddParameter(result.Layer, names[i], node.Row(i + 1, value.Channels));
        return result;
    }

    public static ReadValue Instance(ReadNode node)
    {
        ReadValue given = node.Value(0);
        if (given.Rank < 3) throw new NotSupportedException("it reads a tensor without positions");
        int channels = (int)Atom.Product(given.Atoms(1));
        (Weights weight, Weights bias) = (node.Row(1, channels), node.Row(2, channels));
        double epsilon = node.Number("epsilon", 1e-5);

        // Channels that are divided over positions are groups.
        Atom[] last = given.Network[given.Network.Count - 1];
        if (last.Length > given.Tensor[1].Length && last.Take(given.Tensor[1].Length).SequenceEqual(given.Tensor[1]))
            return Grouped(node, given, channels, Repeated(weight, given.Channels), Repeated(bias, given.Channels), epsilon);
        ReadValue value = node.ChannelsLast(given, 1);
        if (value.Network.Count == 1) value = node.Rows(value, value.Tensor[1]);
        return Affine(node, value, "InstanceNorm", [], weight, bias, epsilon, areUsual: false);
    }

    public static ReadValue Group(ReadNode node)
    {
        ReadValue value = node.ChannelsLast(node.Value(0), 1);
        int groups = ReadNode.Fitting("num_groups", node.Whole("num_groups", 1), 1);
        if (value.Channels % groups != 0) throw new NotSupportedException($"{groups} groups do not divide {value.Channels} channels");

        // An earlier form of the operator has a weight for each group.
        int count = node.Constant(1).Count;
        (Weights weight, Weights bias) = (node.Row(1, count), node.Row(2, count));
        return count == value.Channels ? Grouped(node, value, groups, weight, bias, node.Number("epsilon", 1e-5))
            : count == groups ? Grouped(node, value, groups, Repeated(weight, value.Channels), Repeated(bias, value.Channels), node.Number("epsilon", 1e-5))
            : throw new NotSupportedException($"it has {count} weights for {value.Channels} channels in {groups} groups");
    }

    public static ReadValue Layer(ReadNode node) => OfVectors(node, "LayerNorm");

    public static ReadValue RootMeanSquare(ReadNode node) => OfVectors(node, "RMSNorm");

    /// <summary>Over positions, without weights.</summary>
    public static ReadValue MeanVariance(ReadNode node)
    {
        ReadValue value = node.Value(0);
        int[] axes = [.. (node.WholesOf(int.MaxValue, "axes") ?? [0, 2, 3]).Select(value.Axis)];
        return node.Map(node.Rows(value, value.Atoms(axes)), "LayerNorm", "Epsilon = 1E-09", "UseScale = false", "UseBias = false");
    }

    public static ReadValue Softmax(ReadNode node, string kind)
    {
        const int HasOneAxis = 13;
        ReadValue value = node.Value(0);
        bool isFlat = node.Model.Opset < HasOneAxis && !node.HasAttribute("oneAxis");
        int axis = value.Axis(node.Whole("axis", isFlat ? 1 : -1));
        ReadValue rows = node.ChannelsLast(value, isFlat ? [.. Enumerable.Range(axis, value.Rank - axis)] : [axis]);
        if (kind != "Softmax"
            || rows.Network.Count != 1
            || !node.Model.IsOnlyOutput(node.Output)
            || rows.Layer != node.Model.Declaration.Last
            || node.Model.Inputs.Any(input => input.Layer == rows.Layer))
        {
            return node.Map(rows, kind);
        }

        // At the end of a classifier it is the link of a loss, and the network can be trained further.
        node.Model.Declaration.Add("[SoftmaxCrossEntropy]");
        return rows;
    }

    private static ReadValue OfVectors(ReadNode node, string kind)
    {
        ReadValue given = node.Value(0);
        int first = node.HasAttribute("axes") ? 0 : given.Axis(node.Whole("axis", -1));
        int[] axes = node.WholesOf(int.MaxValue, "axes") is { } listed
            ? [.. listed.Select(given.Axis).Distinct().Order()]
            : [.. Enumerable.Range(first, given.Rank - first)];
        ReadValue value = node.ChannelsLast(given, axes);
        if (!node.Has(1))
            return WithFollowing(node, value, kind, axes: axes.SequenceEqual(Enumerable.Range(given.Rank - axes.Length, axes.Length)) ? axes.Length : 0);
        Weights? weight = node.Row(1, value.Channels);
        Weights? bias = kind == "LayerNorm" && node.Has(2) ? node.Row(2, value.Channels) : null;
        return Affine(node, value, kind, [], weight, bias, node.Number("epsilon", 1e-5), areUsual: true);
    }

    /// <summary>Composed of single steps, it has its weights in products and sums behind it.</summary>
    private static ReadValue WithFollowing(ReadNode node, ReadValue value, string kind, int axes)
    {
        ReadNode? product = node.Model.OnlyReader(node.Output, "Mul");
        Weights? weight = RowOf(product, node.Output);
        if (weight is null) product = null;
        ReadNode? sum = kind == "LayerNorm" ? node.Model.OnlyReader(product?.Output ?? node.Output, "Add") : null;
        Weights? bias = RowOf(sum, product?.Output ?? node.Output);
        ReadValue result = Affine(node, value, kind, [], weight, bias, node.Number("epsilon", 1e-5), areUsual: true);
        if (product is not null) node.Model.Absorb(product, result);
        if (bias is not null) node.Model.Absorb(sum!, result);
        return result;

        Weights? RowOf(ReadNode? follower, string read)
        {
            int other = follower?.Input(0) == read ? 1 : 0;
            return follower is not null
                && follower.IsConstant(other)
                && follower.Constant(other) is { Numbers.Length: var count } constant
                && count == value.Channels
                && constant.Shape.SkipWhile(extent => extent == 1).Count() <= axes
                ? constant.ToWeights().As(count) : null;
        }
    }

    private static ReadValue Grouped(ReadNode node, ReadValue value, int groups, Weights weight, Weights bias, double epsilon)
        => Affine(node, value, "GroupNorm", [$"{groups}"], weight, bias, epsilon, areUsual: true);

    /// <summary>
    /// A layer with weights where some are not 1, and biases where some are not 0; these are usual where the attribute has them unless it says otherwise.
    /// </summary>
    private static ReadValue Affine(ReadNode node, ReadValue value, string kind, string[] first, Weights? weight, Weights? bias, double epsilon, bool areUsual)
    {
        bool hasWeight = weight is not null && weight.Values.Any(number => number != 1);
        bool hasBias = kind != "RMSNorm" && bias is not null && bias.Values.Any(number => number != 0);
        List<string> arguments = [.. first, $"Epsilon = {epsilon.Written()}"];
        if (hasWeight != areUsual) arguments.Add($"UseScale = {(hasWeight ? "true" : "false")}");
        if (hasBias != areUsual && kind != "RMSNorm") arguments.Add($"UseBias = {(hasBias ? "true" : "false")}");
        ReadValue result = node.Map(value, kind, arguments);
        if (hasWeight) node.Model.Declaration.AddParameter(result.Layer, "weight", weight!);
        if (hasBias) node.Model.Declaration.AddParameter(result.Layer, "bias", bias!);
        return result;
    }

    private static Weights Repeated(Weights groups, int channels)
        => new(groups.Name, [channels], [.. groups.Values.SelectMany(value => Enumerable.Repeat(value, channels / groups.Values.Length))]);
}
