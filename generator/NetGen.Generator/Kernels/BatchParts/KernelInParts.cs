using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A kernel that sums over the batch, called for parts of it: the first part's sum goes where the result belongs, those of the others beside it, for
/// <see cref="SumOfPartsKernel"/> to add. A unit is a unit of the kernel for one part.
/// </summary>
internal sealed class KernelInParts : Kernel
{
    private readonly Kernel _whole;
    private readonly BatchDivision _division;
    private readonly ScratchOperand _sums;

    /// <param name="whole">The kernel; its axis is units.</param>
    /// <param name="division">Of the batch.</param>
    /// <param name="sums">Room for the sums of all parts but the first.</param>
    public KernelInParts(Kernel whole, BatchDivision division, Scratch sums)
        : base(whole.Name)
    {
        // It is printed under a name that follows from this one's: equal kernels of several layers are equal in parts, too.
        (_whole, _division) = (whole.Named("Whole"), division);
        _sums = new ScratchOperand("sums", sums, Access.Write);
        Operands = [.. whole.Operands.Select(operand => operand == Result ? Result with { Access = Access.Begin } : operand), _sums];
    }

    private MemoryOperand Result => _division.Sum.Result;

    public override string Title => _whole.Title + "InParts";

    public override IReadOnlyList<Operand> Operands { get; }

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => _whole.Units * _division.Most;

    public override long WorkPerSample => _whole.WorkPerSample;

    public override long WorkPerStep => _whole.WorkPerStep;

    public override IReadOnlyList<SharedTransform> Transforms => _whole.Transforms;

    public override string Formula => _whole.Formula;

    public override string DescribePlan()
        => $"{_whole.DescribePlan()}\n"
            + $"the batch in parts, since units are few: at most {_division.Most}, of {Literals.Count(_division.LeastSamples, "sample")} or more, whose sums are added up in order";

    public override void Emit(SourceWriter writer)
    {
        Kernel part = _whole.Named(Name + "OfPart");
        writer.Line(KernelDispatch.Optimized);
        using (writer.Block($"static void {Name}({Signature})"))
        {
            _division.DeclareParts(writer);
            writer.Line($"int end = endUnit * parts / {_division.Most};");
            using SourceWriter.BlockScope units = writer.Block($"for (int unit = firstUnit * parts / {_division.Most}; unit < end;)");
            EmitPart(writer, part);
        }

        writer.Line();
        part.Emit(writer);
    }

    /// <summary>Calls the kernel for what is left of a part.</summary>
    private void EmitPart(SourceWriter writer, Kernel part)
    {
        string first = _whole.Units == 1 ? "part" : $"(part * {_whole.Units})";
        writer.Line($"int part = {Expressions.Quotient("unit", _whole.Units)};");
        writer.Line($"int partEnd = Math.Min(end, {(_whole.Units == 1 ? "part + 1" : $"(part + 1) * {_whole.Units}")});");
        writer.Line("int sample = Partition.First(batch, part, parts);");
        writer.Line("int samples = Partition.First(batch, part + 1, parts) - sample;");
        writer.Line($"ref float sum = ref part == 0 ? ref {Result.Name} : ref Unsafe.Add(ref sums, (part - 1) * (nint){_division.Size});");
        string arguments = string.Join(", ", _whole.Operands.Select(Argument));
        writer.Line($"{part.Name}({arguments}, samples, unit - {first}, partEnd - {first});");
        writer.Line("unit = partEnd;");
    }

    private string Argument(Operand operand) => operand switch
    {
        _ when operand == Result => "ref sum",
        TensorOperand tensor => $"ref Unsafe.Add(ref {tensor.Name}, sample * (nint){tensor.Tensor.Storage.SampleStride})",
        MemoryOperand { IsWritten: false } or WorkerScratchOperand => operand.Forwarded,
        _ => throw new InvalidOperationException($"{Name}: it is not known where the samples of a part have their '{operand.Name}'."),
    };
}
