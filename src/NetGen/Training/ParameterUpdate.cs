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
    private readonly Action<int, int> _runCheck;
    private readonly Action<int, int> _runUpdate;
    private GradientScale _scale;
    private bool _isSuspect;

    public ParameterUpdate(ParameterBlock parameters, Optimizer optimizer, TrainerOptions options, AlignedMemory gradients, WorkerPool pool)
    {
        _parameters = parameters;
        _optimizer = optimizer;
        _options = options;
        _gradients = gradients;
        _pool = pool;
        _check = new GradientCheck(gradients);
        _runCheck = _check.Run;
        _runUpdate = UpdateShare;
        State = new OptimizerState(optimizer, gradients.Length);
    }

    /// <summary>What the optimiser keeps.</summary>
    public OptimizerState State { get; }

    private int Workers => WorkSplit.ForMemory(_gradients.Length, _pool.Threads);

    /// <summary>Looks at loss and gradient, as far as the options ask for it; false if one of them is not finite.</summary>
    public bool Accept(float loss)
    {
        _scale = GradientScale.None;
        if (_options.NonFinite == NonFinitePolicy.Off && _options.ClipNorm is null) return true;

        _pool.Run(_runCheck, Workers);
        double norm = _check.Norm();
        if (_options.NonFinite != NonFinitePolicy.Off && !(double.IsFinite(norm) && float.IsFinite(loss))) return false;

        // PyTorch's clip_grad_norm_: the small term keeps a vanishing norm from dividing by zero.
        if (_options.ClipNorm is { } limit) _scale = _scale with { Factor = (float)Math.Min(1, limit / (norm + 1e-6)) };
        return true;
    }

    /// <summary>Updates all parameters. False if a new value may not be finite; the update is to be counted by who has looked.</summary>
    public bool Run()
    {
        _isSuspect = false;
        _optimizer.Advance(State);
        _pool.Run(_runUpdate, Workers);
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
        var range = new UpdateRange(ref _parameters.Start, ref _gradients.Start, State, first, end)
        {
            Scale = _scale,
            Step = new UpdateStep(State.Updates, _optimizer.Rate),
        };
        if (State.Updates == 0) _optimizer.Begin(range);
        if (!_optimizer.Update(range)) _isSuspect = true; // written by several workers, but all write the same
    }
}
