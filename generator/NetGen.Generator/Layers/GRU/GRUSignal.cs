using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record GRULayer
{
    private const int Reset = 0;
    private const int Update = 1;
    private const int Candidate = 2;

    /// <summary>
    /// Gates are independent, and so is the state of them: moments of products multiply. In the sum (1 - z) n + z h what is added has something in common with what was added
    /// before; n and h have mean 0, so what z and 1 - z have in common does not count.
    /// </summary>
    protected override StepSignal Take(LayerNode node, StepSignal step, SignalMath math)
    {
        SignalState reset = Through(Sigmoid, node, step.Gates[Reset].Sum, math);
        SignalState update = Through(Sigmoid, node, step.Gates[Update].Sum, math);
        GateSignal candidate = step.Gates[Candidate] with
        {
            Sum = MergeLayer.Sum(step.Gates[Candidate].Given, MergeLayer.Product(reset, step.Gates[Candidate].Kept, isSame: false), isSame: false),
        };
        SignalState value = Through(Tanh, node, candidate.Sum, math);
        return step with
        {
            Gates = [step.Gates[Reset], step.Gates[Update], candidate],
            Values = [reset, update, value],
            State = Carry(update, step.Before, MergeLayer.Product(Open(node, step, math), value, isSame: false), step.Index),
        };
    }

    /// <summary>The gradient meets the other factors of each product, which it is taken as independent of.</summary>
    protected override StepGradient TakeBack(LayerNode node, StepSignal step, GradientState state, GradientState cell, SignalMath math)
    {
        (SignalState reset, SignalState update, SignalState value) = (step.Values[Reset], step.Values[Update], step.Values[Candidate]);
        GateSignal gate = step.Gates[Candidate];
        GradientState candidate = Back(Tanh, node, gate.Sum, Times(state, Open(node, step, math)), math);
        SignalState change = MergeLayer.Sum(step.Before, MergeLayer.Negative(value), isSame: false);
        GradientState ofUpdate = Back(Sigmoid, node, step.Gates[Update].Sum, Times(state, change), math);
        GradientState ofReset = Back(Sigmoid, node, step.Gates[Reset].Sum, Times(candidate, gate.Kept), math);
        return new StepGradient([ofReset, ofUpdate, candidate], [ofReset, ofUpdate, Times(candidate, reset)], StateBefore: Keep(state, update, step))
        {
            KeptShare = update.Mean,
            Added = ResetAfter ? null : [ofReset, ofUpdate, candidate],
        };
    }

    /// <summary>1 - z, which is the logistic function of the negative sum.</summary>
    private static SignalState Open(LayerNode node, StepSignal step, SignalMath math) => Through(Sigmoid, node, MergeLayer.Negative(step.Gates[Update].Sum), math);
}
