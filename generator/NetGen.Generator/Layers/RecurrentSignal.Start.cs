using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <content>What is in front of the first step.</content>
internal abstract partial record RecurrentLayer
{
    /// <summary>A vector that is given, as a state that has nothing in common with those of the steps.</summary>
    /// <param name="index">Of the input.</param>
    /// <param name="nothing">A state of zeros.</param>
    private static SignalState StartOf(IReadOnlyList<SignalState> inputs, int index, SignalState nothing) => index >= inputs.Count ? nothing : inputs[index] with
    {
        Positions = nothing.Positions?.WithOwn(inputs[index].SecondMoment),
        Pattern = nothing.Pattern?.WithOwn(inputs[index].AcrossSamples),
        Rows = default,
        Columns = default,
        Preimage = null,
    };

    /// <summary>The gradient by a state, or cell state, that is given: each direction has a part of it for itself.</summary>
    private GradientState OfGiven(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        GradientState Of(bool isReversed)
        {
            StepSignal[] steps = Walk(node, inputs, isReversed, math);
            StepGradient[] back = WalkBack(node, steps, gradient, isReversed, math);
            GradientState start = input == 1 ? OfStart(node, steps[0], back[0], steps.Length, math) : back[0].CellBefore ?? new GradientState(0);
            return start with { AcrossPositions = 0, Rows = default, Columns = default, Gate = null, Selection = 1, WeightResponse = 0 };
        }

        return Settings.Bidirectional ? (Of(isReversed: false) + Of(isReversed: true)).Scale(0.5) : Of(Settings.Reverse);
    }

    /// <summary>The gradient by the state in front of the first step.</summary>
    private GradientState OfStart(LayerNode node, StepSignal first, StepGradient back, int steps, SignalMath math)
    {
        GradientState state = ThroughWeights(node, first, back, math);
        return Bounded(back.StateBefore is { } passed ? Join(state, passed, back.KeptShare, steps) : state);
    }

    /// <summary>What of the gradient of a step's gates comes to the state before it.</summary>
    private GradientState ThroughWeights(LayerNode node, StepSignal step, StepGradient back, SignalMath math)
    {
        ParameterSpec recurrent = node.Find(RecurrentWeight)!;
        GradientState through = Sum(step.Gates.Select((gate, number) =>
            AffineSignal.Backward(Share(back.Kept[number], gate.Kept, gate.Sum), step.Before, recurrent, recurrent.FanOut, 1, 1)));
        return Dropping is null ? through : Dropping.PropagateBack(node, 0, [step.Before], through, math);
    }
}
