using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of a recurrence over time.</summary>
internal static partial class ScanChoice
{
    public static void Choose(Scan scan, KernelBuilder builder)
    {
        if (scan.IsStep)
        {
            ChooseStep(scan, builder);
            return;
        }

        TensorValue gates = builder.Padded(scan.Input);
        TensorValue output = builder.Define(scan.Output);
        PlannedParameter weights = builder.Parameter(scan.Weight);
        PlannedParameter? bias = builder.ParameterIfAny(scan.Bias);
        int steps = gates.Shape.Positions;
        RecurrencePlan plan = new(scan.Cell, weights.Depth, weights.Panel, steps, scan.IsReversed, output.Shape.Positions < steps, bias is not null, builder.Unrolling)
        {
            HasLengths = scan.Lengths is not null,
            HasStart = scan.Start is not null,
            HasCellStart = scan.Start?.Cell is not null,
        };
        bool drops = builder.IsTrained && scan.Dropout is not null && plan.HasLater;
        if (scan.Start is null && !scan.Cell.KeepsGates && !plan.GivesLast && !drops)
        {
            IReadOnlyList<StepPlace> places = [.. Lengths(scan, builder, plan), new(StepMemory.Gates, gates), new(StepMemory.State, output)];
            if (builder.ReadsNarrow(weights) is null)
            {
                builder.Forward(Kernel("Scan", ParameterOperand.Read("weights", weights)));
            }
            else
            {
                builder.ForwardInference(Kernel("Scan", builder.ReadForInference("weights", weights)));
                if (builder.IsTrained) builder.ForwardTraining(Kernel("TrainingScan", ParameterOperand.Read("weights", weights)));
            }

            RecurrentForwardKernel Kernel(string purpose, MemoryOperand operand)
                => new(builder.KernelName(purpose), plan, keeps: false, weights, operand, bias, places);
            if (builder.IsTrained) ChooseBackward(scan, builder, plan, weights, bias, output, places);
            return;
        }

        // Inference goes on from step to step in the memory of one.
        StepPlace passed = scan.Start is null || plan.GivesLast ? new(StepMemory.State, output) : New(scan, builder, plan, StepMemory.State, plan.States);
        IReadOnlyList<StepPlace> passing = [.. Lengths(scan, builder, plan), new(StepMemory.Gates, gates), passed, .. Extras(scan.Cell).Select(memory => New(scan, builder, plan, memory, 1)), .. Starts(scan, builder)];
        builder.ForwardInference(new RecurrentForwardKernel(
            builder.KernelName("Scan"), plan, keeps: false, weights, builder.ReadForInference("weights", weights), bias, passing));
        if (scan.Start is not null && !plan.GivesLast) builder.ForwardInference(CopyStates(builder, plan, passed, output));
        if (builder.IsTrained) ChooseTraining(scan, builder, plan with { Drops = drops }, weights, bias, gates, output);
    }

    /// <summary>One step: states stay where they are until the next.</summary>
    private static void ChooseStep(Scan scan, KernelBuilder builder)
    {
        TensorValue gates = builder.Padded(scan.Input);
        PlannedParameter weights = builder.Parameter(scan.Weight);
        PlannedParameter? bias = builder.ParameterIfAny(scan.Bias);

        // To the plan a step is the second of two: one with a step before it.
        RecurrencePlan plan = new(scan.Cell, weights.Depth, weights.Panel, Steps: 2, IsReversed: false, GivesLast: true, bias is not null, builder.Unrolling)
        {
            HasStart = scan.Start is not null,
            HasCellStart = scan.Start?.Cell is not null,
        };
        TensorValue state = builder.Place(scan.Output, builder.NewState(scan.Output.Name + StepMemory.State, scan.Output.Shape));
        IEnumerable<StepPlace> extras = Extras(scan.Cell).Select(memory => memory != StepMemory.Cell
            ? New(scan, builder, plan, memory, 1)
            : new StepPlace(memory, builder.NewState(scan.Output.Name + memory, Shape.Vector(plan.Units))));
        builder.ForwardInference(new RecurrentForwardKernel(
            builder.KernelName("Scan"),
            plan,
            keeps: false,
            weights,
            builder.ReadForInference("weights", weights),
            bias,
            [new(StepMemory.Gates, gates), new(StepMemory.State, state), .. extras, .. Starts(scan, builder)],
            isStep: true));
    }

    private static void ChooseTraining(
        Scan scan, KernelBuilder builder, RecurrencePlan plan, PlannedParameter weights, PlannedParameter? bias, TensorValue gates, TensorValue output)
    {
        StepPlace state = plan.GivesLast || plan.HasStart ? New(scan, builder, plan, StepMemory.State, plan.States) : new(StepMemory.State, output);
        IEnumerable<StepPlace> extras = Extras(scan.Cell).Select(memory => New(scan, builder, plan, memory, memory == StepMemory.Cell ? plan.States : plan.Steps));
        List<StepPlace> kept = [.. Lengths(scan, builder, plan), new(StepMemory.Gates, gates), state, .. extras];
        if (plan.Drops)
        {
            StepPlace mask = New(scan, builder, plan, StepMemory.Mask, 1);
            builder.ForwardTraining(new MaskKernel(builder.KernelName("Mask"), scan.Dropout!.Rate, scan.Dropout.Stream, TensorOperand.Write("mask", mask.Tensor)));
            kept.AddRange([mask, New(scan, builder, plan, StepMemory.Masked, plan.States)]);
        }

        builder.ForwardTraining(new RecurrentForwardKernel(
            builder.KernelName("TrainingScan"),
            plan,
            keeps: scan.Cell.KeepsGates,
            weights,
            ParameterOperand.Read("weights", weights),
            bias,
            [.. kept, .. Starts(scan, builder)]));
        if (plan.HasStart && !plan.GivesLast) builder.ForwardTraining(CopyStates(builder, plan, state, output));
        if (plan.GivesLast)
        {
            builder.ForwardTraining(new CopyChannelsKernel(
                builder.KernelName("LastState"),
                TensorOperand.Read("states", state.Tensor),
                state.Pitch,
                plan.Start(state, isFirst: false),
                TensorOperand.Write("output", output),
                output.Pitch,
                0,
                plan.Units,
                1));
        }

        ChooseBackward(scan, builder, plan, weights, bias, output, kept);
    }

