using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Each sample's loss and its gradient by the logits: (softmax - one-hot) / batch, times the sample's weight. A step of a network with this loss alone may have
/// shares of classes in place of labels.
/// </summary>
internal sealed class SoftmaxCrossEntropyKernel(string name, ClassFunction function, LossPlace place, TensorOperand logits, TensorOperand logitsGradient) : Kernel(name)
{
    private const string HasShares = "hasShares";

    public override string Formula => function.IsPlain
        ? "loss = -weight * log p[label], outputGradient[c] = weight * (p[c] - (c == label ? 1 : 0)) / batch, with p = softmax(output)"
        : "loss = -weight * sum of t[c] * log p[c], outputGradient[c] = weight * (p[c] * sum of t - t[c]) / batch, with p = softmax(output)";

    public override IReadOnlyList<Operand> Operands { get; } = place.Target.IsRow
        ? [logits, new LabelsOperand(place.Target), logitsGradient, new SampleWeightsOperand(place), new LossesOperand(), SampleLoss.Scale(place)]
        :
        [
            logits, new LabelsOperand(place.Target), new TargetsOperand(place.Target with { RowSize = logits.Tensor.Shape.Channels }), logitsGradient,
            new SampleWeightsOperand(place), new LossesOperand(), SampleLoss.Scale(place), new ScalarOperand("bool", HasShares, "pass.HasTargets"),
        ];

    public override long WorkPerSample => 16L * logits.Tensor.Extent;

    public override string Title => $"SoftmaxCrossEntropyOf{KernelTitle.Values(logits.Tensor.Shape)}";

    private string Label => place.Target.RowSize == 1 ? "sample" : $"sample * {place.Target.RowSize}";

    private int Classes => logits.Tensor.Shape.Channels;

    /// <summary>The last arguments of all calls.</summary>
    private string Rest => $"weight * scale, ref {logitsGradient.Name})";

    private string Options => $"{(function.Weights.Count == 0 ? "default" : "classWeights")}, {Literals.Single(function.Smoothing)}, ";

    public override string DescribePlan()
    {
        List<string> parts = ["loss and gradient in one pass over a sample's logits"];
        if (function.Smoothing > 0) parts.Add($"t is 1 at the label, less {Literals.Short(function.Smoothing)} that all classes share");
        if (function.Weights.Count > 0) parts.Add("t is times its class's weight");
        if (function.Ignored is { } label) parts.Add($"the label {Literals.Integer(label)} does not count");
        return string.Join("; ", parts);
    }

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        if (function.Weights.Count > 0) writer.Line($"global::System.ReadOnlySpan<float> classWeights = [{SampleFunctionText.Singles(function.Weights)}];");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line(SampleLoss.Weight);
        if (place.Target.IsRow && function.Ignored is null)
        {
            writer.Line(SampleLoss.Store(place, OfLabel($"Unsafe.Add(ref labels, {Label})")));
        }
        else
        {
            writer.Line("float loss;");
            if (!place.Target.IsRow) EmitShares(writer);
            EmitLabel(writer);
            writer.Line(SampleLoss.Store(place, "loss"));
        }

        writer.Line($"{logits.Name} = ref Unsafe.Add(ref {logits.Name}, {logits.Tensor.Storage.SampleStride});");
        writer.Line($"{logitsGradient.Name} = ref Unsafe.Add(ref {logitsGradient.Name}, {logitsGradient.Tensor.Storage.SampleStride});");
    }

    private void EmitShares(SourceWriter writer)
        => writer.Line($"if ({HasShares}) loss = Losses.CrossEntropy(ref {logits.Name}, {Classes}, ref Unsafe.Add(ref targets, sample * {Classes}), {Options}{Rest};");

    private void EmitLabel(SourceWriter writer)
    {
        string otherwise = place.Target.IsRow ? "" : "else ";
        if (function.Ignored is not { } ignored)
        {
            writer.Line($"{otherwise}loss = {OfLabel($"Unsafe.Add(ref labels, {Label})")};");
            return;
        }

        // Read once: what is checked is what is used.
        using SourceWriter.BlockScope? block = place.Target.IsRow ? null : writer.Block("else");
        writer.Line($"int label = Unsafe.Add(ref labels, {Label});");
        writer.Line($"if (label == {Literals.Integer(ignored)}) loss = Losses.Nothing({Classes}, ref {logitsGradient.Name});");
        writer.Line($"else loss = {OfLabel("label")};");
    }

    private string OfLabel(string label) => function.IsPlain
        ? $"Losses.SoftmaxCrossEntropy(ref {logits.Name}, {Classes}, {label}, {Rest}"
        : $"Losses.CrossEntropy(ref {logits.Name}, {Classes}, {label}, {Options}{Rest}";
}
