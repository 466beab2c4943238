using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Softmax over the channels of each pixel, or its logarithms.</summary>
internal sealed class SoftmaxForwardKernel(string name, bool givesLogarithms, TensorOperand input, TensorOperand output) : Kernel(name)
{
    public override string Formula
        => givesLogarithms ? "output[c] = input[c] - ln(sum over k of exp(input[k]))" : "output[c] = exp(input[c]) / sum over k of exp(input[k])";

    public override IReadOnlyList<Operand> Operands { get; } = [input, output];

    public override long WorkPerSample => 16L * output.Tensor.Extent;

    public override string Title => $"{(givesLogarithms ? "LogSoftmax" : "Softmax")}Of{KernelTitle.Values(output.Tensor.Shape)}";

    public override string DescribePlan()
        => givesLogarithms ? "row by row: largest, sum of exponentials, differences" : "row by row: largest, exponentials and their sum, quotients";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        using (writer.Loop("pixel", output.Tensor.Shape.Positions, out string pixel))
        {
            writer.Line(
                $"{(givesLogarithms ? "LogSoftmax.Forward" : "Losses.Softmax")}({RegisterTile.At(input.Name, Expressions.Times(pixel, input.Tensor.Pitch))}, {output.Tensor.Shape.Channels}, "
                + $"{RegisterTile.At(output.Name, Expressions.Times(pixel, output.Tensor.Pitch))});");
        }

        writer.Line($"{input.Name} = ref Unsafe.Add(ref {input.Name}, {input.Tensor.Storage.SampleStride});");
        writer.Line($"{output.Name} = ref Unsafe.Add(ref {output.Name}, {output.Tensor.Storage.SampleStride});");
    }
}

/// <summary>dInput = output * (dOutput - sum of output * dOutput), by pixel; of logarithms dOutput - exp(output) * sum of dOutput.</summary>
internal sealed class SoftmaxGradientKernel(
    string name, bool givesLogarithms, TensorOperand output, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula => givesLogarithms
        ? "inputGradient[c] = outputGradient[c] - exp(output[c]) * sum over k of outputGradient[k]"
        : "inputGradient[c] = output[c] * (outputGradient[c] - sum over k of output[k] * outputGradient[k])";

    public override IReadOnlyList<Operand> Operands { get; } = [output, outputGradient, inputGradient];

    public override long WorkPerSample => (givesLogarithms ? 16L : 4L) * output.Tensor.Extent;

    public override string Title => $"{(givesLogarithms ? "LogSoftmax" : "Softmax")}GradientOf{KernelTitle.Values(output.Tensor.Shape)}" + KernelTitle.Added(this);

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
            if (givesLogarithms) writer.Line($"LogSoftmax.Backward(ref values, ref gradients, {channels}, ref results, adds: {(Accumulates ? "true" : "false")});");
            else EmitRow(writer, channels);
        }

        foreach (TensorOperand operand in new[] { output, outputGradient, inputGradient })
        {
            writer.Line($"{operand.Name} = ref Unsafe.Add(ref {operand.Name}, {operand.Tensor.Storage.SampleStride});");
        }
    }

    private void EmitRow(SourceWriter writer, int channels)
    {
        writer.Line("float product = 0f;");
        string Value(string row) => channels == 1 ? row : $"Unsafe.Add(ref {row}, i)";
        using (writer.Loop("i", channels, out _)) writer.Line($"product += {Value("values")} * {Value("gradients")};");
        using SourceWriter.BlockScope? loop = writer.Loop("i", channels, out _);
        writer.Line($"{Value("results")} {(Accumulates ? "+=" : "=")} {Value("values")} * ({Value("gradients")} - product);");
    }
}
