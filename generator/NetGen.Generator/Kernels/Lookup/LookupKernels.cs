using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output[t] = table[indices[t]]. An index lies in the caller's row as the bits of a float.</summary>
internal sealed class GatherKernel(string name, PlannedParameter rows, TensorOperand indices, MemoryOperand table, TensorOperand output) : Kernel(name)
{
    private readonly LookupSizes _sizes = new(indices.Tensor, rows, output.Tensor);

    public override string Formula => "output[n, t] = table[indices[n, t]]";

    public override IReadOnlyList<Operand> Operands { get; } = [indices, table, output];

    public override long WorkPerSample => MultiplyAddsPerFloat * (long)_sizes.Places * _sizes.Width;

    public override string Title => $"{_sizes.Title}{table.Format.Title}Forward";

    public override string DescribePlan()
        => $"{Literals.Count(_sizes.Places, "row")} of {Literals.Grouped(_sizes.Rows)}, "
            + (table.Format.IsNarrow ? $"of {table.Format.Precision}, widened to floats" : "copied");

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        using (writer.Loop("t", _sizes.Places, out string place))
        {
            writer.Line($"int row = Lookup.Row({RegisterTile.At(indices.Name, place)}, {_sizes.Rows});");
            writer.Line($"ref {table.Format.Element} from = ref Unsafe.Add(ref {table.Name}, row * (nint){_sizes.Width});");
            writer.Line($"ref float to = {RegisterTile.At(output.Name, Expressions.Times(place, _sizes.Pitch))};");
            if (table.Format.IsNarrow) writer.Line($"Lookup.Widen(ref from, ref to, {_sizes.Width});");
            else writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref from, {_sizes.Width}).CopyTo(MemoryMarshal.CreateSpan(ref to, {_sizes.Width}));");
        }

        writer.Line($"{indices.Name} = ref Unsafe.Add(ref {indices.Name}, {indices.Tensor.Storage.SampleStride});");
        writer.Line($"{output.Name} = ref Unsafe.Add(ref {output.Name}, {output.Tensor.Storage.SampleStride});");
    }
}

/// <summary>
/// dTable[i] = sum of dOutput[t] over the samples and places whose index is i. A unit is a block of the table's rows, with one owner: each looks
/// through all indices, which is little beside the rows.
/// </summary>
internal sealed class ScatterKernel(string name, PlannedParameter rows, TensorOperand indices, TensorOperand outputGradient, MemoryOperand tableGradient) : Kernel(name)
{
    /// <summary>Blocks enough for every core that a step may use, and for those that are late.</summary>
    private const int MostUnits = 64;

    private readonly LookupSizes _sizes = new(indices.Tensor, rows, outputGradient.Tensor);

    private int? ZeroRow => rows.Spec.ZeroRow;

    private int RowsPerUnit => (_sizes.Rows + MostUnits - 1) / MostUnits;

    public override string Formula
        => "tableGradient[i] = sum over n, t with indices[n, t] = i of outputGradient[n, t]" + (ZeroRow is { } row ? $", 0 for i = {row}" : "");

    public override IReadOnlyList<Operand> Operands { get; } = [indices, outputGradient, tableGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => (_sizes.Rows + RowsPerUnit - 1) / RowsPerUnit;

    public override long WorkPerSample => MultiplyAddsPerFloat * (long)_sizes.Places * _sizes.Width;

    public override long WorkPerStep => (long)_sizes.Rows * _sizes.Width;

    public override string Title => $"{_sizes.Title}Gradient" + KernelTitle.Added(this);

    public override string DescribePlan()
        => $"{Literals.Count(Units, "unit")} of {Literals.Count(RowsPerUnit, "row")}, each looks through all indices{(Accumulates ? "; adds to what another layer wrote" : "")}";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        writer.Line($"int firstRow = {Expressions.Times("firstUnit", RowsPerUnit)};");
        string end = Expressions.Times("endUnit", RowsPerUnit);
        writer.Line($"int endRow = {(_sizes.Rows % RowsPerUnit == 0 ? end : $"Math.Min({_sizes.Rows}, {end})")};");
        if (!Accumulates)
        {
            string first = $"ref Unsafe.Add(ref {tableGradient.Name}, firstRow * (nint){_sizes.Width})";
            writer.Line($"MemoryMarshal.CreateSpan({first}, (endRow - firstRow) * {_sizes.Width}).Clear();");
        }

        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < batch; sample++)");
        using (writer.Loop("t", _sizes.Places, out string place))
        {
            writer.Line($"int row = Lookup.Row({RegisterTile.At(indices.Name, place)}, {_sizes.Rows});");
            writer.Line($"ref float to = ref Unsafe.Add(ref {tableGradient.Name}, row * (nint){_sizes.Width});");
            string from = RegisterTile.At(outputGradient.Name, Expressions.Times(place, _sizes.Pitch));
            string isTrained = ZeroRow is { } row ? $"row != {row} && " : "";
            writer.Line($"if ({isTrained}row >= firstRow && row < endRow) Lookup.Add(ref to, {from}, {_sizes.Width});");
        }

        writer.Line($"{indices.Name} = ref Unsafe.Add(ref {indices.Name}, {indices.Tensor.Storage.SampleStride});");
        writer.Line($"{outputGradient.Name} = ref Unsafe.Add(ref {outputGradient.Name}, {outputGradient.Tensor.Storage.SampleStride});");
    }
}

/// <summary>The sizes of a lookup.</summary>
internal sealed class LookupSizes(TensorValue indices, PlannedParameter table, TensorValue output)
{
    /// <summary>Indices of a sample.</summary>
    public int Places => indices.Shape.Size;

    /// <summary>Rows of the table.</summary>
    public int Rows => table.Outputs;

    /// <summary>Values of a row, one behind the other.</summary>
    public int Width => table.Depth;

    /// <summary>Floats from one looked-up row to the next.</summary>
    public int Pitch => output.Pitch;

    public string Title => $"Lookup{Literals.Integer(Places)}Of{Literals.Integer(Rows)}x{Literals.Integer(Width)}";
}
