using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record LSTMLayer
{
    private const int Input = 0;
    private const int Forget = 1;
    private const int Candidate = 2;
    private const int Output = 3;

    /// <summary>
    /// Gates are independent, and so is the cell state of them: moments of products multiply. In the sum f c + i g what is added has something in common with what was added
    /// before. The cell state is taken as a variable of its first four moments where tanh meets it.
    /// </summary>
    protected override StepSignal Take(LayerNode node, StepSignal step, SignalMath math)
    {
        SignalState[] values = [.. step.Gates.Select((gate, number) => Through(number == Candidate ? Tanh : Sigmoid, node, gate.Sum, math))];
        SignalState cell = Carry(values[Forget], step.CellBefore, MergeLayer.Product(values[Input], values[Candidate], isSame: false), step.Index);
        return step with { Values = values, Cell = cell, State = MergeLayer.Product(values[Output], Through(Tanh, node, cell, math), isSame: false) };
    }

    /// <summary>The gradient meets the other factors of each product, which it is taken as independent of.</summary>
    protected override StepGradient TakeBack(LayerNode node, StepSignal step, GradientState state, GradientState cell, SignalMath math)
    {
        IReadOnlyList<SignalState> values = step.Values;
        GradientState memory = Join(Back(Tanh, node, step.Cell, Times(state, values[Output]), math), cell, values[Forget].Mean, step.Later);
        SignalState[] factors = [values[Candidate], step.CellBefore, values[Input], Through(Tanh, node, step.Cell, math)];
        GradientState[] sums =
        [
            .. step.Gates.Select((gate, number) =>
                Back(number == Candidate ? Tanh : Sigmoid, node, gate.Sum, Times(number == Output ? state : memory, factors[number]), math)),
        ];
        return new StepGradient(sums, sums, CellBefore: Keep(memory, values[Forget], step));
    }
}
