using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>h[t] = tanh(W_ih x[t] + b_ih + W_hh h[t - 1] + b_hh) for every step of a sequence.</summary>
/// <param name="Reverse">Whether it runs from the last step to the first.</param>
internal sealed partial record SimpleRNNLayer(int Units, bool UseBias, bool Reverse) : Layer
{
    private const string RecurrentWeight = "weight_hh_l0";
    private const string RecurrentBias = "bias_hh_l0";

    private static readonly ActivationLayer Tanh = new(new TanhFunction());

    public override string Kind => "SimpleRNN";

    /// <summary>No sum with weights to others: it has an activation of its own, which what follows does not see.</summary>
    public override LayerRole Role => new OtherRole();

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int units = arguments.Positive("units");
        return arguments.IsValid ? new SimpleRNNLayer(units, arguments.Flag("UseBias", true), arguments.Flag("Reverse", false)) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!input.IsSequence)
        {
            findings.Report(
                RuleIds.ShapeMismatch,
                $"reads {Text.Of(input)}, but works on a sequence of time steps x features",
                $"Declare the input as a sequence, such as [Network(10, 32)], or use {(input.IsVector ? "[Dense]" : "another layer")}");
            return null;
        }

        long weights = SizeLimits.Product(Math.Max(input.Channels, Units), Units);
        return weights > SizeLimits.MaximumWeights ? SizeLimits.ReportWeights(weights, findings) : SizeLimits.Positions(input, Units, findings);
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        yield return Matrix("weight_ih_l0", Parameter.Weight, inputs[0].Channels);
        yield return Matrix(RecurrentWeight, Parameter.Recurrent, Units);
        if (!UseBias) yield break;
        yield return ParameterSpec.Vector("bias_ih_l0", Parameter.Bias, Units, Initialize.Constant(0));
        yield return ParameterSpec.Vector(RecurrentBias, null, Units, Initialize.Constant(0));
    }

    public override long MultiplyAdds(LayerNode node) => (long)node.OutputShape.Size * (node.InputShapes[0].Channels + Units);

    public override string Describe(LayerNode node)
        => $"{Text.Count(Units, "recurrent tanh unit")} of {Text.Count(node.InputShapes[0].Channels, "input")}, "
            + $"{Text.Count(node.OutputShape.Positions, "step")}{(Reverse ? " from the last to the first" : string.Empty)}{(UseBias ? string.Empty : ", no bias")}";

    private ParameterSpec Matrix(string name, Parameter kind, int inputs)
    {
        Fans fans = Fans.Dense(inputs, Units);
        Initializer xavier = Initialize.Xavier(fans, gain: 1, WeightDistribution.Uniform);
        return new ParameterSpec(name, kind, 1, Units, inputs, 1, 1, EquatableArray.Of(Units, inputs), fans.In, fans.Out, xavier);
    }
}
