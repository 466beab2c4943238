using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A state from the first time step to the last or the other way. At each step one product with the weights, for all samples, and one pass over the
/// units, in which the gates are opened and the state follows.
/// </summary>
internal sealed class RecurrentForwardKernel : Kernel
{
    /// <summary>What is left of the state before.</summary>
    private const string MaskedBefore = "maskedBefore";

    private readonly RecurrencePlan _plan;
    private readonly bool _keeps;
    private readonly bool _isStep;
    private readonly PlannedParameter _weights;
    private readonly StateProduct _product;
    private readonly StateProduct? _late;
    private readonly StepMemory _target;
    private readonly StepPlaces _places;

    /// <param name="name">The methods' names begin with it.</param>
    /// <param name="plan">Cell and sizes.</param>
    /// <param name="keeps">Whether the backward pass reads what the cell keeps.</param>
    /// <param name="weights">Of the state.</param>
    /// <param name="weightOperand">Where it reads them.</param>
    /// <param name="bias">What is added to its products, or null.</param>
    /// <param name="places">Gates, state and what else the cell has. Gates are overwritten.</param>
    /// <param name="isStep">Whether it computes one step of one sample, whose state it finds where the step before has left it.</param>
    public RecurrentForwardKernel(
        string name,
        RecurrencePlan plan,
        bool keeps,
        PlannedParameter weights,
        MemoryOperand weightOperand,
        PlannedParameter? bias,
        IReadOnlyList<StepPlace> places,
        bool isStep = false)
        : base(name)
    {
        (_plan, _keeps, _weights, _isStep) = (plan, keeps, weights, isStep);
        _places = new StepPlaces(places);
        _target = plan.Cell.TakesProductsApart ? StepMemory.Products : StepMemory.Gates;
        _product = new StateProduct(
            plan.Units, plan.Units * plan.Panel, plan.EarlyGates, plan.Panel, _places[plan.Drops ? StepMemory.Masked : StepMemory.State].SampleStride, _places[_target].SampleStride, Adds: !plan.Cell.TakesProductsApart, plan.Unrolling)
        { IsAlone = isStep, Format = weightOperand.Format };
        if (plan.LateGates > 0) _late = _product with { Outputs = plan.LateGates, SourceStride = _places[StepMemory.Gated].SampleStride };
        Operands =
        [
            weightOperand,
            .. bias is null ? Array.Empty<Operand>() : [ParameterOperand.Read(StepText.Name(StepMemory.Bias), bias)],
            .. places.Select(place => new TensorOperand(
                place.Name,
                place.Tensor,
                IsGradient: false,
                place.Memory switch { StepMemory.Gates => Access.Update, StepMemory.Mask or StepMemory.Lengths or StepMemory.Start or StepMemory.CellStart => Access.Read, _ => Access.Write })),
            .. isStep ? [ScalarOperand.Step] : Array.Empty<Operand>(),
        ];
    }

    public override string Formula
        => $"{(_plan.Cell.TakesProductsApart ? "products =" : "sum = gates +")} before{(_plan.Drops ? " * mask" : string.Empty)} * weights{(_plan.HasBias ? " + bias" : string.Empty)}, before = state[t {(_plan.IsReversed ? "+" : "-")} 1]{(_plan.HasStart ? ", at first start" : string.Empty)}; {_plan.Cell.Formula}";

    public override IReadOnlyList<Operand> Operands { get; }

    public override Granularity Granularity => Granularity.Chunk;

    public override bool CountsOnZeros => true;

    public override long WorkPerSample => (_isStep ? 1 : _plan.Steps) * (_weights.PackedSize + _plan.WorkOfPass);

    public override string Title
        => $"{_plan.Cell.Title}{_product.Format.Title}{(_isStep ? "Step" : string.Empty)}"
            + $"Of{KernelTitle.Values(_places[StepMemory.State].Tensor.Shape)}{(_plan.HasStart ? "Started" : string.Empty)}";

    public override string DescribePlan() => string.Join("\n", [
        _isStep ? "one step: the state is that which the step before has left, and stays for the next" : _plan.Direction(fromLast: false),
        .. _plan.DescribeLengths(),
        _isStep ? "without a step before, a pass of its own that multiplies nothing" : _keeps ? $"gates{(_plan.Cell.HasCellState ? ", cell states" : string.Empty)} and states of all steps are kept for the backward pass" : "nothing but states is kept",
        .. _product.Format.IsNarrow
            ? [$"weights are {_product.Format.Precision}, widened to floats as they are loaded"]
            : Array.Empty<string>(),
        .. _product.Describe(),
        .. _late is null ? [] : _late.Describe().Select(line => $"behind the other gates, {line}")]);

    public override void Emit(SourceWriter writer)
    {
        StepPass first = _plan.FirstPass(_keeps);
        StepPass later = _plan.Step(isFirst: false, _keeps, isBackward: false);
        KernelDispatch.EmitByClass(writer, this, _plan.Panel);
        foreach (RegisterClass registers in RegisterClass.For(_plan.Panel))
        {
            writer.Line();
            EmitWalk(writer, registers, first.Text, later.Text);
            if (_plan.HasLater) EmitStep(writer, registers, later.Text);
        }

        _plan.EmitPass(writer, Name + "First", first, Stride);
        if (!_plan.HasLater) return;
        _plan.EmitPass(writer, Name + "Pass", later, Stride);
        _product.EmitTiles(writer, Name);
        if (_late is null) return;
        StepPass early = _plan.EarlyPass(_keeps, isBackward: false);
        _plan.EmitPass(writer, Name + "Early", early, Stride);
        _late.EmitTiles(writer, Name + "Late");
    }

