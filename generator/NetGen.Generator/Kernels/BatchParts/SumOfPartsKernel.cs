using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Adds the sums of all parts of a batch to that of the first, in order.</summary>
internal sealed class SumOfPartsKernel(string name, BatchDivision division, Scratch sums) : Kernel(name)
{
    // A few cache lines, so that no two workers write into one.
    private const int FloatsOfUnit = 256;

    private string Result => division.Sum.Result.Name;

    public override string Title => $"SumOfParts{division.Size}";

    public override IReadOnlyList<Operand> Operands { get; } = [new ScratchOperand("sums", sums, Access.Read), division.Sum.Result with { Access = Access.Update }];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => (division.Size + FloatsOfUnit - 1) / FloatsOfUnit;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)division.Most * division.Size * MultiplyAddsPerFloat;

    public override string Formula => $"{Result} = {Result} + sum over parts of sums[part]";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {FloatsOfUnit} floats, part by part in order";

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitCommon(writer, this, division.Sum.Parameter.Panel);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        division.DeclareParts(writer);
        writer.Line("if (parts == 1) return;");
        writer.Line($"int end = Math.Min({division.Size}, endUnit * {FloatsOfUnit});");
        using SourceWriter.BlockScope floats = writer.Block($"for (int i = firstUnit * {FloatsOfUnit}; i < end; i += TVector.Count)");
        writer.Line($"TVector sum = TVector.Load(ref Unsafe.Add(ref {Result}, i));");
        writer.Line("ref float other = ref Unsafe.Add(ref sums, i);");
        using (writer.Block("for (int part = 1; part < parts; part++)"))
        {
            writer.Line("sum += TVector.Load(ref other);");
            writer.Line($"other = ref Unsafe.Add(ref other, {division.Size});");
        }

        writer.Line($"TVector.Store(sum, ref Unsafe.Add(ref {Result}, i));");
    }
}
