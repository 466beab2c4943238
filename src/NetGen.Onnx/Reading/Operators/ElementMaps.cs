using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Functions of one number, with settings that no layer has by way of others.</summary>
internal static class ElementMaps
{
    private const double SeluAlpha = 1.67326319217681884765625;
    private const double SeluGamma = 1.05070102214813232421875;

    public static ReadValue Map(ReadNode node, string kind) => node.Map(node.Value(0), kind);

    public static ReadValue WithAlpha(ReadNode node, string kind, double otherwise) => node.Map(node.Value(0), kind, node.Number("alpha", otherwise).Written());

    /// <summary>gamma * elu(x; alpha) where the numbers are not those of SELU.</summary>
    public static ReadValue Selu(ReadNode node)
    {
        (double alpha, double gamma) = (node.Number("alpha", SeluAlpha), node.Number("gamma", SeluGamma));
        if (Math.Abs(alpha - SeluAlpha) < 1e-6 && Math.Abs(gamma - SeluGamma) < 1e-6) return Map(node, "SELU");
        return Affine.Multiply(node, node.Map(node.Value(0), "ELU", alpha.Written()), (float)gamma);
    }

    /// <summary>The layer is that of x / 6 + 1 / 2.</summary>
    public static ReadValue HardSigmoid(ReadNode node)
    {
        (double alpha, double beta) = (node.Number("alpha", 0.2), node.Number("beta", 0.5));
        if (Math.Abs(alpha - (1.0 / 6)) < 1e-7 && beta == 0.5) return Map(node, "HardSigmoid");
        if (alpha == 0) throw new NotSupportedException("it gives the same for all values");
        return node.Map(Affine.Standardize(node, node.Value(0), [(float)((0.5 - beta) / alpha)], [(float)(6 * alpha)]), "HardSigmoid");
    }

    public static ReadValue Gelu(ReadNode node) => node.Word("approximate", "none") == "none"
        ? Map(node, "GELU")
        : throw new NotSupportedException("it is the approximation by tanh, and the layer is exact");

    public static ReadValue Swish(ReadNode node)
        => node.Number("alpha", 1) == 1 ? Map(node, "SiLU") : throw new NotSupportedException("it has a factor in its sigmoid");

    /// <summary>The first half of an axis times a function of the second.</summary>
    public static ReadValue GatedUnit(ReadNode node)
    {
        int axis = node.Value(0).Axis(node.Whole("axis", 0));
        ReadValue value = node.ChannelsLast(node.Value(0), axis);
        if (value.Channels % 2 != 0) throw new NotSupportedException("its axis has no halves");
        Atom[] half = Atom.Axis(value.Channels / 2);
        return new ReadValue(node.Layer(node.Word("kind", "GLU"), value), value.Network.With(value.Network.Count - 1, half), value.Tensor.With(axis, half));
    }

    public static ReadValue PRelu(ReadNode node)
    {
        const int IsStretchedFromTheEnd = 7;
        (ReadValue value, Constant slope) = (node.Value(0), node.Constant(1));
        if (node.Model.Opset < IsStretchedFromTheEnd && slope.Shape.Length == 1 && value.Rank > 2)
            slope = slope.As(slope.Name, [slope.Count, .. Enumerable.Repeat(1, value.Rank - 2)]);
        (value, float[] slopes) = Affine.SpreadChannels(node, value, slope);
        ReadValue result = slopes.Length == 1 && value.Channels > 1 ? node.Map(value, "PReLU", "Shared = true") : node.Map(value, "PReLU");
        node.Model.Declaration.AddParameter(result.Layer, "weight", new Graphs.Weights("weight", [slopes.Length], slopes));
        return result;
    }

    public static ReadValue Negate(ReadNode node) => Negated(node, node.Value(0));

    public static ReadValue Negated(ReadNode node, ReadValue value) => Affine.Standardize(node, value, [0], [-1]);

    /// <summary>The larger of a number and its negative.</summary>
    public static ReadValue Absolute(ReadNode node, ReadValue value) => Joins.Values(node, "Maximum", [value, Negated(node, value)]);

    /// <summary>At the end of a model it is the link of a loss.</summary>
    public static ReadValue Exp(ReadNode node)
    {
        ReadValue value = node.Value(0);
        if (!node.Model.IsOnlyOutput(node.Output)) throw new NotSupportedException("it is not at the end of the model, where it is the link of a loss");
        if (value.Layer != node.Model.Declaration.Last || node.Model.Inputs.Any(input => input.Layer == value.Layer))
            value = node.Map(value, "Reshape", value.Network.Extents.Select(extent => $"{extent}"));
        node.Model.Declaration.Add("[Poisson]");
        return value;
    }

    public static ReadValue Dropout(ReadNode node)
    {
        ReadValue value = node.Value(0);
        if (node.Has(2) && node.Constant(2) is { Count: 1 } training && (training.Wholes?[0] ?? 1) != 0)
            throw new NotSupportedException("it drops values, as in training");
        float rate = node.NumberOf(1, "ratio") ?? 0.5f;
        return rate is > 0 and < 1 ? node.Map(value, "Dropout", Math.Round((double)rate, 6).Written()) : value;
    }

    public static ReadValue Cast(ReadNode node)
    {
        ReadValue value = node.Value(0);
        var type = (TensorProto.Types.DataType)node.Whole("to", (long)TensorProto.Types.DataType.Float);
        bool isWhole = TensorDecoding.IsWhole(type);
        if (!isWhole && !TensorDecoding.IsNumber(type)) throw new NotSupportedException($"it makes values of the type {type}");
        return isWhole == value.Vocabulary > 0 ? value : throw new NotSupportedException(isWhole ? "it makes whole numbers" : "it makes numbers of indices");
    }
}
