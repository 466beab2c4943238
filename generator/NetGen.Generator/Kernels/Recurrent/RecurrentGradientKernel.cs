using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Back-propagation through time: the gradients by the sums of the gates, from the last time step to the first or the other way. At each step one pass over
/// the units, in which they follow from the gradient by the state, and one product with the transposed weights, for all samples, which is what the step before is
/// given of it.
/// </summary>
internal sealed class RecurrentGradientKernel : Kernel
{
    private readonly RecurrencePlan _plan;
    private readonly StateProduct _product;
    private readonly StateProduct? _late;
    private readonly StepMemory _source;
    private readonly StepMemory _target;
    private readonly StepPlaces _places;

    /// <param name="name">The methods' names begin with it.</param>
    /// <param name="plan">Cell and sizes.</param>
    /// <param name="transposed">The weights, so that units lie side by side.</param>
    /// <param name="places">What the forward pass has kept, gradients, and what is carried from step to step.</param>
    public RecurrentGradientKernel(string name, RecurrencePlan plan, ScratchOperand transposed, IReadOnlyList<StepPlace> places)
        : base(name)
    {
        _plan = plan;
        _places = new StepPlaces(places);
        _target = plan.Drops ? StepMemory.MaskedGradient : StepMemory.Carried;
        _source = plan.Cell.TakesProductsApart ? StepMemory.ProductsGradient : StepMemory.GatesGradient;
        _product = new StateProduct(
            plan.EarlyGates, plan.PaddedGates * plan.Panel, plan.PaddedUnits, plan.Panel, _places[_source].SampleStride, _places[_target].SampleStride, Adds: plan.Cell.PassesStateOn && !plan.Drops, plan.Unrolling);
        if (plan.LateGates > 0) _late = _product with { Depth = plan.LateGates, TargetStride = _places[StepMemory.GatedGradient].SampleStride, Adds = false };
        Operands = [.. places.Select(Operand), transposed];
    }

    public override string Formula => $"d = stateGradient + carried, carried = gradient by products * transposed weights{(_plan.Drops ? " * mask" : string.Empty)}; {_plan.Cell.GradientFormula}";

    public override IReadOnlyList<Operand> Operands { get; }

    public override Granularity Granularity => Granularity.Chunk;

    public override bool CountsOnZeros => true;

    public override long WorkPerSample => _plan.Steps * (((long)_plan.PaddedGates * _plan.PaddedUnits) + _plan.WorkOfPass);

    public override string Title => $"{_plan.Cell.Title}GradientOf{KernelTitle.Values(_places[StepMemory.StateGradient].Tensor.Shape)}";

    public override string DescribePlan() => string.Join("\n", [
        _plan.Direction(fromLast: true),
        .. _plan.DescribeLengths(),
        .. _product.Describe(),
        .. _late is null ? [] : _late.Describe().Select(line => $"for the late gates, {line}")]);

    public override void Emit(SourceWriter writer)
    {
        StepPass first = _plan.Step(isFirst: true, keeps: true, isBackward: true);
        StepPass later = _plan.Step(isFirst: false, keeps: true, isBackward: true);
        KernelDispatch.EmitByClass(writer, this, _plan.Panel);
        foreach (RegisterClass registers in RegisterClass.For(_plan.Panel))
        {
            writer.Line();
            EmitWalk(writer, registers, first.Text, later.Text);
            if (_plan.HasLater) EmitStep(writer, registers, later.Text);
        }

        if (!_plan.HasStart) _plan.EmitPass(writer, Name + "First", first, Stride);
        if (!_plan.HasLater) return;
        _plan.EmitPass(writer, Name + "Pass", later, Stride);
        _product.EmitTiles(writer, Name);
        if (_late is null) return;
        StepPass early = _plan.EarlyPass(keeps: true, isBackward: true);
        _plan.EmitPass(writer, Name + "Early", early, Stride);
        _late.EmitTiles(writer, Name + "Late");
    }

    private void EmitWalk(SourceWriter writer, RegisterClass registers, StepText first, StepText later)
    {
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
        foreach (StepPlace place in _places.All) RecurrencePlan.EmitMove(writer, place.Name, _plan.Start(place, isFirst: false));
        _plan.DeclareTime(writer, isFirst: false);
        if (_plan.HasLater)
        {
            EmitBehindLast(writer);
            using SourceWriter.BlockScope? steps = _plan.StepLoop(writer, isBackward: true);
            EmitBefore(writer, later, StepMemory.Before, StepMemory.State);
            EmitBefore(writer, later, StepMemory.CellBefore, StepMemory.Cell);
            writer.Line($"{Name}Step{registers.Name}<TVector>({_plan.Arguments(StepNames(later))});");
            EmitMoves(writer);
        }

        if (!_plan.HasStart) writer.Line($"{Name}First<TVector>({_plan.Arguments(first.Used.Select(StepText.Name))});");
    }

