using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record SimpleRNNLayer
{
    /// <summary>v[t] = f(v of the inputs + v of the state before): a sum of independent variables through f.</summary>
    protected override StepSignal Take(LayerNode node, StepSignal step, SignalMath math) => step with { State = Through(Function, node, step.Gates[0].Sum, math) };

    protected override StepGradient TakeBack(LayerNode node, StepSignal step, GradientState state, GradientState cell, SignalMath math)
    {
        GradientState[] sum = [Back(Function, node, step.Gates[0].Sum, state, math)];
        return new StepGradient(sum, sum);
    }
}
