using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <summary>What becomes of the gradients of a step: a look whether they are finite, accumulation, clipping, the optimiser's update, and averages of the weights.</summary>
internal sealed class ParameterUpdate
{
    private readonly ParameterBlock _parameters;
    private readonly Optimizer _optimizer;
    private readonly TrainerOptions _options;
    private readonly AlignedMemory _gradients;
    private readonly WorkerPool _pool;
    private readonly StepThreads _threads;
    private readonly UpdateSegment[] _segments;
    private readonly TensorUpdates? _tensors;
    private readonly GradientCheck _check;
    private readonly Action<int, int> _runCheck;
    private readonly Action<int, int> _runSum;
    private readonly Action<int, int> _runUpdate;
    private readonly Action<int, int> _runAverage;
    private bool _isChecked;
    private bool _isSuspect;
    private float _weight;
    private float _mean;
    private float _intake;

    public ParameterUpdate(ParameterBlock parameters, Optimizer optimizer, TrainerOptions options, AlignedMemory gradients, WorkerPool pool,
        StepThreads threads)
    {
        _parameters = parameters;
        _optimizer = optimizer;
        _options = options;
        _gradients = gradients;
        _pool = pool;
        _threads = threads;
        _segments = UpdateSegment.Of(parameters.Info, options, optimizer.IsByTensor || options.ClipParameterNorm is not null);
        _check = new GradientCheck(gradients, _segments);
        _tensors = optimizer.IsByTensor ? new TensorUpdates(optimizer, _segments, pool.Threads) : null;
        _runCheck = _check.Run;
        _runSum = SumShare;
        _runUpdate = _tensors is null ? UpdateShare : UpdateTensors;
        _runAverage = AverageShare;
        State = new OptimizerState(optimizer, gradients.Length, parameters.Info)
        {
            GradientSum = options.AccumulateSteps > 1 ? new AlignedMemory(gradients.Length) : null,
            Average = options.Average is null ? null : new AlignedMemory(gradients.Length),
        };
    }

    /// <summary>What is kept from step to step.</summary>
    public OptimizerState State { get; }

    private int Workers => WorkSplit.ForMemory(_gradients.Length, _threads.Update);

    /// <summary>Looks at loss and gradient, as far as the options ask for it; false if one of them is not finite.</summary>
    public bool Accept(float loss)
    {
        _isChecked = _options.NonFinite != NonFinitePolicy.Off;
        if (!_isChecked) return true;
        _pool.Run(_runCheck, Workers);
        return double.IsFinite(_check.Norm()) && float.IsFinite(loss);
    }

    /// <summary>Takes in the gradients of a step that was accepted; true if an update is due, for which they are then the mean over all that was taken in.</summary>
    /// <param name="weight">Weights of the samples that they are the mean of, together.</param>
    public bool Take(double weight)
    {
        if (State.GradientSum is null) return true;
        State.SummedSteps++;
        State.SummedWeight += weight;
        bool isDue = State.SummedSteps == _options.AccumulateSteps;
        _weight = (float)weight;
        _mean = isDue ? (float)(1 / State.SummedWeight) : 0;
        _pool.Run(_runSum, Workers);
        if (!isDue) return false;
        (State.SummedSteps, State.SummedWeight) = (0, 0);
        _isChecked = false;
        return true;
    }

    /// <summary>Updates all parameters. False if a new value may not be finite; the update is to be counted by who has looked.</summary>
    public bool Run()
    {
        Clip();
        _isSuspect = false;
        _intake = _options.Average?.IntakeOf(State.Updates, State.Averages) ?? 0;
        _optimizer.Advance(State);
        _tensors?.Begin();
        _pool.Run(_runUpdate, _tensors?.Workers ?? Workers);
        if (_tensors is not null && _intake > 0) _pool.Run(_runAverage, Workers);
        return !_isSuspect;
    }

    /// <summary>Counts an update whose values have been looked at.</summary>
    public void Count()
    {
        State.Updates++;
        if (_intake > 0) State.Averages++;
    }

    /// <summary>Whether an update has counted in the average of the parameters.</summary>
    /// <exception cref="InvalidOperationException">None is kept.</exception>
    public bool HasAverage => State.Average is null && !_optimizer.HasAverage
        ? throw new InvalidOperationException($"No average of the parameters is kept: neither TrainerOptions.Average asks for one, nor does {_optimizer.GetType().Name} need one.")
        : (State.Average is null ? State.Updates : State.Averages) > 0;

