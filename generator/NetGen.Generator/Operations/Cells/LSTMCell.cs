using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>Long short-term memory: gates i, f, g and o, c = f * c before + i * g, and the state o * tanh(c).</summary>
/// <param name="Gate">What makes a gate of a sum: the logistic function.</param>
/// <param name="Value">What makes a value of a sum or of the cell state: tanh.</param>
internal sealed record LSTMCell(ActivationFunction Gate, ActivationFunction Value) : RecurrentCell
{
    private const int Input = 0;
    private const int Forget = 1;
    private const int Candidate = 2;
    private const int Output = 3;

    public override string Title => "LSTM";

    public override int Gates => 4;

    public override bool HasCellState => true;

    public override string Formula => "i, f, o = sigmoid(sum), g = tanh(sum), cell = f * cellBefore + i * g, state = o * tanh(cell)";

    public override string GradientFormula
        => "c = cellCarried + d * o * (1 - tanh(cell)^2), gatesGradient = (c * g * i', c * cellBefore * f', c * i * g', d * tanh(cell) * o'), cellCarried = c * f";

    public override int Functions => 5;

    public override IEnumerable<string> Forward(IStepText step)
    {
        yield return Declare("input", Apply(Gate, Sum(step, Input)));
        yield return Declare("candidate", Apply(Value, Sum(step, Candidate)));
        if (step.IsFirst)
        {
            yield return Declare("memory", "input * candidate");
        }
        else
        {
            yield return Declare("forget", Apply(Gate, Sum(step, Forget)));
            yield return Declare("memory", $"TVector.MultiplyAdd(forget, {step.Load(StepMemory.CellBefore)}, input * candidate)");
        }

        yield return Declare("output", Apply(Gate, Sum(step, Output)));
        yield return step.Store(StepMemory.Cell, "memory");
        yield return step.Store(StepMemory.State, $"output * {Apply(Value, "memory")}");
        if (!step.Keeps) yield break;
        yield return step.Store(StepMemory.Gates, "input", Input);
        if (!step.IsFirst) yield return step.Store(StepMemory.Gates, "forget", Forget);
        yield return step.Store(StepMemory.Gates, "candidate", Candidate);
        yield return step.Store(StepMemory.Gates, "output", Output);
    }

    public override IEnumerable<string> Backward(IStepText step)
    {
        yield return Declare("input", step.Load(StepMemory.Gates, Input));
        yield return Declare("candidate", step.Load(StepMemory.Gates, Candidate));
        yield return Declare("output", step.Load(StepMemory.Gates, Output));
        yield return Declare("shown", Apply(Value, step.Load(StepMemory.Cell)));
        yield return Declare("memoryGradient", $"gradient * output * {Slope(Value, "shown")}");
        if (!step.IsLast) yield return $"memoryGradient += {step.Load(StepMemory.CellCarried)};";
        yield return step.Store(StepMemory.GatesGradient, $"memoryGradient * candidate * {Slope(Gate, "input")}", Input);
        if (step.IsFirst)
        {
            yield return step.Store(StepMemory.GatesGradient, "TVector.Zero", Forget);
        }
        else
        {
            yield return Declare("forget", step.Load(StepMemory.Gates, Forget));
            yield return step.Store(StepMemory.GatesGradient, $"memoryGradient * {step.Load(StepMemory.CellBefore)} * {Slope(Gate, "forget")}", Forget);
            yield return step.Store(StepMemory.CellCarried, "memoryGradient * forget");
        }

        yield return step.Store(StepMemory.GatesGradient, $"memoryGradient * input * {Slope(Value, "candidate")}", Candidate);
        yield return step.Store(StepMemory.GatesGradient, $"gradient * shown * {Slope(Gate, "output")}", Output);
    }
}
