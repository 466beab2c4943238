using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <summary>What becomes of the gradients of a step: a look whether they are finite, clipping, and the optimiser's update.</summary>
internal sealed class ParameterUpdate
{
    private readonly ParameterBlock _parameters;
    private readonly Optimizer _optimizer;
    private readonly TrainerOptions _options;
    private readonly AlignedMemory _gradients;
    private readonly GradientCheck _check;
    private readonly WorkerPool _pool;
    private readonly UpdateSegment[] _segments;
    private readonly TensorUpdates? _tensors;
    private readonly Action<int, int> _runCheck;
    private readonly Action<int, int> _runUpdate;
    private bool _isSuspect;

    public ParameterUpdate(ParameterBlock parameters, Optimizer optimizer, TrainerOptions options, AlignedMemory gradients, WorkerPool pool)
    {
        _parameters = parameters;
        _optimizer = optimizer;
        _options = options;
        _gradients = gradients;
        _pool = pool;
        _segments = UpdateSegment.Of(parameters.Info, optimizer.IsByTensor);
        _check = new GradientCheck(gradients);
        _runCheck = _check.Run;
        State = new OptimizerState(optimizer, gradients.Length, parameters.Info);
        _tensors = optimizer.IsByTensor ? new TensorUpdates(optimizer, _segments, pool.Threads) : null;
        _runUpdate = _tensors is null ? UpdateShare : UpdateTensors;
    }

    /// <summary>What the optimiser keeps.</summary>
    public OptimizerState State { get; }

    private int Workers => WorkSplit.ForMemory(_gradients.Length, _pool.Threads);

    /// <summary>Looks at loss and gradient, as far as the options ask for it; false if one of them is not finite.</summary>
    public bool Accept(float loss)
    {
        GradientScale scale = GradientScale.None;
        if (_options.NonFinite != NonFinitePolicy.Off || _options.ClipNorm is not null)
        {
            _pool.Run(_runCheck, Workers);
            double norm = _check.Norm();
            if (_options.NonFinite != NonFinitePolicy.Off && !(double.IsFinite(norm) && float.IsFinite(loss))) return false;

            // PyTorch's clip_grad_norm_: the small term keeps a vanishing norm from dividing by zero.
            if (_options.ClipNorm is { } limit) scale = scale with { Factor = (float)Math.Min(1, limit / (norm + 1e-6)) };
        }

        foreach (UpdateSegment segment in _segments) segment.Scale = scale;
        return true;
    }

    /// <summary>Updates all parameters. False if a new value may not be finite; the update is to be counted by who has looked.</summary>
    public bool Run()
    {
        _isSuspect = false;
        _optimizer.Advance(State);
        _tensors?.Begin();
        _pool.Run(_runUpdate, _tensors?.Workers ?? Workers);
        _parameters.MarkChanged();
        return !_isSuspect;
    }

    /// <summary>Sets another block of parameters to the average of these.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void AverageInto(ParameterBlock average)
    {
        if (!_optimizer.HasAverage) throw new InvalidOperationException($"{_optimizer.GetType().Name} keeps no average of the parameters.");
        if (State.Updates == 0) throw new InvalidOperationException("There is no average of the parameters before the first update.");
        _parameters.Memory.Span[_gradients.Length..].CopyTo(average.Memory.Span[_gradients.Length..]);
        _optimizer.Average(_parameters.Trained, State, average.Trained);
        average.MarkChanged();
    }

    private void UpdateShare(int worker, int workers)
    {
        // Whole cache lines, so that no two workers write into one.
        int size = _gradients.Length;
        int lines = (size + CacheLine.Floats - 1) / CacheLine.Floats;
        int first = Partition.First(lines, worker, workers) * CacheLine.Floats;
        int end = Math.Min(size, Partition.First(lines, worker + 1, workers) * CacheLine.Floats);
        foreach (UpdateSegment segment in _segments)
        {
            int from = Math.Max(first, segment.First);
            int to = Math.Min(end, segment.End);
            if (from < to) Update(segment, from, to, scratch: null);
        }
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
            Step = new UpdateStep(State.Updates, _optimizer.Rate),
        };
        if (State.Updates == 0) _optimizer.Begin(range);
        if (!_optimizer.Update(range)) _isSuspect = true; // written by several workers, but all write the same
    }
}