    /// <summary>Sets another block of parameters to the average of these.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void AverageInto(ParameterBlock average)
    {
        if (!HasAverage) throw new InvalidOperationException("No update has counted in the average of the parameters yet.");
        using ParameterBlock.Change change = average.BeginChange();
        _parameters.Memory.Span[_gradients.Length..].CopyTo(average.Memory.Span[_gradients.Length..]);
        if (State.Average is { } kept) kept.Span.CopyTo(average.Trained);
        else _optimizer.Average(_parameters.Trained, State, average.Trained);
    }

    private void Clip()
    {
        GradientScale scale = GradientScale.None;
        if (_options.ClipValue is { } value) scale = scale with { Limit = (float)value };
        if ((_options.ClipNorm ?? _options.ClipParameterNorm) is { } limit)
        {
            if (!_isChecked) _pool.Run(_runCheck, Workers);
            if (_options.ClipNorm is not null) scale = scale with { Factor = FactorOf(limit, _check.Norm()) };
        }

        for (int i = 0; i < _segments.Length; i++)
        {
            _segments[i].Scale = _options.ClipParameterNorm is { } most ? scale with { Factor = FactorOf(most, _check.Norm(i)) } : scale;
        }

        // PyTorch's clip_grad_norm_: the small term keeps a vanishing norm from dividing by zero.
        static float FactorOf(double limit, double norm) => (float)Math.Min(1, limit / (norm + 1e-6));
    }

    /// <summary>A worker's share of the block, in whole cache lines, so that no two write into one.</summary>
    private (int First, int End) ShareOf(int worker, int workers)
    {
        int size = _gradients.Length;
        int lines = (size + CacheLine.Floats - 1) / CacheLine.Floats;
        return (Partition.First(lines, worker, workers) * CacheLine.Floats, Math.Min(size, Partition.First(lines, worker + 1, workers) * CacheLine.Floats));
    }

    private void SumShare(int worker, int workers)
    {
        (int first, int end) = ShareOf(worker, workers);
        Span<float> sum = State.GradientSum!.Span[first..end];
        Span<float> gradients = _gradients.Span[first..end];
        TensorMath.Combine(1, sum, _weight, gradients);
        if (_mean == 0) return;
        sum.CopyTo(gradients);
        TensorMath.Scale(gradients, _mean);
        sum.Clear();
    }

    private void UpdateShare(int worker, int workers)
    {
        (int first, int end) = ShareOf(worker, workers);
        foreach (UpdateSegment segment in _segments)
        {
            int from = Math.Max(first, segment.First);
            int to = Math.Min(end, segment.End);
            if (from < to) Update(segment, from, to, scratch: null);
        }

        if (_intake > 0) AverageShare(worker, workers);
    }

    private void UpdateTensors(int worker, int workers)
    {
        while (_tensors!.Next() is { } segment) Update(segment, segment.First, segment.End, _tensors.Scratch(worker));
    }

    private void Update(UpdateSegment segment, int first, int end, AlignedMemory? scratch)
    {
        var range = new UpdateRange(ref _parameters.Start, ref _gradients.Start, State, first, end)
        {
            Parameter = segment.Parameter,
            Scratch = scratch is null ? default : scratch.Span,
            Scale = segment.Scale,
            Step = new UpdateStep(State.Updates, _optimizer.Rate * segment.Treatment.RateFactor)
            {
                WeightDecay = segment.Treatment.WeightDecay,
                WeightDecayFactor = segment.Treatment.WeightDecayFactor,
            },
        };

        // What is frozen begins too: a later run may train it.
        if (State.Updates == 0) _optimizer.Begin(range);
        if (!segment.Treatment.IsFrozen && !_optimizer.Update(range)) _isSuspect = true; // written by several workers, but all write the same
    }

    private void AverageShare(int worker, int workers)
    {
        (int first, int end) = ShareOf(worker, workers);
        Span<float> average = State.Average!.Span[first..end];
        ReadOnlySpan<float> parameters = _parameters.Trained[first..end];
        if (_intake == 1) parameters.CopyTo(average);
        else TensorMath.Approach(average, parameters, _intake);
    }
}
