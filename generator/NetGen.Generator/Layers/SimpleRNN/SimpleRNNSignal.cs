using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record SimpleRNNLayer
{
    /// <summary>Relative change of a second moment from one step to the next below which the steps behind are taken as equal.</summary>
    private const double Settled = 1e-9;

    /// <summary>Beyond this a gradient is lost anyway, and squares of it would leave the range of a number.</summary>
    private const double Largest = 1e140;

    /// <summary>
    /// v[t] = f(v of the inputs + v of the state before), a sum of independent variables through tanh, from nothing on: the mean over all steps.
    /// What two steps have in common follows the same way.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState[] states = [.. Walk(node, inputs[0], math).Select(step => step.State)];
        double Mean(Func<SignalState, double> moment) => states.Average(moment);
        (EquatableArray<double> steps, double square) = Profile.Of(InPlaces(states).Select(state => state.SecondMoment));
        return states[states.Length - 1] with
        {
            Mean = Mean(state => state.Mean),
            SecondMoment = square,
            AcrossSamples = Mean(state => state.AcrossSamples),
            AcrossBoth = Mean(state => state.AcrossBoth),
            Positions = ByLag(states, static state => state.Positions)?.WithOwn(square),
            Pattern = ByLag(states, static state => state.Pattern),
            AcrossUnits = Mean(state => state.AcrossUnits),
            Saturated = Mean(state => state.Saturated),
            Rows = default,
            Columns = steps,
            Preimage = null,
        };
    }

    /// <summary>The gradient of the inputs: that of each step's sum through W_ih.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        ParameterSpec weight = node.Weight!;
        double outputs = (double)Units / node.InputShapes[0].Channels;
        Step[] steps = Walk(node, inputs[0], math);
        GradientState[] back = WalkBack(node, steps, gradient, math);
        GradientState[] read = [.. steps.Select((step, index) => AffineSignal.Backward(Share(back[index], step.Given, step.Sum), step.Input, weight, weight.FanOut, 1, outputs))];
        return Mean(read);
    }

    /// <summary>Weights sum over the steps of a sample the gradient of each step's sum times what they multiply there.</summary>
    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        int steps = node.OutputShape.Positions;
        int batch = math.Options.BatchSize;
        GradientState sums = Mean(WalkBack(node, Walk(node, inputs[0], math), gradient, math));
        return parameter.Kind switch
        {
            Parameter.Weight => ParameterGradients.Weight(inputs[0], sums, steps, batch),
            Parameter.Recurrent => ParameterGradients.Weight(Propagate(node, inputs, math), sums, steps - 1, batch),
            _ => ParameterGradients.Bias(sums, steps, batch),
        };
    }

    /// <summary>The states of all steps, in the order in which they are taken.</summary>
    private Step[] Walk(LayerNode node, SignalState x, SignalMath math)
    {
        ParameterSpec weight = node.Weight!;
        ParameterSpec recurrent = node.Find(RecurrentWeight)!;
        var steps = new Step[node.OutputShape.Positions];
        KernelWindows? windows = KernelWindows.OfSinglePositions(node.OutputShape);
        SignalState state = new(0, 0) { Positions = x.Positions?.Map(static _ => 0), Pattern = x.Pattern?.Map(static _ => 0) };
        for (int index = 0; index < steps.Length; index++)
        {
            if (index > 1 && x.Columns.Count == 0 && steps[index - 1].HasSettled(steps[index - 2]))
            {
                steps[index] = steps[index - 1];
                continue;
            }

            SignalState read = x.Scale(Profile.At(x.Columns, Place(index, steps.Length))) with { Columns = default };
            SignalState given = AffineSignal.Forward(read, weight, node.Find(Parameter.Bias), TapShares.All, windows);
            SignalState kept = AffineSignal.Forward(state, recurrent, node.Find(RecurrentBias), TapShares.All, windows);
            SignalState sum = MergeLayer.Sum(given, kept, isSame: false);
            state = Tanh.Propagate(node, [sum], math);
            steps[index] = new Step(read, given, kept, sum, state);
        }

        return steps;
    }

    /// <summary>The gradients of the steps' sums, which is what f makes of the gradient that comes from above and from the step behind.</summary>
    private GradientState[] WalkBack(LayerNode node, Step[] steps, GradientState gradient, SignalMath math)
    {
        ParameterSpec recurrent = node.Find(RecurrentWeight)!;
        var sums = new GradientState[steps.Length];
        for (int index = steps.Length - 1; index >= 0; index--)
        {
            GradientState state = gradient.Scale(Profile.At(gradient.Columns, Place(index, steps.Length))) with { Columns = default };
            if (index + 1 < steps.Length)
            {
                Step behind = steps[index + 1];
                state += AffineSignal.Backward(Share(sums[index + 1], behind.Kept, behind.Sum), steps[index].State, recurrent, recurrent.FanOut, 1, 1);
            }

            if (state.SecondMoment > Largest) state = state.Scale(Largest / state.SecondMoment);
            sums[index] = Tanh.PropagateBack(node, 0, [steps[index].Sum], state, math);
        }

        return sums;
    }

    /// <summary>What is along a sum is along each summand by its share.</summary>
    private static GradientState Share(GradientState gradient, SignalState part, SignalState sum)
        => gradient with { AlongSignal = sum.SecondMoment > 0 ? gradient.AlongSignal * part.SecondMoment / sum.SecondMoment : 0 };

    private GradientState Mean(GradientState[] steps)
    {
        GradientState sum = steps[0];
        for (int index = 1; index < steps.Length; index++) sum += steps[index];
        return sum.Scale(1.0 / steps.Length) with
        {
            AlongSignal = sum.AlongSignal / steps.Length,
            Columns = Profile.Of(InPlaces(steps).Select(step => step.SecondMoment)).Profile,
        };
    }

    /// <summary>The mean over all steps of what they have in common with others, by how far these are apart.</summary>
    private static LagTable? ByLag(SignalState[] states, Func<SignalState, LagTable?> table)
        => states.Select(table).Aggregate(static (sum, next) => sum is null || next is null ? null : sum.Map(next, static (left, right) => left + right))
            ?.Map(sum => sum / states.Length);

    /// <summary>What belongs to steps in the order in which they are taken, in the order of the sequence.</summary>
    private IEnumerable<T> InPlaces<T>(T[] steps) => Reverse ? Enumerable.Reverse(steps) : steps;

    private int Place(int step, int steps) => Reverse ? steps - 1 - step : step;

    /// <summary>One step.</summary>
    /// <param name="Input">What it reads.</param>
    /// <param name="Given">What the weights make of it.</param>
    /// <param name="Kept">What the recurrent weights make of the state before.</param>
    /// <param name="Sum">Both.</param>
    /// <param name="State">What tanh makes of the sum.</param>
    private sealed record Step(SignalState Input, SignalState Given, SignalState Kept, SignalState Sum, SignalState State)
    {
        public bool HasSettled(Step before)
            => Near(State.SecondMoment, before.State.SecondMoment)
                && Near(State.AcrossPositions, before.State.AcrossPositions)
                && Near(State.AcrossSamples, before.State.AcrossSamples);

        private static bool Near(double now, double before) => Math.Abs(now - before) <= Settled * Math.Abs(now);
    }
}
