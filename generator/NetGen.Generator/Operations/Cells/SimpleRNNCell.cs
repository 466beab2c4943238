using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>Elman's: the state is a function of one sum.</summary>
/// <param name="Function">Its derivative follows from its result.</param>
internal sealed record SimpleRNNCell(ActivationFunction Function) : RecurrentCell
{
    public override string Title => $"{Function.Kind}Recurrence";

    public override int Gates => 1;

    public override bool KeepsGates => false;

    public override string Formula => "state = f(sum)";

    public override string GradientFormula => "gatesGradient = d * f'(sum)";

    public override int Functions => 1;

    public override IEnumerable<string> Forward(IStepText step)
    {
        yield return step.Store(StepMemory.State, Apply(Function, Sum(step, 0)));
    }

    public override IEnumerable<string> Backward(IStepText step)
    {
        yield return Declare("result", step.Load(StepMemory.State));
        yield return step.Store(StepMemory.GatesGradient, $"gradient * {Slope(Function, "result")}");
    }
}
