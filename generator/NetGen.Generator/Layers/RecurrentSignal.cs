using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal abstract partial record RecurrentLayer
{
    /// <summary>Relative change of a second moment from one step to the next below which the steps behind are taken as equal.</summary>
    private const double Settled = 1e-9;

    /// <summary>Beyond this a gradient is lost anyway, and squares of it would leave the range of a number.</summary>
    private const double Largest = 1e140;

    /// <summary>
    /// Step by step, from nothing on: the sums of the gates are normal variables, and the cell makes the next state of them as of independent ones. The mean over
    /// all steps, or the last one; what two steps have in common follows the same way.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState Of(bool isReversed)
        {
            StepSignal[] steps = Walk(node, inputs, isReversed, math);
            return Settings.LastStepOnly ? steps[steps.Length - 1].State.WithoutPositions() with { Rows = default, Columns = default, Preimage = null } : OverTime(steps, isReversed);
        }

        return Settings.Bidirectional ? MergeLayer.Mixture(Of(isReversed: false), Of(isReversed: true), 0.5) : Of(Settings.Reverse);
    }

    /// <summary>The gradient of the inputs: that of each step's gates through the weights of the inputs; or that of what is given in front of the first step.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        if (input > 0) return OfGiven(node, input, inputs, gradient, math);
        return Settings.Bidirectional
            ? BackToInputs(node, inputs, gradient, isReversed: false, math) + BackToInputs(node, inputs, gradient, isReversed: true, math)
            : BackToInputs(node, inputs, gradient, Settings.Reverse, math);
    }

    /// <summary>A state that is given in front of the first step is read beside the steps, and makes up for what is forgotten: nothing is said of it.</summary>
    public override EquatableArray<double> GradientOverNearest(LayerNode node, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        if (Settings.Start.IsGiven) return EquatableArray<double>.Empty;
        double[] Of(bool isReversed)
        {
            double[] places = [.. BackToInputs(node, inputs, gradient, isReversed, math).Columns];

            // What comes behind the place that is read has no gradient.
            double nearest = (isReversed ? places : Enumerable.Reverse(places)).FirstOrDefault(static share => share > 0);
            return nearest > 0 ? [.. places.Select(share => share / nearest)] : [];
        }

        return (Settings.Bidirectional ? Of(isReversed: false).Zip(Of(isReversed: true), Math.Max) : Of(Settings.Reverse)).ToEquatableArray();
    }

    /// <summary>The gradient of what one direction reads.</summary>
    private GradientState BackToInputs(LayerNode node, IReadOnlyList<SignalState> inputs, GradientState gradient, bool isReversed, SignalMath math)
    {
        ParameterSpec weight = node.Find(InputWeight)!;
        double outputs = (double)Units / node.InputShapes[0].Channels;
        StepSignal[] steps = Walk(node, inputs, isReversed, math);
        StepGradient[] back = WalkBack(node, steps, gradient, isReversed, math);
        GradientState Read(StepSignal step, int index) => Sum(step.Gates.Select((gate, number) =>
            AffineSignal.Backward(Share(back[index].Given[number], gate.Given, gate.Sum), step.Input, weight, weight.FanOut, 1, outputs)));
        return OverTime([.. steps.Select(Read)], isReversed);
    }

    /// <summary>Weights sum over the steps of a sample the gradient of each step's sums times what they multiply there; the mean over the gates.</summary>
    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        bool isOther = parameter.Name.EndsWith(ReverseSuffix, StringComparison.Ordinal);
        bool isReversed = Settings.Reverse || isOther;
        int batch = math.Options.BatchSize;
        StepSignal[] steps = Walk(node, inputs, isReversed, math);
        StepGradient[] back = WalkBack(node, steps, gradient, isReversed, math);
        double OfWeights(Func<StepGradient, IReadOnlyList<GradientState>> gates, Func<StepSignal, SignalState> read, SignalState all, int first)
            => steps.Length == first ? 0 : OfGates(gates, first, (sums, gate) => ParameterGradients.Weight(all, sums, steps.Length - first, batch) * Together(
                [.. back.Skip(first).Select(step => gates(step)[gate].SecondMoment)], [.. steps.Skip(first).Select(step => read(step).SecondMoment)]));
        double OfBias(Func<StepGradient, IReadOnlyList<GradientState>> gates) => OfGates(gates, 0, (sums, _) => ParameterGradients.Bias(sums, steps.Length, batch));
        double OfGates(Func<StepGradient, IReadOnlyList<GradientState>> gates, int first, Func<GradientState, int, double> square)
            => Enumerable.Range(0, Cell.Gates).Average(gate => square(OverTime([.. back.Skip(first).Select(step => gates(step)[gate])], isReversed), gate));
        return (isOther ? parameter.Name.Substring(0, parameter.Name.Length - ReverseSuffix.Length) : parameter.Name) switch
        {
            InputWeight => OfWeights(step => step.Given, step => step.Input, inputs[0], first: 0),
            RecurrentWeight => OfWeights(step => step.Kept, step => step.Before, Left(node, OverTime(steps, isReversed), math), first: Settings.Start.IsGiven ? 0 : 1),
            LearnedState => ParameterGradients.Bias(OfStart(node, steps[0], back[0], steps.Length, math), 1, batch),
            LearnedCell => ParameterGradients.Bias(back[0].CellBefore ?? new GradientState(0), 1, batch),
            InputBias => OfBias(step => step.Given),
            _ => OfBias(step => step.Added ?? step.Kept),
        };
    }

    /// <summary>The mean of products over the product of means: where both grow from step to step, larger than 1.</summary>
    private static double Together(double[] left, double[] right)
        => left.Average() * right.Average() is > 0 and double means ? left.Zip(right, (one, other) => one * other).Average() / means : 1;

    /// <summary>What drops whole channels, the same at all steps.</summary>
    private RandomLayer? Dropping => Settings.Dropout > 0 ? new RandomLayer(RandomChange.SpatialDropout, Settings.Dropout) : null;

    /// <summary>What is left of a state for the recurrent weights.</summary>
    private SignalState Left(LayerNode node, SignalState state, SignalMath math) => Dropping is null ? state : Dropping.Propagate(node, [state], math);

    /// <summary>What the cell makes of the sums of its gates.</summary>
    protected abstract StepSignal Take(LayerNode node, StepSignal step, SignalMath math);

    /// <summary>What becomes of the gradients by a step's state and cell state.</summary>
    protected abstract StepGradient TakeBack(LayerNode node, StepSignal step, GradientState state, GradientState cell, SignalMath math);

    protected static SignalState Through(ActivationFunction function, LayerNode node, SignalState sum, SignalMath math) => new ActivationLayer(function).Propagate(node, [sum], math);

    protected static GradientState Back(ActivationFunction function, LayerNode node, SignalState sum, GradientState gradient, SignalMath math)
        => new ActivationLayer(function).PropagateBack(node, 0, [sum], gradient, math);

    /// <summary>A gradient that comes through a product with an independent factor; what of it is along the signal is not followed.</summary>
    protected static GradientState Times(GradientState gradient, SignalState factor) => new(gradient.SecondMoment * factor.SecondMoment)
    {
        AcrossSamples = gradient.AcrossSamples * factor.AcrossSamples,
        AcrossPositions = gradient.AcrossPositions * factor.AcrossPositions,
        AcrossUnits = gradient.AcrossUnits * factor.AcrossUnits,
    };

    /// <summary>
    /// A gradient of which a step keeps a part: what it has in common with those of later steps, in the mean over these, is then that with the next one, which is a part of
    /// itself, and that with all others.
    /// </summary>
    protected static GradientState Keep(GradientState gradient, SignalState keep, StepSignal step) => Times(gradient, keep) with
    {
        AcrossPositions = keep.Mean * (gradient.SecondMoment + (step.Later * gradient.AcrossPositions)) / (step.Later + 1),
    };

    /// <summary>
    /// A gradient and what is kept of the later one. If the first has something in common with those of later steps, so it has with what is kept of them: a sum of powers of the
    /// share that is kept.
    /// </summary>
    protected static GradientState Join(GradientState fresh, GradientState kept, double share, int later)
    {
        double together = fresh.AcrossPositions;
        double Powers(int terms) => share < 1 ? (1 - Math.Pow(share, terms)) / (1 - share) : terms;
        GradientState sum = fresh + kept;
        return later == 0 ? sum : sum with
        {
            SecondMoment = sum.SecondMoment + (2 * share * together * Powers(later)),
            AcrossPositions = kept.AcrossPositions + (together * Enumerable.Range(1, later).Average(Powers)),
        };
    }

    /// <summary>keep * before + added, where what is added has something in common with what was added at earlier steps: <see cref="CarriedSum"/>.</summary>
    /// <param name="step">How many steps were taken before.</param>
    protected static SignalState Carry(SignalState keep, SignalState before, SignalState added, int step)
    {
        if (step == 0 && before.SecondMoment == 0) return added;
        SignalState sum = MergeLayer.Sum(MergeLayer.Product(keep, before, isSame: false), added, isSame: false);
        if (step == 0 || added.Positions is null) return sum;
        LagTable? Follow(LagTable? plain, LagTable? ofAdded)
        {
            if (plain is null || ofAdded is null) return plain;
            CarriedSum carried = new(keep.Mean, step, ofAdded);
            return plain with { Values = plain.Columns.Lags.Select((lag, index) => lag > step ? 0 : plain.Values[index] + carried.Cross(lag)).ToEquatableArray() };
        }

        double ofSamples = added.Pattern is null ? 0 : new CarriedSum(keep.Mean, step, added.Pattern).OwnCross;
        return sum with
        {
            SecondMoment = sum.SecondMoment + new CarriedSum(keep.Mean, step, added.Positions).OwnCross,
            AcrossSamples = sum.AcrossSamples + ofSamples,
            Positions = Follow(sum.Positions, added.Positions),
            Pattern = Follow(sum.Pattern, added.Pattern),
        };
    }

    /// <summary>All steps, in the order in which they are taken.</summary>
    private StepSignal[] Walk(LayerNode node, IReadOnlyList<SignalState> inputs, bool isReversed, SignalMath math)
        => math.Once((node, inputs.ToEquatableArray(), isReversed), () => AllSteps(node, inputs, isReversed, math));

    private StepSignal[] AllSteps(LayerNode node, IReadOnlyList<SignalState> inputs, bool isReversed, SignalMath math)
    {
        SignalState x = inputs[0];
        ParameterSpec weight = node.Find(InputWeight)!;
        ParameterSpec recurrent = node.Find(RecurrentWeight)!;
        var steps = new StepSignal[node.InputShapes[0].Positions];
        KernelWindows? windows = KernelWindows.OfSinglePositions(node.InputShapes[0]);
        SignalState nothing = new(0, 0) { Positions = x.Positions?.Map(static _ => 0), Pattern = x.Pattern?.Map(static _ => 0) };
        (SignalState state, SignalState cell) = (StartOf(inputs, 1, nothing), StartOf(inputs, 2, nothing));
        for (int index = 0; index < steps.Length; index++)
        {
            if (index > 1 && x.Columns.Count == 0 && steps[index - 1].HasSettled(steps[index - 2]))
            {
                steps[index] = steps[index - 1] with { Index = index, Later = steps.Length - 1 - index };
                continue;
            }

            SignalState read = x.Scale(Profile.At(x.Columns, Place(index, steps.Length, isReversed))) with { Columns = default };
            GateSignal Gate(int number)
            {
                SignalState given = AffineSignal.Forward(read, weight, OfGate(node.Find(InputBias), number), TapShares.All, windows);
                SignalState kept = AffineSignal.Forward(Left(node, state, math), recurrent, OfGate(node.Find(RecurrentBias), number), TapShares.All, windows);
                return new GateSignal(given, kept, MergeLayer.Sum(given, kept, isSame: false));
            }

            steps[index] = Take(node, new StepSignal(index, steps.Length - 1 - index, read, state, cell, [.. Enumerable.Range(0, Cell.Gates).Select(Gate)]), math);
            (state, cell) = (steps[index].State, steps[index].Cell);
        }

        return steps;
    }

    /// <summary>The gradients of the steps: of what comes from above and from the step behind.</summary>
    private StepGradient[] WalkBack(LayerNode node, StepSignal[] steps, GradientState gradient, bool isReversed, SignalMath math)
        => math.Once((node, steps, gradient, isReversed), () => AllStepsBack(node, steps, gradient, isReversed, math));

    private StepGradient[] AllStepsBack(LayerNode node, StepSignal[] steps, GradientState gradient, bool isReversed, SignalMath math)
    {
        var back = new StepGradient[steps.Length];
        for (int index = steps.Length - 1; index >= 0; index--)
        {
            GradientState state = !Settings.LastStepOnly ? gradient.Scale(Profile.At(gradient.Columns, Place(index, steps.Length, isReversed))) with { Columns = default }
                : index == steps.Length - 1 ? gradient with { AcrossPositions = 0 }
                : new GradientState(0);
            GradientState cell = new(0);
            if (index + 1 < steps.Length)
            {
                StepGradient behind = back[index + 1];
                state += ThroughWeights(node, steps[index + 1], behind, math);
                if (behind.StateBefore is { } passed) state = Join(state, passed, behind.KeptShare, steps[index].Later);
                if (behind.CellBefore is { } kept) cell = Bounded(kept);
            }

            back[index] = TakeBack(node, steps[index], Bounded(state), cell, math);
        }

        return back;
    }

    private static GradientState Bounded(GradientState gradient) => gradient.SecondMoment > Largest ? gradient.Scale(Largest / gradient.SecondMoment) : gradient;

    private static GradientState Sum(IEnumerable<GradientState> gradients) => gradients.Aggregate(static (sum, next) => sum + next);

    /// <summary>The bias of one gate, where each begins with a number of its own.</summary>
    private static ParameterSpec? OfGate(ParameterSpec? bias, int gate)
        => bias is { Initializer: { Distribution: Distribution.PartConstants, Values: var values } } ? bias with { Initializer = Initialize.Constant(values[gate]) } : bias;

    /// <summary>What is along a sum is along each summand by its share.</summary>
    private static GradientState Share(GradientState gradient, SignalState part, SignalState sum)
        => gradient with { AlongSignal = sum.SecondMoment > 0 ? gradient.AlongSignal * part.SecondMoment / sum.SecondMoment : 0 };

    /// <summary>The states of all steps as those of one tensor.</summary>
    private static SignalState OverTime(StepSignal[] steps, bool isReversed)
    {
        SignalState[] states = [.. steps.Select(step => step.State)];
        double Mean(Func<SignalState, double> moment) => states.Average(moment);
        (EquatableArray<double> columns, double square) = Profile.Of(InPlaces(states, isReversed).Select(state => state.SecondMoment));
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
            Columns = columns,
            Preimage = null,
        };
    }

    /// <summary>The gradients of all steps as those of one tensor. Each has something in common with all that are later.</summary>
    private static GradientState OverTime(GradientState[] steps, bool isReversed)
    {
        GradientState sum = Sum(steps);
        double pairs = steps.Length * (steps.Length - 1) / 2.0;
        double together = steps.Select((step, index) => (steps.Length - 1 - index) * step.AcrossPositions).Sum();
        return sum.Scale(1.0 / steps.Length) with
        {
            AcrossPositions = pairs > 0 ? together / pairs : 0,
            AlongSignal = sum.AlongSignal / steps.Length,
            Columns = Profile.Of(InPlaces(steps, isReversed).Select(step => step.SecondMoment)).Profile,
        };
    }

    /// <summary>The mean over all steps of what they have in common with the one so far before them, by how far that is.</summary>
    private static LagTable? ByLag(SignalState[] states, Func<SignalState, LagTable?> table)
    {
        if (table(states[states.Length - 1]) is null) return null;
        LagTable[] tables = [.. states.Select(state => table(state)!)];
        return LagTable.Create(1, states.Length, (_, lag) => tables.Skip(lag).Average(step => step.At(0, lag)));
    }

    /// <summary>What belongs to steps in the order in which they are taken, in the order of the sequence.</summary>
    private static IEnumerable<T> InPlaces<T>(T[] steps, bool isReversed) => isReversed ? Enumerable.Reverse(steps) : steps;

    private static int Place(int step, int steps, bool isReversed) => isReversed ? steps - 1 - step : step;

    /// <summary>The sum of a gate.</summary>
    /// <param name="Given">What the weights make of the input.</param>
    /// <param name="Kept">What the recurrent weights make of the state before.</param>
    /// <param name="Sum">Both.</param>
    protected sealed record GateSignal(SignalState Given, SignalState Kept, SignalState Sum);

    /// <summary>One step.</summary>
    /// <param name="Index">In the order in which steps are taken.</param>
    /// <param name="Later">How many steps come behind it.</param>
    /// <param name="Input">What it reads.</param>
    /// <param name="Before">The state before.</param>
    /// <param name="CellBefore">The cell state before.</param>
    protected sealed record StepSignal(int Index, int Later, SignalState Input, SignalState Before, SignalState CellBefore, IReadOnlyList<GateSignal> Gates)
    {
        /// <summary>What the gates are, once they are open.</summary>
        public IReadOnlyList<SignalState> Values { get; init; } = [];

        /// <summary>The state behind it.</summary>
        public SignalState State { get; init; } = Before;

        /// <summary>The cell state behind it.</summary>
        public SignalState Cell { get; init; } = CellBefore;

        public bool HasSettled(StepSignal before)
            => Near(State.SecondMoment, before.State.SecondMoment)
                && Near(Cell.SecondMoment, before.Cell.SecondMoment)
                && Near(State.AcrossPositions, before.State.AcrossPositions)
                && Near(State.AcrossSamples, before.State.AcrossSamples);

        private static bool Near(double now, double before) => Math.Abs(now - before) <= Settled * Math.Abs(now);
    }

    /// <summary>Gradients of a step.</summary>
    /// <param name="Given">By what the inputs give to each gate.</param>
    /// <param name="Kept">By the products of the state.</param>
    /// <param name="StateBefore">What goes to the state before without weights.</param>
    /// <param name="CellBefore">What goes to the cell state before.</param>
    protected sealed record StepGradient(IReadOnlyList<GradientState> Given, IReadOnlyList<GradientState> Kept, GradientState? StateBefore = null, GradientState? CellBefore = null)
    {
        /// <summary>By what is added to the products, where that is not the same.</summary>
        public IReadOnlyList<GradientState>? Added { get; init; }

        /// <summary>The mean share of the state that a step keeps.</summary>
        public double KeptShare { get; init; }
    }
}
