using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>
/// Gated recurrent unit as it was published: the state is reset before it meets the weights. Gates r and z, n = tanh(what the inputs give + product of r * state
/// before), and the state (1 - z) * n + z * state before.
/// </summary>
/// <inheritdoc cref="GRUCell" path="/param"/>
internal sealed record EarlyResetGRUCell(ActivationFunction Gate, ActivationFunction Value) : RecurrentCell
{
    private const int Reset = 0;
    private const int Update = 1;
    private const int Candidate = 2;

    public override string Title => "EarlyResetGRU";

    public override int Gates => 3;

    public override int LateGates => 1;

    public override bool PassesStateOn => true;

    public override string Formula => "r, z = sigmoid(sum), gated = r * before, n = tanh(sum) with gated in place of before, state = n + z * (before - n)";

    public override string GradientFormula
        => "n' = d * (1 - z) * tanh', gatedGradient = n' * transposed weights, gatesGradient = (gatedGradient * before * r', d * (before - n) * z', n'); carried = d * z + gatedGradient * r";

    public override int Functions => 3;

    public override IEnumerable<string> ForwardEarly(IStepText step)
    {
        yield return Declare("reset", Apply(Gate, Sum(step, Reset)));
        yield return step.Store(StepMemory.Gated, $"reset * {step.Load(StepMemory.Before)}");
        if (step.Keeps) yield return step.Store(StepMemory.Gates, "reset", Reset);
    }

    public override IEnumerable<string> Forward(IStepText step)
    {
        yield return Declare("update", Apply(Gate, Sum(step, Update)));
        yield return Declare("candidate", Apply(Value, Sum(step, Candidate)));
        string before = step.IsFirst ? "TVector.Zero" : step.Load(StepMemory.Before);
        yield return step.Store(StepMemory.State, $"TVector.MultiplyAdd(update, {before} - candidate, candidate)");
        if (!step.Keeps) yield break;
        yield return step.Store(StepMemory.Gates, "update", Update);
        yield return step.Store(StepMemory.Gates, "candidate", Candidate);
        if (step.IsFirst) yield return step.Store(StepMemory.Gated, "TVector.Zero");
    }

    public override IEnumerable<string> Backward(IStepText step)
    {
        yield return Declare("update", step.Load(StepMemory.Gates, Update));
        yield return Declare("candidate", step.Load(StepMemory.Gates, Candidate));
        string before = step.IsFirst ? "TVector.Zero" : step.Load(StepMemory.Before);
        yield return step.Store(StepMemory.GatesGradient, $"gradient * ({before} - candidate) * {Slope(Gate, "update")}", Update);
        yield return step.Store(StepMemory.GatesGradient, $"gradient * (TVector.Broadcast(1f) - update) * {Slope(Value, "candidate")}", Candidate);
        yield return step.IsFirst
            ? step.Store(StepMemory.GatesGradient, "TVector.Zero", Reset)
            : step.Store(StepMemory.Carried, "gradient * update");
    }

    public override IEnumerable<string> BackwardEarly(IStepText step)
    {
        yield return Declare("reset", step.Load(StepMemory.Gates, Reset));
        yield return Declare("fromCandidate", step.Load(StepMemory.GatedGradient));
        yield return step.Store(StepMemory.GatesGradient, $"fromCandidate * {step.Load(StepMemory.Before)} * {Slope(Gate, "reset")}", Reset);
        yield return step.Store(StepMemory.Carried, $"TVector.MultiplyAdd(fromCandidate, reset, {step.Load(StepMemory.Carried)})");
    }
}
