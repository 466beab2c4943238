using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Values elsewhere, in the order that a plan says; in the backward pass their gradients back.</summary>
internal sealed class ArrangementKernel(string name, ArrangementPlan plan, TensorOperand source, TensorOperand target) : Kernel(name)
{
    public override string Formula
        => $"{target.Name}[{Place(loop => loop.Target, plan.TargetStart)}] {(Accumulates ? "+=" : "=")} {(plan.Terms > 1 ? $"sum over {string.Join(", ", plan.Summed.Select(loop => loop.Name))} of " : "")}"
            + $"{source.Name}[{Place(loop => loop.Source, plan.SourceStart)}]{(plan.CoversTarget || Accumulates ? "" : ", and 0 elsewhere")}";

    public override IReadOnlyList<Operand> Operands { get; } = [source, target];

    public override long WorkPerSample => plan.Reads;

    public override string Title => $"{(plan.Terms > 1 ? "Gather" : "Arrange")}{KernelTitle.Values(plan.Source.Shape)}To{KernelTitle.Values(plan.Target.Shape)}{KernelTitle.Added(this)}";

    public override string DescribePlan()
    {
        List<string> lines =
        [
            plan.Run == 1 ? "value by value: nothing stays together"
                : plan.IsBlockCopy(Accumulates) ? $"runs of {Literals.Count(plan.Run, "value")} are copied whole"
                : plan.Panel == 1 ? $"runs of {Literals.Count(plan.Run, "value")}, one by one: no whole vectors"
                : $"runs of {Literals.Count(plan.Run, "value")} by vectors",
        ];
        if (plan.Terms > 1) lines.Add($"{plan.Terms} are summed to one{(plan.IsSumUnrolled ? ", written out" : "")}");
        if (!plan.CoversTarget && !Accumulates) lines.Add("all is 0 first, as not all is written");
        if (Accumulates) lines.Add("adds to the gradient that another consumer wrote");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer) => ArrangementEmitter.Emit(writer, this, plan, source.Name, target.Name);

    /// <summary>A place in memory, by the loops' variables.</summary>
    private string Place(Func<MemoryLoop, int> step, int start)
        => Expressions.Plus([Literals.Integer(start), .. plan.Outer.Concat(plan.Summed).Select(loop => Expressions.Times(loop.Name, step(loop))), plan.Run > 1 ? "i" : "0"]);
}
