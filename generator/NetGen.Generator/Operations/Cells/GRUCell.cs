using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>
/// Gated recurrent unit: gates r and z, n = tanh(what the inputs give + r * product of the state), and the state (1 - z) * n + z * state before.
/// </summary>
/// <param name="Gate">What makes a gate of a sum: the logistic function.</param>
/// <param name="Value">What makes a value of a sum: tanh.</param>
internal sealed record GRUCell(ActivationFunction Gate, ActivationFunction Value) : RecurrentCell
{
    private const int Reset = 0;
    private const int Update = 1;
    private const int Candidate = 2;

    public override string Title => "GRU";

    public override int Gates => 3;

    public override bool TakesProductsApart => true;

    public override bool PassesStateOn => true;

    public override string Formula => "r, z = sigmoid(gates + products), n = tanh(gates + r * products), state = n + z * (before - n)";

    public override string GradientFormula
        => "gatesGradient = (n' * products * r', d * (before - n) * z', n'), with n' = d * (1 - z) * tanh'; productsGradient = the same, but n' * r; carried = d * z";

    public override int Functions => 3;

    public override IEnumerable<string> Forward(IStepText step)
    {
        yield return Declare("reset", Apply(Gate, Plus(Product(step, Reset), step.Load(StepMemory.Gates, Reset))!));
        yield return Declare("update", Apply(Gate, Plus(Product(step, Update), step.Load(StepMemory.Gates, Update))!));
        string given = step.Load(StepMemory.Gates, Candidate);
        if (Product(step, Candidate) is { } product)
        {
            yield return Declare("product", product);
            yield return Declare("candidate", Apply(Value, $"TVector.MultiplyAdd(reset, product, {given})"));
        }
        else
        {
            yield return Declare("candidate", Apply(Value, given));
        }

        string before = step.IsFirst ? "TVector.Zero" : step.Load(StepMemory.Before);
        yield return step.Store(StepMemory.State, $"TVector.MultiplyAdd(update, {before} - candidate, candidate)");
        if (!step.Keeps) yield break;
        yield return step.Store(StepMemory.Gates, "reset", Reset);
        yield return step.Store(StepMemory.Gates, "update", Update);
        yield return step.Store(StepMemory.Gates, "candidate", Candidate);
        if (HasProduct(step)) yield return step.Store(StepMemory.Products, "product", Candidate);
    }

    public override IEnumerable<string> Backward(IStepText step)
    {
        yield return Declare("reset", step.Load(StepMemory.Gates, Reset));
        yield return Declare("update", step.Load(StepMemory.Gates, Update));
        yield return Declare("candidate", step.Load(StepMemory.Gates, Candidate));
        string before = step.IsFirst ? "TVector.Zero" : step.Load(StepMemory.Before);
        yield return Declare("updateGradient", $"gradient * ({before} - candidate) * {Slope(Gate, "update")}");
        yield return Declare("candidateGradient", $"gradient * (TVector.Broadcast(1f) - update) * {Slope(Value, "candidate")}");
        yield return Declare("resetGradient", HasProduct(step) ? $"candidateGradient * {step.Load(StepMemory.Products, Candidate)} * {Slope(Gate, "reset")}" : "TVector.Zero");
        yield return step.Store(StepMemory.GatesGradient, "resetGradient", Reset);
        yield return step.Store(StepMemory.GatesGradient, "updateGradient", Update);
        yield return step.Store(StepMemory.GatesGradient, "candidateGradient", Candidate);
        yield return step.Store(StepMemory.ProductsGradient, "resetGradient", Reset);
        yield return step.Store(StepMemory.ProductsGradient, "updateGradient", Update);
        yield return step.Store(StepMemory.ProductsGradient, "candidateGradient * reset", Candidate);
        if (!step.IsFirst) yield return step.Store(StepMemory.Carried, "gradient * update");
    }

    /// <summary>Whether anything is multiplied with the reset gate: in front of the first step there is only the bias.</summary>
    private static bool HasProduct(IStepText step) => !step.IsFirst || step.HasBias;

    private static string? Product(IStepText step, int gate) => Plus(step.IsFirst ? null : step.Load(StepMemory.Products, gate), Bias(step, gate));
}
