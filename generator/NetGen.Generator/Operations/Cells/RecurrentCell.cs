using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>
/// What a recurrence does at a step: a record for each kind. Its gates are sums of what the inputs give and of products of the state; from them follows
/// the state. Whoever plans or prints a recurrence asks only for what is said here.
/// </summary>
internal abstract record RecurrentCell
{
    /// <summary>What it is called in kernels' names: LSTM.</summary>
    public abstract string Title { get; }

    /// <summary>How many sums a unit has at each step.</summary>
    public abstract int Gates { get; }

    /// <summary>Whether a second state goes from step to step, which nobody else sees.</summary>
    public virtual bool HasCellState => false;

    /// <summary>Whether the products of the state are needed by themselves, and not only added to what the inputs give.</summary>
    public virtual bool TakesProductsApart => false;

    /// <summary>Whether the backward pass reads the gates' values; else the states are enough.</summary>
    public virtual bool KeepsGates => true;

    /// <summary>Whether a part of the state's gradient goes to the step before without weights.</summary>
    public virtual bool PassesStateOn => false;

    /// <summary>
    /// How many of the gates, the last ones, are not products of the state but of what an early pass makes of it, once the other gates are open.
    /// </summary>
    public virtual int LateGates => 0;

    /// <summary>A step in mathematics, by the names of <see cref="StepMemory"/>; where products are not taken apart, sum is both.</summary>
    public abstract string Formula { get; }

    /// <summary>The gradient of a step; d is the gradient by the state.</summary>
    public abstract string GradientFormula { get; }

    /// <summary>Elementary functions in a step, for its cost.</summary>
    public abstract int Functions { get; }

    /// <summary>The statements of a step, for a vector of units.</summary>
    public abstract IEnumerable<string> Forward(IStepText step);

    /// <summary>The statements of a step's gradient; <c>gradient</c> is that by the state.</summary>
    public abstract IEnumerable<string> Backward(IStepText step);

    /// <summary>The statements of the pass between the two products, where there are late gates; there is none at the first step.</summary>
    public virtual IEnumerable<string> ForwardEarly(IStepText step) => [];

    /// <summary>The statements of the gradient of that pass.</summary>
    public virtual IEnumerable<string> BackwardEarly(IStepText step) => [];

    /// <summary>The sum of a gate, bias and products of the state included.</summary>
    protected static string Sum(IStepText step, int gate) => Plus(step.Load(StepMemory.Gates, gate), Bias(step, gate))!;

    /// <summary>What is added to the product of the state, or null.</summary>
    protected static string? Bias(IStepText step, int gate) => step.HasBias ? step.Load(StepMemory.Bias, gate) : null;

    /// <summary>A sum of those that are there, or null.</summary>
    protected static string? Plus(params string?[] terms)
        => terms.Any(term => term is not null) ? string.Join(" + ", terms.Where(term => term is not null)) : null;

    protected static string Declare(string name, string value) => $"TVector {name} = {value};";

    protected static string Apply(ActivationFunction function, string input) => $"{function.Expression}.Apply({input})";

    /// <summary>The derivative by the result alone.</summary>
    protected static string Slope(ActivationFunction function, string result) => $"{function.Expression}.Derivative({result}, {result})";
}