    /// <summary>To the step before; in front of the first one there is only its state.</summary>
    private void EmitMoves(SourceWriter writer)
    {
        StepPlace[] moved = [.. _places.All.Where(place => _plan.Advance(place) != 0)];
        if (_plan.HasStart && _plan.Steps == 1) return;
        using SourceWriter.BlockScope? all = _plan.HasStart ? writer.Block("if (step > 0)") : null;
        foreach (StepPlace place in moved) RecurrencePlan.EmitMove(writer, place.Name, -_plan.Advance(place));
        _plan.EmitTime(writer, isForward: false);
    }

    private void EmitBefore(SourceWriter writer, StepText later, StepMemory before, StepMemory memory)
    {
        if (later.Used.Contains(before)) writer.Line($"ref float {StepText.Name(before)} = ref Unsafe.Add(ref {StepText.Name(memory)}, {-_plan.Advance(_places[memory])});");
    }

    /// <summary>Nothing comes from behind the last step; where only its state is handed on, all that comes from above comes there.</summary>
    private void EmitBehindLast(SourceWriter writer)
    {
        using SourceWriter.BlockScope rows = writer.Block("for (int row = 0; row < samples; row++)");
        using SourceWriter.BlockScope units = writer.Block($"for (int i = 0; i < {_plan.PaddedUnits}; i += TVector.Count)");
        foreach (StepPlace place in _places.All.Where(place => place.Memory is StepMemory.Carried or StepMemory.CellCarried or StepMemory.MaskedGradient))
        {
            string value = _plan.GivesLast && !_plan.BeginsAtOwnStep && place.Memory == StepMemory.Carried ? $"TVector.Load({At(_places[StepMemory.StateGradient])})" : "TVector.Zero";
            writer.Line($"TVector.Store({value}, {At(place)});");
        }

        static string At(StepPlace place) => $"ref Unsafe.Add(ref {place.Name}, (row * (nint){place.SampleStride}) + i)";
    }

    private void EmitStep(SourceWriter writer, RegisterClass registers, StepText later)
    {
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, $"{Name}Step{registers.Name}", _plan.Parameters(StepNames(later)));
        writer.Line($"{Name}Pass<TVector>({_plan.Arguments(later.Used.Select(StepText.Name))});");
        writer.Line();
        if (_late is not null)
        {
            string gradient = RecurrencePlan.DeclareLate(writer, StepText.Name(_source), _plan.EarlyGates);
            string weights = RecurrencePlan.DeclareLate(writer, "transposed", _plan.EarlyGates * _plan.Panel);
            _late.Emit(writer, Name + "Late", registers, gradient, weights, StepText.Name(StepMemory.GatedGradient));
            writer.Line();
            writer.Line($"{Name}Early<TVector>({_plan.Arguments(_plan.EarlyPass(keeps: true, isBackward: true).Text.Used.Select(StepText.Name))});");
        }

        _product.Emit(writer, Name, registers, StepText.Name(_source), "transposed", StepText.Name(_target));
    }

    private IEnumerable<string> StepNames(StepText later)
        => [.. later.Used.Concat(_plan.EarlyPass(keeps: true, isBackward: true).Text.Used).Distinct().OrderBy(memory => memory).Select(StepText.Name), "transposed"];

    private static TensorOperand Operand(StepPlace place)
    {
        bool isWritten = place.Memory is StepMemory.GatesGradient or StepMemory.ProductsGradient or StepMemory.Carried or StepMemory.CellCarried or StepMemory.GatedGradient or StepMemory.MaskedGradient;
        bool isGradient = place.Memory is StepMemory.GatesGradient or StepMemory.ProductsGradient or StepMemory.StateGradient;
        return new TensorOperand(place.Name, place.Tensor, isGradient, isWritten ? Access.Write : Access.Read);
    }

    private int Stride(StepMemory memory) => _places[memory switch { StepMemory.Before => StepMemory.State, StepMemory.CellBefore => StepMemory.Cell, _ => memory }].SampleStride;
}
