using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// The gradients of queries, keys and values. Weights w are computed again, block by block: dValue[j] = sum over i of w[i, j] dOutput[i],
/// dw[i, j] = dOutput[i] . value[j], ds = w (dw - sum over j of w dw) / sqrt(size), dQuery[i] = sum over j of ds[i, j] key[j] and
/// dKey[j] = sum over i of ds[i, j] query[i].
/// </summary>
internal sealed class AttentionGradientKernel : Kernel
{
    private readonly AttentionPlan _plan;
    private readonly TensorOperand _query;
    private readonly TensorOperand _memory;
    private readonly TensorOperand _statistics;
    private readonly TensorOperand _outputGradient;
    private readonly TensorOperand _queryGradient;
    private readonly TensorOperand _memoryGradient;
    private readonly AttentionMemory _scratch = new();
    private readonly AttentionProduct _scores;
    private readonly AttentionProduct _weightGradients;
    private readonly AttentionProduct _overKeys;
    private readonly AttentionProduct _overQueries;
    private readonly AttentionDropoutText? _dropout;

    public AttentionGradientKernel(
        string name,
        AttentionPlan plan,
        TensorOperand query,
        TensorOperand? memory,
        TensorOperand statistics,
        TensorOperand outputGradient,
        TensorOperand queryGradient,
        TensorOperand? memoryGradient)
        : base(name)
    {
        (_plan, _query, _memory, _statistics) = (plan, query, memory ?? query, statistics);
        (_outputGradient, _queryGradient, _memoryGradient) = (outputGradient, queryGradient, memoryGradient ?? queryGradient);
        _scores = plan.Scores("Scores", query.Tensor);
        _weightGradients = plan.Scores("WeightGradients", outputGradient.Tensor);
        _overKeys = plan.OverKeys("OverKeys");
        _overQueries = plan.OverQueries("OverQueries");
        foreach (string part in new[] { "keys", "values" }) _scratch.Add(part, plan.PaddedKeys * plan.Shape.HeadSize);
        _scratch.Add("keyRows", plan.PaddedHead * plan.KeySteps);
        foreach (string part in new[] { "scores", "gradients" }) _scratch.Add(part, plan.BlockRows * plan.PaddedKeys);
        foreach (string part in new[] { "packed", "sums" }) _scratch.Add(part, plan.BlockRows * plan.PaddedHead);
        foreach (string part in new[] { "keyGradient", "valueGradient" }) _scratch.Add(part, plan.KeySteps * plan.PaddedHead);
        _dropout = plan.Dropout is { } dropout ? new AttentionDropoutText(plan, dropout) : null;
        if (_dropout is not null) _scratch.Add("left", plan.BlockRows * plan.PaddedKeys);
        IEnumerable<Operand> memoryOperands = new Operand?[] { query, memory, plan.Lengths, statistics, outputGradient, queryGradient, memoryGradient }.OfType<Operand>();
        Operands = [.. memoryOperands, new WorkerScratchOperand("scratch", _scratch.Size), .. _dropout?.Operands ?? []];
    }

    public override string Formula
        => $"dValue[j] = sum over i of {Mask}w[i, j] * dOutput[i], ds = w * (dw - sum of w * dw) / sqrt(size) with dw = {Mask}dOutput . value, dQuery = ds * key, dKey = ds * query"
            + (_dropout is null ? "" : "; " + _dropout.Formula);

    public override IReadOnlyList<Operand> Operands { get; }

    public override Granularity Granularity => Granularity.Sample;

    public override bool CountsOnZeros => true;

    public override long WorkPerSample => (5 * _plan.MultiplyAdds / 2) + (16L * _plan.Shape.Heads * _plan.QuerySteps * _plan.KeySteps) + (_dropout?.Work ?? 0);

    public override string Title
        => $"{(_plan.Shape.IsCausal ? "Causal" : "")}AttentionGradientOf{Literals.Integer(_plan.Shape.Heads)}x{Literals.Integer(_plan.Shape.HeadSize)}On{Literals.Integer(_plan.QuerySteps)}x{Literals.Integer(_plan.KeySteps)}"
            + _plan.LengthsTitle + (_dropout is null ? "" : "Dropped");

    public override string DescribePlan() => _plan.Describe() + $"; weights{(_dropout is null ? " are" : ", and what was dropped of them, are")} computed again";

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitByClass(writer, this, _plan.Panel);
        foreach (RegisterClass registers in RegisterClass.For(_plan.Panel))
        {
            writer.Line();
            using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
            _scratch.Declare(writer);
            if (_dropout is not null) writer.Line(_dropout.Declare());
            AttentionLoops.EmitHeads(
                writer,
                _plan,
                [_query, _memory, _outputGradient, _queryGradient, _memoryGradient],
                () => EmitPacking(writer),
                () => EmitHead(writer, registers),
                () => EmitKeyGradients(writer),
                () => EmitPadding(writer));
        }

