using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Initialization;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// What a step of a group's trainer does beyond that of a trainer alone: its loss and gradients become the means over the samples of all ranks, and what it
/// leaves behind apart from
/// parameters (running statistics) the mean of what each has. So after every step all ranks hold the same bits.
/// </summary>
internal sealed class GroupStep
{
    private readonly IProcessGroup _group;
    private readonly ParameterBlock _parameters;
    private readonly TrainingPass _pass;
    private readonly Optimizer _optimizer;
    private readonly Record[] _own = new Record[1];
    private readonly Record[] _all;
    private readonly double[] _weights;
    private readonly float[] _stateBefore;

    public GroupStep(IProcessGroup group, ParameterBlock parameters, TrainingPass pass, Optimizer optimizer)
    {
        _group = group;
        _parameters = parameters;
        _pass = pass;
        _optimizer = optimizer;
        _all = new Record[group.Size];
        _weights = new double[group.Size];
        _stateBefore = new float[parameters.Info.PackedSize - parameters.Info.TrainedPackedSize];
    }

    /// <summary>Whether this rank wants training to end after the step.</summary>
    public bool WantsToEnd { get; set; }

    /// <summary>The first rank that wanted to, in the last step; null for none.</summary>
    public int? EndingRank { get; private set; }

    /// <summary>The first rank whose own loss was not finite, in the last step; null for none.</summary>
    public int? DivergingRank { get; private set; }

    /// <summary>Whether any rank had a sample that counts in the last step.</summary>
    public bool HasSamples => _pass.TotalWeight > 0;

    /// <summary>What a rank draws random numbers of a step from: each its own, since its samples are others; the first those of a trainer alone.</summary>
    public static ulong SeedOf(ulong seed, IProcessGroup? group)
    {
        if (group is null || group.Rank == 0) return seed;
        PhiloxBlock words = Philox.Generate(seed, (uint)group.Rank, 0, 0, uint.MaxValue);
        return words.Word0 | ((ulong)words.Word1 << 32);
    }

    /// <summary>Nobody wants to end a run that has just begun.</summary>
    public void BeginRun()
    {
        WantsToEnd = false;
        EndingRank = null;
    }

    /// <summary>Makes the gradients those of all samples of the step, and counts their weights together.</summary>
    /// <param name="loss">The mean loss of this rank's samples; of no meaning where it has none.</param>
    /// <returns>The mean loss of all.</returns>
    /// <exception cref="InvalidOperationException">The ranks are not at the same step, or do not learn at the same rate.</exception>
    public float Exchange(double loss)
    {
        _own[0] = new Record(_pass.Step, _pass.TotalWeight, loss, _optimizer.LearningRate, WantsToEnd ? 1 : 0);
        _group.AllGather(MemoryMarshal.AsBytes(_own.AsSpan()), MemoryMarshal.AsBytes(_all.AsSpan()));
        RequireEqual();
        double total = 0;
        foreach (Record record in _all) total += record.Weight;
        _pass.TotalWeight = total;
        EndingRank = FirstRank(static record => record.WantsToEnd != 0);
        DivergingRank = FirstRank(static record => record.Weight > 0 && !double.IsFinite(record.Loss));
        if (total == 0) return float.NaN;
        double mean = 0;
        for (int rank = 0; rank < _all.Length; rank++)
        {
            _weights[rank] = _all[rank].Weight / total;
            if (_all[rank].Weight > 0) mean += _weights[rank] * _all[rank].Loss;
        }

        _group.Sum(_pass.Gradients.Span, _weights);
        return (float)mean;
    }

    /// <summary>Takes note of the state that all ranks have, before this one changes its own.</summary>
    public void KeepState() => State.CopyTo(_stateBefore);

    /// <summary>Makes the state the mean of what the step's samples have made of it in each rank.</summary>
    public void AverageState()
    {
        Span<float> state = State;
        if (state.IsEmpty) return;

        // Of the changes: what no step changes keeps its bits, whatever the sum's rounding.
        for (int i = 0; i < state.Length; i++) state[i] -= _stateBefore[i];
        _group.Sum(state, _weights);
        for (int i = 0; i < state.Length; i++) state[i] += _stateBefore[i];
    }

    private Span<float> State => _parameters.Memory.Span[_parameters.Info.TrainedPackedSize.._parameters.Info.PackedSize];

    private int? FirstRank(Predicate<Record> condition) => Array.FindIndex(_all, condition) is var rank and >= 0 ? rank : null;

    private void RequireEqual()
    {
        Record first = _all[0];
        for (int rank = 1; rank < _all.Length; rank++)
        {
            Record other = _all[rank];
            if (other.Step != first.Step) throw Refusal(rank, "is at another step", first.Step, other.Step);
            if (!other.Rate.Equals(first.Rate)) throw Refusal(rank, "learns at another rate", first.Rate, other.Rate);
        }
    }

    private static InvalidOperationException Refusal<T>(int rank, string what, T first, T other) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Rank {rank} {what} than rank 0: {other} instead of {first}. All ranks make the same calls of their trainers, and callbacks change the same in all."));

    /// <summary>What a rank says of its part of a step.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Record(long Step, double Weight, double Loss, double Rate, long WantsToEnd);
}
