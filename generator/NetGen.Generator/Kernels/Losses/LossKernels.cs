using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>How a loss counts among others.</summary>
internal static class SampleLoss
{
    /// <summary>What gradients are multiplied with besides <see cref="Weight"/>: the loss of a batch is the mean of its samples' losses.</summary>
    public static ScalarOperand Scale(LossPlace place) => new("float", "scale", $"{Literals.Single(place.Weight)} / pass.Batch");

    /// <summary>The statement that reads what a sample counts. Of a batch the mean is 1, so that without weights nothing is changed by a bit.</summary>
    public const string Weight = "float weight = Unsafe.Add(ref weights, sample);";

    /// <summary>The statement that leaves a sample's loss: alone, or added to that of other losses.</summary>
    /// <param name="loss">A call or a product.</param>
    public static string Store(LossPlace place, string loss)
        => $"Unsafe.Add(ref losses, sample) {(place.AddsToOthers ? "+=" : "=")} {(place.Weight == 1 ? "" : $"{Literals.Single(place.Weight)} * ")}weight * {loss};";
}

/// <summary>Each sample's loss and its gradient by the logits: (softmax - one-hot) / batch, times the sample's weight.</summary>
internal sealed class SoftmaxCrossEntropyKernel(string name, LossPlace place, TensorOperand logits, TensorOperand logitsGradient) : Kernel(name)
{
    public override string Formula => "loss = -weight * log p[label], outputGradient[c] = weight * (p[c] - (c == label ? 1 : 0)) / batch, with p = softmax(output)";

    public override IReadOnlyList<Operand> Operands { get; } =
        [logits, new LabelsOperand(place.Target), logitsGradient, new SampleWeightsOperand(place), new LossesOperand(), SampleLoss.Scale(place)];

    public override long WorkPerSample => 16L * logits.Tensor.Extent;

    public override string Title => $"SoftmaxCrossEntropyOf{KernelTitle.Values(logits.Tensor.Shape)}";

    private string Label => place.Target.RowSize == 1 ? "sample" : $"sample * {place.Target.RowSize}";

    public override string DescribePlan() => "loss and gradient in one pass over a sample's logits";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line(SampleLoss.Weight);
        writer.Line(
            SampleLoss.Store(place, $"Losses.SoftmaxCrossEntropy(ref {logits.Name}, {logits.Tensor.Shape.Channels}, "
            + $"Unsafe.Add(ref labels, {Label}), weight * scale, ref {logitsGradient.Name})"));
        writer.Line($"{logits.Name} = ref Unsafe.Add(ref {logits.Name}, {logits.Tensor.Storage.SampleStride});");
        writer.Line($"{logitsGradient.Name} = ref Unsafe.Add(ref {logitsGradient.Name}, {logitsGradient.Tensor.Storage.SampleStride});");
    }
}

/// <summary>Each sample's loss as the mean over its values, and the gradient by the output.</summary>
internal sealed class ElementLossKernel(string name, ElementFunction function, LossPlace place, TensorOperand output, TensorOperand outputGradient) : Kernel(name)
{
    public override string Formula => $"loss = weight * mean of {function.Value}, outputGradient = weight * {function.Derivative} / (values * batch)";

    public override IReadOnlyList<Operand> Operands { get; } =
        [output, new TargetsOperand(place.Target), outputGradient, new SampleWeightsOperand(place), new LossesOperand(), SampleLoss.Scale(place)];

    public override long WorkPerSample => (function.Struct is null ? 4L : 16L) * output.Tensor.Extent;

    public override string Title => $"{function.Kind}Of{KernelTitle.Values(output.Tensor.Shape)}";

    public override string DescribePlan() => "loss and gradient in one pass over a sample's output";

    private string Call => function.Struct is null ? "Losses.MeanSquaredError(" : $"Losses.Mean(new {function.Struct}({(function.Argument is { } argument ? Literals.Single(argument) : "")}), ";