        foreach (AttentionProduct product in new[] { _scores, _weightGradients, _overKeys, _overQueries }) product.Emit(writer, this, _plan.Unrolling);
    }

    private string Mask => _dropout is null ? "" : "mask[i, j] * ";

    private string Panel => Literals.Integer(_plan.Panel);

    private string Size => Literals.Integer(_plan.Shape.HeadSize);

    private void EmitPacking(SourceWriter writer)
    {
        string pitch = Literals.Integer(_memory.Tensor.Pitch);
        string steps = Literals.Integer(_plan.KeySteps);
        writer.Line($"AttentionRows.PackTransposed({AttentionLoops.Key(_plan, _memory)}, {pitch}, {steps}, {Size}, {Panel}, ref keys);");
        writer.Line($"AttentionRows.PackTransposed({AttentionLoops.Value(_plan, _memory)}, {pitch}, {steps}, {Size}, {Panel}, ref values);");
        writer.Line($"AttentionRows.Pack({AttentionLoops.Key(_plan, _memory)}, {pitch}, {steps}, {Size}, {Panel}, {_plan.KeySteps * _plan.Panel}, ref keyRows);");
        foreach (string gradient in new[] { "keyGradient", "valueGradient" })
            writer.Line($"MemoryMarshal.CreateSpan(ref {gradient}, {_plan.KeySteps * _plan.PaddedHead}).Clear();");
    }

    private void EmitHead(SourceWriter writer, RegisterClass registers)
    {
        using SourceWriter.BlockScope? blocks = AttentionLoops.EmitBlocks(writer, _plan);
        AttentionLoops.EmitRow(writer, _plan, "blockQuery", _query);
        AttentionLoops.EmitRow(writer, _plan, "blockGradient", _outputGradient);
        writer.Line(_scores.Call(this, registers, "blockQuery", "keys", "scores", "rows", "padded", Size));
        writer.Line(_weightGradients.Call(this, registers, "blockGradient", "values", "gradients", "rows", "padded", Size));
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"ref float weights = ref Unsafe.Add(ref scores, row * {_plan.PaddedKeys});");
            writer.Line($"float logarithm = Unsafe.Add(ref {_statistics.Name}, (sample * (nint){_statistics.Tensor.Storage.SampleStride}) + (head * {_plan.QuerySteps}) + first + row);");
            writer.Line($"AttentionRows.Weights<TVector>(ref weights, {AttentionLoops.Keys(_plan)}, padded, {AttentionLoops.Scale(_plan)}, logarithm);");
            if (_dropout is not null) writer.Line(_dropout.Backward("weights", $"Unsafe.Add(ref gradients, row * {_plan.PaddedKeys})", $"Unsafe.Add(ref left, row * {_plan.PaddedKeys})"));
        }

        EmitOverQueries(writer, registers, "blockGradient", _outputGradient, _dropout is null ? "scores" : "left", "valueGradient");
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"ref float weights = ref Unsafe.Add(ref scores, row * {_plan.PaddedKeys});");
            writer.Line($"AttentionRows.Gradient<TVector>(ref weights, ref Unsafe.Add(ref gradients, row * {_plan.PaddedKeys}), padded, {AttentionLoops.Scale(_plan)});");
        }

        EmitOverQueries(writer, registers, "blockQuery", _query, "gradients", "keyGradient");
        writer.Line(_overKeys.Call(this, registers, "gradients", "keyRows", "sums", "rows", Literals.Integer(_plan.PaddedHead), "keyCount"));
        AttentionLoops.EmitRow(writer, _plan, "blockQueryGradient", _queryGradient);
        writer.Line($"AttentionRows.Copy(ref sums, {_plan.PaddedHead}, rows, {Size}, ref blockQueryGradient, {_queryGradient.Tensor.Pitch});");
    }

    /// <summary>Adds to a gradient of keys or values what the block's queries give it.</summary>
    private void EmitOverQueries(SourceWriter writer, RegisterClass registers, string rows, TensorOperand operand, string factors, string gradient)
    {
        writer.Line($"AttentionRows.Pack(ref {rows}, {operand.Tensor.Pitch}, rows, {Size}, {Panel}, {_plan.BlockRows * _plan.Panel}, ref packed);");
        writer.Line(_overQueries.Call(this, registers, factors, "packed", gradient, "keyCount", Literals.Integer(_plan.PaddedHead), "rows"));
    }

    private void EmitKeyGradients(SourceWriter writer)
    {
        foreach ((string gradient, string place) in new[] { ("keyGradient", AttentionLoops.Key(_plan, _memoryGradient)), ("valueGradient", AttentionLoops.Value(_plan, _memoryGradient)) })
            writer.Line($"AttentionRows.Copy(ref {gradient}, {_plan.PaddedHead}, {_plan.KeySteps}, {Size}, {place}, {_memoryGradient.Tensor.Pitch});");
    }

    /// <summary>The lanes behind each row's values, which belong to none, are zero.</summary>
    private void EmitPadding(SourceWriter writer)
    {
        foreach (TensorOperand gradient in new[] { _queryGradient, _memoryGradient }.Distinct())
        {
            TensorValue tensor = gradient.Tensor;
            int lanes = tensor.Pitch - tensor.Shape.Channels;
            if (lanes == 0) continue;
            using SourceWriter.BlockScope? loop = writer.Loop("step", tensor.Shape.Positions, out string step);
            writer.Line($"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {AttentionLoops.Own(gradient)}, {Expressions.Plus(Expressions.Times(step, tensor.Pitch), Literals.Integer(tensor.Shape.Channels))}), {lanes}).Clear();");
        }
    }
}