    private void EmitWalk(SourceWriter writer, RegisterClass registers, StepText first, StepText later)
    {
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
        if (_isStep)
        {
            EmitStepAlone(writer, registers, first, later);
            return;
        }

        foreach (StepPlace place in _places.All) RecurrencePlan.EmitMove(writer, place.Name, _plan.Start(place, isFirst: true));
        _plan.DeclareTime(writer, isFirst: true);
        writer.Line($"{Name}First<TVector>({_plan.Arguments(first.Used.Select(StepText.Name))});");
        if (!_plan.HasLater) return;
        using SourceWriter.BlockScope? steps = _plan.StepLoop(writer, isBackward: false);
        if (later.Used.Contains(StepMemory.Before) || !_plan.Drops) writer.Line("ref float before = ref state;");
        if (_plan.Drops) writer.Line($"ref float {MaskedBefore} = ref masked;");
        if (later.Used.Contains(StepMemory.CellBefore)) writer.Line("ref float cellBefore = ref cell;");
        EmitMoves(writer);
        writer.Line($"{Name}Step{registers.Name}<TVector>({_plan.Arguments(StepNames(later))});");
    }

    /// <summary>The step at hand: what the step before has left is where this one leaves its own.</summary>
    private void EmitStepAlone(SourceWriter writer, RegisterClass registers, StepText first, StepText later)
    {
        using (writer.Block("if (step == 0)"))
        {
            writer.Line($"{Name}First<TVector>({_plan.Arguments(first.Used.Select(StepText.Name))});");
            if (!_plan.HasStart) writer.Line("return;");
        }

        writer.Line();
        IEnumerable<string> arguments = StepNames(later).Select(name => name == StepText.Name(StepMemory.Before) ? StepText.Name(StepMemory.State) : name == StepText.Name(StepMemory.CellBefore) ? StepText.Name(StepMemory.Cell) : name);
        writer.Line($"{Name}Step{registers.Name}<TVector>({_plan.Arguments(arguments)});");
    }

    /// <summary>To the next step. Where a state is in front of the first, that step's own memory is where all begin.</summary>
    private void EmitMoves(SourceWriter writer)
    {
        StepPlace[] moved = [.. _places.All.Where(place => _plan.Advance(place) != 0)];
        foreach (StepPlace place in moved.Where(place => !_plan.HasStart || _plan.BeginsBefore(place))) RecurrencePlan.EmitMove(writer, place.Name, _plan.Advance(place));
        StepPlace[] later = [.. moved.Where(place => _plan.HasStart && !_plan.BeginsBefore(place))];
        if (_plan.HasStart && _plan.Steps == 1) return;
        using SourceWriter.BlockScope? others = _plan.HasStart ? writer.Block("if (step > 0)") : null;
        foreach (StepPlace place in later) RecurrencePlan.EmitMove(writer, place.Name, _plan.Advance(place));
        _plan.EmitTime(writer, isForward: true);
    }

    /// <summary>One step of all samples, as the caller's memory has it: the state before may lie anywhere.</summary>
    private void EmitStep(SourceWriter writer, RegisterClass registers, StepText later)
    {
        writer.Line();
        string parameters = _plan.Parameters(StepNames(later).Skip(1), Operands[0].Declaration);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, $"{Name}Step{registers.Name}", parameters);
        _product.Emit(writer, Name, registers, _plan.Drops ? MaskedBefore : StepText.Name(StepMemory.Before), "weights", StepText.Name(_target));
        writer.Line();
        if (_late is not null)
        {
            writer.Line($"{Name}Early<TVector>({_plan.Arguments(_plan.EarlyPass(_keeps, isBackward: false).Text.Used.Select(StepText.Name))});");
            string weights = RecurrencePlan.DeclareLate(writer, "weights", _plan.EarlyGates * _plan.Units, _product.Format.Element);
            string gates = RecurrencePlan.DeclareLate(writer, StepText.Name(StepMemory.Gates), _plan.EarlyGates);
            _late.Emit(writer, Name + "Late", registers, StepText.Name(StepMemory.Gated), weights, gates);
            writer.Line();
        }

        writer.Line($"{Name}Pass<TVector>({_plan.Arguments(later.Used.Select(StepText.Name))});");
    }

    /// <summary>What a step is handed, weights first.</summary>
    private IEnumerable<string> StepNames(StepText later) =>
    [
        Operands[0].Name,
        .. _plan.Drops ? [MaskedBefore] : Array.Empty<string>(),
        .. later.Used.Concat(_plan.Drops ? [] : [StepMemory.Before]).Concat(_plan.EarlyPass(_keeps, isBackward: false).Text.Used).Distinct().OrderBy(memory => memory).Select(StepText.Name),
    ];

    private int Stride(StepMemory memory) => _places[memory switch { StepMemory.Before => StepMemory.State, StepMemory.CellBefore => StepMemory.Cell, _ => memory }].SampleStride;
}