    public override void Emit(SourceWriter writer)
    {
        int positions = output.Tensor.Shape.Positions;
        int channels = output.Tensor.Shape.Channels;
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line(SampleLoss.Weight);
        if (positions == 1)
        {
            writer.Line(SampleLoss.Store(place, $"{Call}ref {output.Name}, {channels}, ref targets, weight * scale, ref {outputGradient.Name})"));
        }
        else
        {
            string share = Literals.Single(1.0 / positions);
            writer.Line("float loss = 0f;");
            using (writer.Block($"for (int pixel = 0; pixel < {positions}; pixel++)"))
            {
                string position = Expressions.Times("pixel", output.Tensor.Pitch);
                writer.Line(
                    $"loss += {Call}ref Unsafe.Add(ref {output.Name}, {position}), {channels}, ref Unsafe.Add(ref targets, {Expressions.Times("pixel", channels)}), "
                    + $"weight * scale * {share}, ref Unsafe.Add(ref {outputGradient.Name}, {position}));");
            }

            writer.Line(SampleLoss.Store(place, $"loss * {share}"));
        }

        writer.Line($"targets = ref Unsafe.Add(ref targets, {place.Target.RowSize});");
        writer.Line($"{output.Name} = ref Unsafe.Add(ref {output.Name}, {output.Tensor.Storage.SampleStride});");
        writer.Line($"{outputGradient.Name} = ref Unsafe.Add(ref {outputGradient.Name}, {outputGradient.Tensor.Storage.SampleStride});");
    }
}

/// <summary>Softmax over the channels of each pixel.</summary>
internal sealed class SoftmaxForwardKernel(string name, TensorOperand input, TensorOperand output) : Kernel(name)
{
    public override string Formula => "output[c] = exp(input[c]) / sum over k of exp(input[k])";

    public override IReadOnlyList<Operand> Operands { get; } = [input, output];

    public override long WorkPerSample => 16L * output.Tensor.Extent;

    public override string Title => $"SoftmaxOf{KernelTitle.Values(output.Tensor.Shape)}";

    public override string DescribePlan() => "row by row: largest, exponentials and their sum, quotients";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        using (writer.Loop("pixel", output.Tensor.Shape.Positions, out string pixel))
        {
            writer.Line(
                $"Losses.Softmax({RegisterTile.At(input.Name, Expressions.Times(pixel, input.Tensor.Pitch))}, {output.Tensor.Shape.Channels}, "
                + $"{RegisterTile.At(output.Name, Expressions.Times(pixel, output.Tensor.Pitch))});");
        }

        writer.Line($"{input.Name} = ref Unsafe.Add(ref {input.Name}, {input.Tensor.Storage.SampleStride});");
        writer.Line($"{output.Name} = ref Unsafe.Add(ref {output.Name}, {output.Tensor.Storage.SampleStride});");
    }
}

/// <summary>dInput = output * (dOutput - sum of output * dOutput), by pixel.</summary>
internal sealed class SoftmaxGradientKernel(string name, TensorOperand output, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula => "inputGradient[c] = output[c] * (outputGradient[c] - sum over k of output[k] * outputGradient[k])";

    public override IReadOnlyList<Operand> Operands { get; } = [output, outputGradient, inputGradient];

    public override long WorkPerSample => 4L * output.Tensor.Extent;

    public override string Title => $"SoftmaxGradientOf{KernelTitle.Values(output.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan() => "row by row";

    public override void Emit(SourceWriter writer)
    {
        int channels = output.Tensor.Shape.Channels;
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        using (writer.Loop("pixel", output.Tensor.Shape.Positions, out string pixel))
        {
            foreach ((TensorOperand operand, string row) in new[] { (output, "values"), (outputGradient, "gradients"), (inputGradient, "results") })
                writer.Line($"ref float {row} = {RegisterTile.At(operand.Name, Expressions.Times(pixel, operand.Tensor.Pitch))};");
            writer.Line("float product = 0f;");
            string Value(string row) => channels == 1 ? row : $"Unsafe.Add(ref {row}, i)";
            using (writer.Loop("i", channels, out _)) writer.Line($"product += {Value("values")} * {Value("gradients")};");
            using SourceWriter.BlockScope? loop = writer.Loop("i", channels, out _);
            writer.Line($"{Value("results")} {(Accumulates ? "+=" : "=")} {Value("values")} * ({Value("gradients")} - product);");
        }

        foreach (TensorOperand operand in new[] { output, outputGradient, inputGradient })
        {
            writer.Line($"{operand.Name} = ref Unsafe.Add(ref {operand.Name}, {operand.Tensor.Storage.SampleStride});");
        }
    }
}
