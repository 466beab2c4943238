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

    /// <summary>Prints how many steps the sample at hand has.</summary>
    /// <param name="lengths">Null where all have all; then nothing is printed.</param>
    /// <param name="positions">The most steps.</param>
    public static void EmitLength(SourceWriter writer, TensorOperand? lengths, int positions)
    {
        if (lengths is not null) writer.Line($"int length = {StepLengthText.Read(positions)};");
    }

    /// <summary>Prints zeros for the gradient at steps that the sample does not have, and goes on to the next sample's length.</summary>
    public static void EmitRest(SourceWriter writer, TensorOperand? lengths, int positions, TensorOperand gradient)
    {
        if (lengths is null) return;
        int pitch = gradient.Tensor.Pitch;
        writer.Line($"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {gradient.Name}, {Expressions.Times("length", pitch)}), ({positions} - length) * {pitch}).Clear();");
        writer.Line(StepLengthText.Next(lengths));
    }

    /// <summary>What a loss works on, for the names of kernels.</summary>
    public static string Values(TensorOperand output, TensorOperand? lengths) => (lengths is null ? "" : "OwnStepsOf") + KernelTitle.Values(output.Tensor.Shape);

    /// <summary>The statement that leaves a sample's loss: alone, or added to that of other losses.</summary>
    /// <param name="loss">A call or a product.</param>
    public static string Store(LossPlace place, string loss)
        => $"Unsafe.Add(ref losses, sample) {(place.AddsToOthers ? "+=" : "=")} {(place.Weight == 1 ? "" : $"{Literals.Single(place.Weight)} * ")}weight * {loss};";
}

/// <summary>Each sample's loss as the mean over its values, and the gradient by the output.</summary>
/// <param name="lengths">How many steps each sample has: the others do not count. Null where all have all.</param>
internal sealed class ElementLossKernel(string name, ElementFunction function, LossPlace place, TensorOperand output, TensorOperand? lengths, TensorOperand outputGradient)
    : Kernel(name)
{
    public override string Formula => $"loss = weight * mean of {function.Value}, outputGradient = weight * {function.Derivative} / (values * batch)";

    public override IReadOnlyList<Operand> Operands { get; } =
        [
            .. new[] { output, lengths }.OfType<Operand>(), new TargetsOperand(place.Target), outputGradient, new SampleWeightsOperand(place), new LossesOperand(),
            SampleLoss.Scale(place),
        ];

    public override long WorkPerSample => (function.Struct is null ? 4L : 16L) * output.Tensor.Extent;

    public override string Title => $"{function.Kind}Of{SampleLoss.Values(output, lengths)}";

    public override string DescribePlan() => $"loss and gradient in one pass over {(lengths is null ? "a sample's output" : "the steps that a sample has")}";

    private string Call => function.Struct is null ? "Losses.MeanSquaredError(" : $"Losses.Mean({SampleFunctionText.New(function)}, ";

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
            SampleLoss.EmitLength(writer, lengths, positions);
            string share = lengths is null ? Literals.Single(1.0 / positions) : "share";
            if (lengths is not null) writer.Line("float share = 1f / length;");
            writer.Line("float loss = 0f;");
            using (writer.Block($"for (int pixel = 0; pixel < {(lengths is null ? Literals.Integer(positions) : "length")}; pixel++)"))
            {
                string position = Expressions.Times("pixel", output.Tensor.Pitch);
                writer.Line(
                    $"loss += {Call}ref Unsafe.Add(ref {output.Name}, {position}), {channels}, ref Unsafe.Add(ref targets, {Expressions.Times("pixel", channels)}), "
                    + $"weight * scale * {share}, ref Unsafe.Add(ref {outputGradient.Name}, {position}));");
            }

            writer.Line(SampleLoss.Store(place, $"loss * {share}"));
        }

        SampleLoss.EmitRest(writer, lengths, positions, outputGradient);
        writer.Line($"targets = ref Unsafe.Add(ref targets, {place.Target.RowSize});");
        writer.Line($"{output.Name} = ref Unsafe.Add(ref {output.Name}, {output.Tensor.Storage.SampleStride});");
        writer.Line($"{outputGradient.Name} = ref Unsafe.Add(ref {outputGradient.Name}, {outputGradient.Tensor.Storage.SampleStride});");
    }
}
