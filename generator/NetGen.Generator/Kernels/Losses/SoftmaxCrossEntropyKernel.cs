using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Each sample's loss and its gradient by the logits: (softmax - one-hot) / batch, times the sample's weight; of a sequence the mean over its steps, each with a
/// label. A step of a network with this loss alone may have shares of classes in place of labels.
/// </summary>
/// <param name="lengths">How many steps each sample has: the others do not count. Null where all have all.</param>
internal sealed class SoftmaxCrossEntropyKernel(string name, ClassFunction function, LossPlace place, TensorOperand logits, TensorOperand? lengths, TensorOperand logitsGradient)
    : Kernel(name)
{
    private const string HasShares = "hasShares";

    public override string Formula
    {
        get
        {
            (string mean, string count) = Positions > 1 ? ("mean over steps of ", "(steps * batch)") : ("", "batch");
            return function.IsPlain
                ? $"loss = -weight * {mean}log p[label], outputGradient[c] = weight * (p[c] - (c == label ? 1 : 0)) / {count}, with p = softmax(output)"
                : $"loss = -weight * {mean}sum of t[c] * log p[c], outputGradient[c] = weight * (p[c] * sum of t - t[c]) / {count}, with p = softmax(output)";
        }
    }

    public override IReadOnlyList<Operand> Operands { get; } = place.Target.IsRow
        ? [.. new[] { logits, lengths }.OfType<Operand>(), new LabelsOperand(place.Target), logitsGradient, new SampleWeightsOperand(place), new LossesOperand(), SampleLoss.Scale(place)]
        :
        [
            logits, new LabelsOperand(place.Target), new TargetsOperand(place.Target with { RowSize = logits.Tensor.Shape.Channels }), logitsGradient,
            new SampleWeightsOperand(place), new LossesOperand(), SampleLoss.Scale(place), new ScalarOperand("bool", HasShares, "pass.HasTargets"),
        ];

    public override long WorkPerSample => 16L * logits.Tensor.Extent;

    public override string Title => $"SoftmaxCrossEntropyOf{SampleLoss.Values(logits, lengths)}";

    private int Positions => logits.Tensor.Shape.Positions;

    private string Label => Positions > 1 ? "step" : place.Target.RowSize == 1 ? "sample" : $"sample * {place.Target.RowSize}";

    private int Classes => logits.Tensor.Shape.Channels;

    private string Row => Positions > 1 ? "stepLogits" : logits.Name;

    private string RowGradient => Positions > 1 ? "stepGradient" : logitsGradient.Name;

    /// <summary>The last arguments of all calls.</summary>
    private string Rest => $"{(Positions > 1 ? "stepScale" : "weight * scale")}, ref {RowGradient})";

    private string Options => $"{(function.Weights.Count == 0 ? "default" : "classWeights")}, {Literals.Single(function.Smoothing)}, ";

    public override string DescribePlan()
    {
        List<string> parts = [$"loss and gradient in one pass over {(Positions > 1 ? "each step's" : "a sample's")} logits"];
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
        if (Positions > 1) EmitSteps(writer);
        else EmitRow(writer);
        writer.Line($"{logits.Name} = ref Unsafe.Add(ref {logits.Name}, {logits.Tensor.Storage.SampleStride});");
        writer.Line($"{logitsGradient.Name} = ref Unsafe.Add(ref {logitsGradient.Name}, {logitsGradient.Tensor.Storage.SampleStride});");
    }

    /// <summary>The mean over steps; where labels decide which of them count, <c>weight</c> makes up for the others.</summary>
    private void EmitSteps(SourceWriter writer)
    {
        SampleLoss.EmitLength(writer, lengths, Positions);
        string share = lengths is null ? Literals.Single(1.0 / Positions) : "share";
        if (lengths is not null) writer.Line("float share = 1f / length;");
        writer.Line($"float stepScale = weight * scale * {share};");
        writer.Line("float sum = 0f;");
        using (writer.Block($"for (int step = 0; step < {(lengths is null ? Literals.Integer(Positions) : "length")}; step++)"))
        {
            writer.Line($"ref float {Row} = {RegisterTile.At(logits.Name, Expressions.Times("step", logits.Tensor.Pitch))};");
            writer.Line($"ref float {RowGradient} = {RegisterTile.At(logitsGradient.Name, Expressions.Times("step", logitsGradient.Tensor.Pitch))};");
            if (function.Ignored is null)
            {
                writer.Line($"sum += {OfLabel($"Unsafe.Add(ref labels, {Label})")};");
            }
            else
            {
                writer.Line("float loss;");
                EmitLabel(writer);
                writer.Line("sum += loss;");
            }
        }

        writer.Line(SampleLoss.Store(place, $"sum * {share}"));
        SampleLoss.EmitRest(writer, lengths, Positions, logitsGradient);
        writer.Line($"labels = ref Unsafe.Add(ref labels, {place.Target.RowSize});");
    }

    private void EmitRow(SourceWriter writer)
    {
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
        writer.Line($"if (label == {Literals.Integer(ignored)}) loss = Losses.Nothing({Classes}, ref {RowGradient});");
        writer.Line($"else loss = {OfLabel("label")};");
    }

    private string OfLabel(string label) => function.IsPlain
        ? $"Losses.SoftmaxCrossEntropy(ref {Row}, {Classes}, {label}, {Rest}"
        : $"Losses.CrossEntropy(ref {Row}, {Classes}, {label}, {Options}{Rest}";
}
