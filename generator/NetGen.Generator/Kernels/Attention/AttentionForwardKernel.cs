using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output[i] = sum over j of softmax over j of (query[i] . key[j] / sqrt(size)) * value[j], for each head.</summary>
/// <param name="statistics">Where training keeps the logarithm of each row's sum of exponentials, [head][query]; null in inference.</param>
internal sealed class AttentionForwardKernel : Kernel
{
    private readonly AttentionPlan _plan;
    private readonly TensorOperand _query;
    private readonly TensorOperand _memory;
    private readonly TensorOperand? _statistics;
    private readonly TensorOperand _output;
    private readonly AttentionMemory _scratch = new();
    private readonly AttentionProduct _scores;
    private readonly AttentionProduct _sums;
    private readonly AttentionDropoutText? _dropout;

    public AttentionForwardKernel(string name, AttentionPlan plan, TensorOperand query, TensorOperand? memory, TensorOperand? statistics, TensorOperand output)
        : base(name)
    {
        (_plan, _query, _memory, _statistics, _output) = (plan, query, memory ?? query, statistics, output);
        _scores = plan.Scores("Scores", query.Tensor);
        _sums = plan.OverKeys("Sums");
        _scratch.Add("keys", plan.PaddedKeys * plan.Shape.HeadSize);
        _scratch.Add("values", plan.PaddedHead * plan.KeySteps);
        _scratch.Add("scores", plan.BlockRows * plan.PaddedKeys);
        _scratch.Add("sums", plan.BlockRows * plan.PaddedHead);
        _dropout = statistics is not null && plan.Dropout is { } dropout ? new AttentionDropoutText(plan, dropout) : null;
        if (_dropout is not null) _scratch.Add("mask", plan.PaddedKeys);
        Operands = [.. new Operand?[] { query, memory, plan.Lengths, statistics, output, new WorkerScratchOperand("scratch", _scratch.Size) }.OfType<Operand>(), .. _dropout?.Operands ?? []];
    }

    public override string Formula
        => $"output[i] = sum over j of {(_dropout is null ? "" : "mask[i, j] * ")}softmax over j{(_plan.Shape.IsCausal ? " <= i" : "")} of (query[i] . key[j] / sqrt({_plan.Shape.HeadSize})) * value[j], for each head"
            + (_dropout is null ? "" : "; " + _dropout.Formula);

    public override IReadOnlyList<Operand> Operands { get; }

    public override Granularity Granularity => Granularity.Sample;

    public override bool CountsOnZeros => true;

    public override long WorkPerSample => _plan.MultiplyAdds + (16L * _plan.Shape.Heads * _plan.QuerySteps * _plan.KeySteps) + (_dropout?.Work ?? 0);

    public override string Title
        => $"{(_plan.Shape.IsCausal ? "Causal" : "")}AttentionOf{Literals.Integer(_plan.Shape.Heads)}x{Literals.Integer(_plan.Shape.HeadSize)}On{Literals.Integer(_plan.QuerySteps)}x{Literals.Integer(_plan.KeySteps)}"
            + _plan.LengthsTitle + (_dropout is null ? "" : "Dropped") + (_statistics is null ? "" : "Kept");

    public override string DescribePlan() => _plan.Describe() + (_dropout is null ? "" : "; weights are dropped by a mask that the way back draws again");

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitByClass(writer, this, _plan.Panel);
        foreach (RegisterClass registers in RegisterClass.For(_plan.Panel))
        {
            writer.Line();
            using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
            _scratch.Declare(writer);
            if (_dropout is not null) writer.Line(_dropout.Declare());
            AttentionLoops.EmitHeads(writer, _plan, [_query, _memory, _output], () => EmitPacking(writer), () => EmitHead(writer, registers));
        }

        _scores.Emit(writer, this, _plan.Unrolling);
        _sums.Emit(writer, this, _plan.Unrolling);
    }

    private void EmitPacking(SourceWriter writer)
    {
        string size = Literals.Integer(_plan.Shape.HeadSize);
        string pitch = Literals.Integer(_memory.Tensor.Pitch);
        string steps = Literals.Integer(_plan.KeySteps);
        string panel = Literals.Integer(_plan.Panel);
        writer.Line($"AttentionRows.PackTransposed({AttentionLoops.Key(_plan, _memory)}, {pitch}, {steps}, {size}, {panel}, ref keys);");
        writer.Line($"AttentionRows.Pack({AttentionLoops.Value(_plan, _memory)}, {pitch}, {steps}, {size}, {panel}, {Literals.Integer(_plan.KeySteps * _plan.Panel)}, ref values);");
        if (_plan.Shape.IsCausal) writer.Line($"bool areFinite = AttentionRows.AreFinite(ref values, {_plan.KeySteps * _plan.PaddedHead});");
    }

    /// <summary>
    /// All rows of a block at once: the weights of keys that a row does not see are 0, and add nothing. Where a value is no number they would, and then each
    /// row goes as far as it sees.
    /// </summary>
    private void EmitSums(SourceWriter writer, RegisterClass registers)
    {
        string outputs = Literals.Integer(_plan.PaddedHead);
        string all = _sums.Call(this, registers, "scores", "values", "sums", "rows", outputs, "keyCount");
        if (!_plan.Shape.IsCausal)
        {
            writer.Line(all);
            return;
        }

        using (writer.Block("if (areFinite)")) writer.Line(all);
        using SourceWriter.BlockScope otherwise = writer.Block("else");
        using SourceWriter.BlockScope rows = writer.Block("for (int row = 0; row < rows; row++)");
        writer.Line($"ref float rowScores = ref Unsafe.Add(ref scores, row * {_plan.PaddedKeys});");
        writer.Line($"ref float rowSums = ref Unsafe.Add(ref sums, row * {_plan.PaddedHead});");
        writer.Line(_sums.Call(this, registers, "rowScores", "values", "rowSums", "1", outputs, AttentionLoops.Keys(_plan)));
    }

    private void EmitHead(SourceWriter writer, RegisterClass registers)
    {
        using SourceWriter.BlockScope? blocks = AttentionLoops.EmitBlocks(writer, _plan);
        AttentionLoops.EmitRow(writer, _plan, "blockQuery", _query);
        writer.Line(_scores.Call(this, registers, "blockQuery", "keys", "scores", "rows", "padded", Literals.Integer(_plan.Shape.HeadSize)));
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            string keep = _statistics is null ? "" : $"Unsafe.Add(ref {_statistics.Name}, (sample * (nint){_statistics.Tensor.Storage.SampleStride}) + (head * {_plan.QuerySteps}) + first + row) = ";
            writer.Line($"{keep}AttentionRows.Softmax<TVector>(ref Unsafe.Add(ref scores, row * {_plan.PaddedKeys}), {AttentionLoops.Keys(_plan)}, padded, {AttentionLoops.Scale(_plan)});");
            if (_dropout is not null) writer.Line(_dropout.Forward($"Unsafe.Add(ref scores, row * {_plan.PaddedKeys})", "mask"));
        }

        EmitSums(writer, registers);
        AttentionLoops.EmitRow(writer, _plan, "blockOutput", _output);
        writer.Line($"AttentionRows.Copy(ref sums, {_plan.PaddedHead}, rows, {_plan.Shape.HeadSize}, ref blockOutput, {_output.Tensor.Pitch});");
    }
}
