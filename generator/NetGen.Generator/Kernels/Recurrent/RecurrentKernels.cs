using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>state[t] = f(input[t] + bias + state[t - 1] * weights), from the first time step to the last or the other way.</summary>
/// <param name="function">The expression that makes the run-time library's activation.</param>
internal sealed class RecurrentForwardKernel(
    string name,
    PlannedParameter weights,
    string function,
    bool isReversed,
    TensorOperand input,
    MemoryOperand weightOperand,
    MemoryOperand? bias,
    TensorOperand state,
    UnrollPolicy unrolling) : Kernel(name)
{
    private readonly RecurrentSteps _steps = new(state.Tensor, weights.Panel, weights.Outputs, unrolling);

    public override string Formula => $"state[t, o] = f(input[t, o]{(bias is null ? "" : " + bias[o]")} + sum over k of state[t {(isReversed ? "+" : "-")} 1, k] * weights[k, o])";

    public override IReadOnlyList<Operand> Operands { get; } = bias is null ? [input, weightOperand, state] : [input, weightOperand, bias, state];

    public override Granularity Granularity => Granularity.Chunk;

    public override long WorkPerSample => (long)_steps.Steps * (weights.PackedSize + (8 * weights.Outputs));

    public override string Title => $"{KernelTitle.Activation(function)}RecurrenceOf{KernelTitle.Values(state.Tensor.Shape)}";

    public override string DescribePlan()
        => string.Join("\n", [$"step by step{(isReversed ? ", from the last to the first" : "")}: all samples of a step share the reading of the weights", .. _steps.Describe()]);

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitByClass(writer, this, weights.Panel);
        foreach (RegisterClass registers in RegisterClass.For(weights.Panel))
        {
            writer.Line();
            EmitWalk(writer, registers);
        }

        _steps.EmitTiles(writer, Name);
    }

    private void EmitWalk(SourceWriter writer, RegisterClass registers)
    {
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
        writer.Line("int rows = samples;");
        using SourceWriter.BlockScope? steps = _steps.EmitLoop(writer, isReversed, out string time);
        writer.Line($"ref float given = {RegisterTile.At(input.Name, Expressions.Times(time, input.Tensor.Pitch))};");
        writer.Line($"ref float now = {RegisterTile.At(state.Name, Expressions.Times(time, state.Tensor.Pitch))};");
        string start = "TVector.Load(ref Unsafe.Add(ref givenRow, i))" + (bias is null ? "" : $" + TVector.Load(ref Unsafe.Add(ref {bias.Name}, i))");
        (string, int)[] memory = [("given", input.Tensor.Storage.SampleStride), ("now", state.Tensor.Storage.SampleStride)];
        _steps.EmitPass(writer, memory, $"TVector.Store({start}, ref Unsafe.Add(ref nowRow, i));");
        if (_steps.Steps > 1)
        {
            using SourceWriter.BlockScope behindFirst = writer.Block("if (step > 0)");
            writer.Line($"ref float before = ref Unsafe.Add(ref now, {(isReversed ? state.Tensor.Pitch : -state.Tensor.Pitch)});");
            _steps.EmitProduct(writer, Name, registers, "before", weightOperand.Name, "now");
        }

        writer.Line();
        string value = $"{function}.Apply(TVector.Load(ref Unsafe.Add(ref nowRow, i)))";
        _steps.EmitPass(writer, [("now", state.Tensor.Storage.SampleStride)], $"TVector.Store({value}, ref Unsafe.Add(ref nowRow, i));");
    }
}

/// <summary>
/// dInput[t] = (dState[t] + dInput[t + 1] * transposed weights) * f'(state[t]), from the last time step to the first or the other way:
/// back-propagation through time. dInput is the gradient by the argument of f, so by the input and, summed, by the bias too.
/// </summary>
/// <param name="function">The expression that makes the run-time library's activation; its derivative reads its result alone.</param>
internal sealed class RecurrentGradientKernel(
    string name,
    int units,
    int panel,
    string function,
    bool isReversed,
    TensorOperand state,
    TensorOperand stateGradient,
    ScratchOperand transposed,
    TensorOperand inputGradient,
    UnrollPolicy unrolling) : Kernel(name)
{
    private readonly RecurrentSteps _steps = new(inputGradient.Tensor, panel, units, unrolling);

    public override string Formula => $"inputGradient[t, k] = f'(state[t, k]) * (stateGradient[t, k] + sum over o of inputGradient[t {(isReversed ? "-" : "+")} 1, o] * weights[k, o])";

    public override IReadOnlyList<Operand> Operands { get; } = [state, stateGradient, transposed, inputGradient];

    public override Granularity Granularity => Granularity.Chunk;

    public override long WorkPerSample => (long)_steps.Steps * units * (Panels.RoundUp(units, panel) + 8);

    public override string Title => $"{KernelTitle.Activation(function)}RecurrenceGradientOf{KernelTitle.Values(state.Tensor.Shape)}";

    public override string DescribePlan()
        => string.Join("\n", [$"step by step{(isReversed ? "" : ", from the last to the first")}: all samples of a step share the reading of the weights", .. _steps.Describe()]);

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitByClass(writer, this, panel);
        foreach (RegisterClass registers in RegisterClass.For(panel))
        {
            writer.Line();
            EmitWalk(writer, registers);
        }

        _steps.EmitTiles(writer, Name);
    }

    private void EmitWalk(SourceWriter writer, RegisterClass registers)
    {
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
        writer.Line("int rows = samples;");
        using SourceWriter.BlockScope? steps = _steps.EmitLoop(writer, !isReversed, out string time);
        writer.Line($"ref float values = {RegisterTile.At(state.Name, Expressions.Times(time, state.Tensor.Pitch))};");
        writer.Line($"ref float given = {RegisterTile.At(stateGradient.Name, Expressions.Times(time, stateGradient.Tensor.Pitch))};");
        writer.Line($"ref float now = {RegisterTile.At(inputGradient.Name, Expressions.Times(time, inputGradient.Tensor.Pitch))};");
        (string, int)[] both = [("given", stateGradient.Tensor.Storage.SampleStride), ("now", inputGradient.Tensor.Storage.SampleStride)];
        _steps.EmitPass(writer, both, "TVector.Store(TVector.Load(ref Unsafe.Add(ref givenRow, i)), ref Unsafe.Add(ref nowRow, i));");
        if (_steps.Steps > 1)
        {
            using SourceWriter.BlockScope behindFirst = writer.Block("if (step > 0)");
            writer.Line($"ref float later = ref Unsafe.Add(ref now, {(isReversed ? -inputGradient.Tensor.Pitch : inputGradient.Tensor.Pitch)});");
            _steps.EmitProduct(writer, Name, registers, "later", transposed.Name, "now");
        }

        writer.Line();
        (string, int)[] last = [("values", state.Tensor.Storage.SampleStride), ("now", inputGradient.Tensor.Storage.SampleStride)];
        const string Value = "TVector.Load(ref Unsafe.Add(ref valuesRow, i))";
        _steps.EmitPass(
            writer, last, $"TVector.Store(TVector.Load(ref Unsafe.Add(ref nowRow, i)) * {function}.Derivative({Value}, {Value}), ref Unsafe.Add(ref nowRow, i));");
    }
}
