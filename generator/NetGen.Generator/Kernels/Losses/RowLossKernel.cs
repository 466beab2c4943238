using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Each sample's loss and its gradient by the output, as a struct computes them for rows of values.</summary>
/// <param name="lengths">How many steps each sample has: the others do not count. Null where all have all.</param>
internal sealed class RowLossKernel(string name, RowFunction function, LossPlace place, TensorOperand output, TensorOperand? lengths, TensorOperand outputGradient)
    : Kernel(name)
{
    public override string Formula => function.Reach switch
    {
        LossReach.Position when output.Tensor.Shape.Positions > 1 => $"loss = weight * mean over positions of {function.Value}, outputGradient = its derivative / batch",
        _ => $"loss = weight * {function.Value}, outputGradient = its derivative / batch",
    };

    public override IReadOnlyList<Operand> Operands { get; } =
    [
        .. new[] { output, lengths }.OfType<Operand>(), function.Reach == LossReach.Label ? new LabelsOperand(place.Target) : new TargetsOperand(place.Target), outputGradient, new SampleWeightsOperand(place), new LossesOperand(),
        SampleLoss.Scale(place),
    ];

    public override long WorkPerSample => 16L * output.Tensor.Extent;

    public override string Title => $"{function.Kind}Of{SampleLoss.Values(output, lengths)}";

    public override string DescribePlan() => function.Reach switch
    {
        LossReach.Position => "loss and gradient row by row",
        LossReach.Sample => "loss and gradient of all of a sample's outputs at once",
        _ => "loss and gradient of a sample's scores",
    };

    private Shape Shape => output.Tensor.Shape;

    private string Call => function.Reach switch
    {
        LossReach.Label => $"Losses.OfLabel({New}, ref {output.Name}, {Shape.Channels}, Unsafe.Add(ref labels, {Label}), {Rest}",
        LossReach.Position => $"Losses.OfRows({New}, ref {output.Name}, {Rows}, ref targets, {function.Targets / Shape.Positions}, {Rest}",
        _ => $"Losses.OfSample({New}, ref {output.Name}, {Rows}, ref targets, {Targets}, {Rest}",
    };

    private string New => SampleFunctionText.New(function);

    private string Label => place.Target.RowSize == 1 ? "sample" : $"sample * {place.Target.RowSize}";

    /// <summary>Where there is a target for each output, those of the steps that a sample has.</summary>
    private string Targets => lengths is null || function.Targets != Shape.Size ? Literals.Integer(function.Targets) : Expressions.Times("length", Shape.Channels);

    private string Rows => $"{(lengths is null ? Literals.Integer(Shape.Positions) : "length")}, {Shape.Channels}, {output.Tensor.Pitch}";

    private string Rest => $"weight * scale, ref {outputGradient.Name})";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line(SampleLoss.Weight);
        SampleLoss.EmitLength(writer, lengths, Shape.Positions);
        writer.Line($"float loss = {Call};");
        writer.Line(SampleLoss.Store(place, "loss"));
        SampleLoss.EmitRest(writer, lengths, Shape.Positions, outputGradient);
        if (function.Reach != LossReach.Label) writer.Line($"targets = ref Unsafe.Add(ref targets, {place.Target.RowSize});");
        writer.Line($"{output.Name} = ref Unsafe.Add(ref {output.Name}, {output.Tensor.Storage.SampleStride});");
        writer.Line($"{outputGradient.Name} = ref Unsafe.Add(ref {outputGradient.Name}, {outputGradient.Tensor.Storage.SampleStride});");
    }
}
