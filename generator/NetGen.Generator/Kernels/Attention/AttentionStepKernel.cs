using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Causal attention of one step: its keys and values join those of the steps before, packed as the products read them, and its queries attend to all of them.
/// </summary>
internal sealed class AttentionStepKernel : Kernel
{
    private readonly AttentionPlan _plan;
    private readonly TensorOperand _products;
    private readonly TensorOperand _output;
    private readonly AttentionMemory _scratch = new();
    private readonly RowProduct _scores;
    private readonly RowProduct _sums;

    /// <param name="products">Queries, keys and values of the step.</param>
    /// <param name="keys">Of all steps so far: [head][panel of steps][value][step of the panel].</param>
    /// <param name="values">Likewise: [head][panel of values][step][value of the panel].</param>
    public AttentionStepKernel(string name, AttentionPlan plan, TensorOperand products, TensorOperand keys, TensorOperand values, TensorOperand output)
        : base(name)
    {
        (_plan, _products, _output) = (plan, products, output);
        _scores = new RowProduct("Scores", plan.Panel, plan.Shape.HeadSize * plan.Panel);
        _sums = new RowProduct("Sums", plan.Panel, plan.KeySteps * plan.Panel);
        _scratch.Add("scores", plan.PaddedKeys);
        _scratch.Add("sums", plan.PaddedHead);
        Operands = [products, keys, values, output, new WorkerScratchOperand("scratch", _scratch.Size), ScalarOperand.Step];
    }

    public override string Formula => $"output = sum over j of softmax over j <= step of (query . key[j] / sqrt({_plan.Shape.HeadSize})) * value[j], for each head";

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => _plan.MultiplyAdds + (16L * _plan.Shape.Heads * _plan.KeySteps);

    public override string Title => $"AttentionStepOf{Literals.Integer(_plan.Shape.Heads)}x{Literals.Integer(_plan.Shape.HeadSize)}On{Literals.Integer(_plan.KeySteps)}";

    public override string DescribePlan() => $"head by head; keys and values of up to {_plan.KeySteps} steps are kept in panels of {_plan.Panel}, each packed once, when its step comes";

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitByClass(writer, this, _plan.Panel);
        foreach (RegisterClass registers in RegisterClass.For(_plan.Panel))
        {
            writer.Line();
            using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
            _scratch.Declare(writer);
            writer.Line("int keyCount = (int)step + 1;");
            writer.Line($"int padded = (keyCount + {_plan.Panel - 1}) / {_plan.Panel} * {_plan.Panel};");
            AttentionLoops.EmitHeads(writer, _plan, [_products, _output], () => EmitAppend(writer), () => EmitHead(writer));
        }

        _scores.EmitTiles(writer, this);
        _sums.EmitTiles(writer, this);
    }

    /// <summary>The step's key and value take their places among those of the head.</summary>
    private void EmitAppend(SourceWriter writer)
    {
        (string size, string panel) = (Literals.Integer(_plan.Shape.HeadSize), Literals.Integer(_plan.Panel));
        writer.Line($"ref float headKeys = {RegisterTile.At("keys", Expressions.Times("keyHead", _plan.PaddedKeys * _plan.Shape.HeadSize))};");
        writer.Line($"ref float headValues = {RegisterTile.At("values", Expressions.Times("keyHead", _plan.PaddedHead * _plan.KeySteps))};");
        writer.Line($"AttentionCache.AddKey({AttentionLoops.Key(_plan, _products)}, {size}, {panel}, (int)step, ref headKeys);");
        writer.Line($"AttentionCache.AddValue({AttentionLoops.Value(_plan, _products)}, {size}, {panel}, (int)step, {_plan.KeySteps * _plan.Panel}, ref headValues);");
    }

    private void EmitHead(SourceWriter writer)
    {
        string size = Literals.Integer(_plan.Shape.HeadSize);
        string head = Expressions.Times("head", _plan.Shape.HeadSize);
        writer.Line(_scores.Call(this, RegisterTile.At(AttentionLoops.Own(_products), head), "ref headKeys", "ref scores", "padded", size));
        writer.Line($"AttentionRows.Softmax<TVector>(ref scores, keyCount, padded, {AttentionLoops.Scale(_plan)});");
        writer.Line(_sums.Call(this, "ref scores", "ref headValues", "ref sums", Literals.Integer(_plan.PaddedHead), "keyCount"));
        writer.Line($"AttentionRows.Copy(ref sums, {_plan.PaddedHead}, 1, {size}, {RegisterTile.At(AttentionLoops.Own(_output), head)}, {_output.Tensor.Pitch});");
    }
}