    private static void ChooseBackward(Scan scan, KernelBuilder builder, RecurrencePlan plan, PlannedParameter weights, PlannedParameter? bias, TensorValue output, IReadOnlyList<StepPlace> kept)
    {
        TensorValue Place(StepMemory memory) => kept.Single(place => place.Memory == memory).Tensor;
        (TensorValue gates, TensorValue state) = (Place(StepMemory.Gates), Place(StepMemory.State));
        TensorValue products = scan.Cell.TakesProductsApart ? Place(StepMemory.Products) : gates;
        WeightOrder from = new(plan.PaddedGates, plan.Units, 1, plan.Panel, IsSideBySide: false);
        WeightOrder to = new(plan.Units, plan.PaddedGates, 1, plan.Panel, IsSideBySide: false);
        Scratch transposed = builder.NewScratch("TransposedWeights", to.Size(1));
        builder.Backward(new TransposeWeightsKernel(
            builder.KernelName("TransposeWeights"), 1, from, to, ParameterOperand.Read("weights", weights), new ScratchOperand("transposed", transposed, Access.Write)));
        List<StepPlace> places = [.. kept.Where(place => (scan.Cell.KeepsGates || place.Memory != StepMemory.Gates) && place.Memory != StepMemory.Masked)];
        places.Add(new(StepMemory.StateGradient, output));
        places.Add(New(scan, builder, plan, StepMemory.Carried, 1));
        if (scan.Cell.HasCellState) places.Add(New(scan, builder, plan, StepMemory.CellCarried, 1));
        if (scan.Cell.LateGates > 0) places.Add(New(scan, builder, plan, StepMemory.GatedGradient, 1));
        if (plan.Drops) places.Add(New(scan, builder, plan, StepMemory.MaskedGradient, 1));
        places.Add(new(StepMemory.GatesGradient, gates));
        if (scan.Cell.TakesProductsApart) places.Add(new(StepMemory.ProductsGradient, products));
        builder.Backward(new RecurrentGradientKernel(builder.KernelName("ScanGradient"), plan, new ScratchOperand("transposed", transposed, Access.Read), places));

        if (scan.Start is not null) ChooseStartGradient(scan.Start, builder, plan, places);

        // The weights multiply the state of the step before: as a convolution over time whose only tap is one step away. Where there is but one step that
        // tap sees none, and as one of another row, which there is not either, it leaves zeros. States that begin before the first step are one place on.
        int before = scan.IsReversed ? -1 : plan.HasStart ? 0 : 1;
        bool isAlone = state.Shape.Positions == 1;
        GradientSizes sizes = new(weights, plan.Units, 1, 1, plan.Drops ? Place(StepMemory.Masked) : state, products, 1, 1, 1, 1, isAlone ? before : 0, isAlone ? 0 : before) { Range = (0, plan.EarlyGates) };
        WeightGradient("RecurrentWeightGradient", "state", sizes);
        if (scan.Cell.LateGates > 0)
        {
            WeightGradient("LateWeightGradient", "gated", sizes with { Input = Place(StepMemory.Gated), PaddingTop = 0, PaddingLeft = 0, Range = (plan.EarlyGates, plan.LateGates) });
        }

        MatrixProductChoice.BiasGradient(builder, products, bias);

        void WeightGradient(string purpose, string input, GradientSizes of) => builder.Backward(new WeightGradientKernel(
            builder.KernelName(purpose),
            of,
            TensorOperand.Read(input, of.Input),
            TensorOperand.ReadGradient("productsGradient", products),
            ParameterOperand.ContributeGradient("weightGradient", weights),
            builder.Unrolling));
    }

    private static IEnumerable<StepPlace> Lengths(Scan scan, KernelBuilder builder, RecurrencePlan plan)
        => plan.HasLengths ? [new StepPlace(StepMemory.Lengths, builder.Value(scan.Lengths!))] : [];

    /// <summary>What a cell has besides gates and state.</summary>
    private static IEnumerable<StepMemory> Extras(RecurrentCell cell)
    {
        if (cell.TakesProductsApart) yield return StepMemory.Products;
        if (cell.HasCellState) yield return StepMemory.Cell;
        if (cell.LateGates > 0) yield return StepMemory.Gated;
    }

    private static StepPlace New(Scan scan, KernelBuilder builder, RecurrencePlan plan, StepMemory memory, int steps)
    {
        int channels = memory == StepMemory.Products ? plan.PaddedGates : plan.Units;
        Shape shape = steps == 1 ? Shape.Vector(channels) : Shape.Sequence(steps, channels);
        return new StepPlace(memory, builder.NewValue(scan.Output.Name + memory + (steps == 1 ? string.Empty : "s"), shape));
    }
}
