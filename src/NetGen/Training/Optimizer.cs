using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// How parameters follow their gradients. An optimiser holds settings only; the state that a rule keeps per parameter belongs to the
/// trainer, so one optimiser may serve several trainers.
/// </summary>
public abstract class Optimizer
{
    private double _learningRate;

    private protected Optimizer(double learningRate)
    {
        _learningRate = OptionGuard.NonNegativeFloat(learningRate, nameof(learningRate));
    }

    /// <summary>Step size; not negative. It may be changed between steps, and acts in single precision: 0.1 and 0.1f give the same bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>The learning rate in the precision of the parameters.</summary>
    internal float Rate => (float)_learningRate;

    /// <summary>Names of the floats kept per parameter, as PyTorch names them in an optimiser's state.</summary>
    internal abstract IReadOnlyList<string> SlotNames { get; }

    /// <summary>Whether there is a weight decay that a trainer could set otherwise.</summary>
    internal virtual bool HasWeightDecay => true;

    /// <summary>How large its steps are, by which its learning rate carries over to a wider network. By default not known.</summary>
    protected internal virtual UpdateScale UpdateScale => UpdateScale.Unknown;

    /// <summary>Whether the weight decay takes its share of the parameter apart from the gradient, times the learning rate, as in AdamW.</summary>
    internal virtual bool HasDecoupledDecay => false;

    /// <summary>
    /// All settings but the learning rate, by name: numbers, truth values or texts, which a checkpoint keeps and compares when a run goes on; of an
    /// array of numbers, six digits count.
    /// </summary>
    protected internal abstract IEnumerable<(string Name, object Value)> Describe();

    /// <summary>
    /// Whether it updates parameters as whole tensors, one by one: then each range is one of them, and has <see cref="UpdateRange.Parameter"/> and
    /// <see cref="UpdateRange.Scratch"/>.
    /// </summary>
    internal virtual bool IsByTensor => false;

    /// <summary>Refuses settings that contradict each other, or do not fit a network.</summary>
    internal virtual void Validate(NetworkInfo info)
    {
    }

    /// <summary>What it keeps of parameters in other shapes than theirs.</summary>
    internal virtual IEnumerable<StateTensor> CreateTensors(NetworkInfo info) => [];

    /// <summary>Floats that it needs while it updates a parameter as a whole tensor.</summary>
    internal virtual int ScratchSize(ParameterInfo parameter) => 0;

    /// <summary>The work on a parameter as a whole tensor, in multiply-adds that take as long.</summary>
    internal virtual long WorkOf(ParameterInfo parameter) => 4L * parameter.Count;

    /// <summary>Before the first update of all: sets what the rule keeps of a range to what it begins with, where that is not zero.</summary>
    internal virtual void Begin(in UpdateRange range)
    {
    }

    /// <summary>Before each update, on one thread: brings up to date what belongs to the number of updates and to no parameter.</summary>
    internal virtual void Advance(OptimizerState state)
    {
    }

    /// <summary>Whether it keeps an average of the parameters.</summary>
    internal virtual bool HasAverage => false;

    /// <summary>The average that it keeps of the parameters.</summary>
    internal virtual void Average(ReadOnlySpan<float> parameters, OptimizerState state, Span<float> average) => throw new NotSupportedException();

    /// <summary>Updates the parameters of a range.</summary>
    /// <returns>True if all new values, of parameters and of what is kept, are finite; false if they have to be looked at.</returns>
    internal abstract bool Update(in UpdateRange range);
}

/// <summary>An optimiser by a rule that treats every parameter alike: all an optimiser of one's own has to give is the rule.</summary>
/// <typeparam name="TRule">The arithmetic.</typeparam>
public abstract class Optimizer<TRule> : Optimizer
    where TRule : struct, IUpdateRule
{
    /// <summary>An optimiser with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    protected Optimizer(double learningRate)
        : base(learningRate)
    {
    }

    internal sealed override IReadOnlyList<string> SlotNames => TRule.SlotNames;

    /// <summary>The rule with all factors of one update.</summary>
    /// <param name="step">Which update it is, and the learning rate that holds in it.</param>
    protected abstract TRule Prepare(UpdateStep step);

    /// <summary>
    /// All settings but the learning rate, by name: numbers, truth values or texts, which a checkpoint keeps and compares when a run goes on. By
    /// default, what the rule makes of one parameter in five updates, as an array of numbers, of which six digits count: it shows that a setting is
    /// another, but not which.
    /// </summary>
    protected internal override IEnumerable<(string Name, object Value)> Describe()
    {
        // On a copy, whose rate is always the same: the rate itself is compared apart.
        var sample = (Optimizer<TRule>)MemberwiseClone();
        sample.LearningRate = 1;
        double[] updates = [0.9, -0.4, 0.1, 0.7, -1.1]; // the gradients, then the parameters
        SimdScalar parameter = SimdScalar.Broadcast(0.6f);
        SimdScalar first = SimdScalar.Zero;
        SimdScalar second = SimdScalar.Zero;
        SimdScalar third = SimdScalar.Zero;
        for (int update = 0; update < updates.Length; update++)
        {
            TRule rule = sample.Prepare(new UpdateStep(update, sample.Rate));
            parameter = rule.Update(parameter, SimdScalar.Broadcast((float)updates[update]), ref first, ref second, ref third);
            updates[update] = SimdScalar.Sum(parameter);
        }

        return [("Updates", updates)];
    }

    internal sealed override bool Update(in UpdateRange range) => UpdateLoop<TRule>.Run(Prepare(range.Step), range);
}
