using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>What kernels of attention say of the dropout of weights, forward and backward: the same mask, drawn twice.</summary>
internal sealed class AttentionDropoutText(AttentionPlan plan, DropoutStream dropout)
{
    private string Row => $"(head * {plan.QuerySteps}) + first + row";

    /// <summary>What the numbers are drawn by.</summary>
    public IReadOnlyList<Operand> Operands { get; } =
    [
        new ScalarOperand("ulong", "seed", "pass.Seed"),
        new ScalarOperand("int", "layer", Literals.Integer(dropout.Stream)),
        new ScalarOperand("long", "stepsBefore", "pass.Step"),
        new ScalarOperand("int", "firstSample", ScalarOperand.SampleIndex),
    ];

    /// <summary>What multiply-adds the drawing of a sample's masks takes as long as.</summary>
    public long Work => 8L * plan.Shape.Heads * plan.QuerySteps * plan.KeySteps;

    public string Formula => $"mask is 0 with probability {Literals.Short(dropout.Rate)}, else 1 / {Literals.Short(1 - dropout.Rate)}";

    /// <summary>The statement in front of all samples.</summary>
    public string Declare() => $"AttentionDropout dropout = new({Literals.Single(dropout.Rate)}, {plan.KeySteps}, seed, layer, stepsBefore);";

    /// <summary>Drops some of a row's weights; the mask is drawn into memory for one row.</summary>
    public string Forward(string weights, string mask)
        => $"dropout.Forward<TVector>(ref {weights}, ref {mask}, padded, {Row}, firstSample + sample);";

    /// <summary>A row's gradient through the dropout; what was left of its weights goes where the mask is drawn.</summary>
    public string Backward(string weights, string gradient, string left)
        => $"dropout.Backward<TVector>(ref {weights}, ref {gradient}, ref {left}, padded, {Row}, firstSample + sample);";
}
