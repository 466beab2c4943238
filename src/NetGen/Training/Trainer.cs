using NetGen.Data;
using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <summary>
/// Trains a network in place. The result does not depend on the number of threads: every value has one owner who adds in a fixed order.
/// One trainer is used by one thread at a time; it may share its threads' cores, but not its network, with others.
/// </summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public sealed unsafe class Trainer<TNetwork> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly TrainerOptions _options;
    private readonly TrainingPass _pass = new();
    private readonly WorkerPool _pool;
    private readonly GradientCheck _check;
    private readonly OptimizerState _state;
    private readonly Action<int, int> _runPhase;
    private readonly Action<int, int> _runCheck;
    private readonly Action<int, int> _runUpdate;
    private int _phase;
    private float _gradientScale;
    private float _loss;
    private bool _hasGradients;

    /// <summary>A trainer of <paramref name="network"/>, whose parameters every step changes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">How parameters follow gradients.</param>
    /// <param name="options">Threads, seed, clipping; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The optimiser's settings contradict each other.</exception>
    public Trainer(TNetwork network, Optimizer optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Validate();
        Network = network;
        Optimizer = optimizer;
        _options = options ?? new TrainerOptions();
        _pool = new WorkerPool(_options.Threads, $"Trainer<{TNetwork.Info.Name}>");
        _pass.Seed = _options.Seed;
        _pass.Gradients = new AlignedMemory(TNetwork.Info.TrainedPackedSize);
        _check = new GradientCheck(_pass.Gradients);
        _state = new OptimizerState(optimizer, TNetwork.Info.TrainedPackedSize);
        _runPhase = (worker, workers) => Network.RunPhase(_phase, _pass, worker, workers);
        _runCheck = _check.Run;
        _runUpdate = UpdateShare;
    }

    /// <summary>The network that is trained.</summary>
    public TNetwork Network { get; }

    /// <summary>How parameters follow gradients.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Steps taken; those that were left out for a loss or gradient that is not finite count too.</summary>
    public long StepCount
    {
        get => _pass.Step;
        private set => _pass.Step = value;
    }

    /// <summary>
    /// The gradients of the last <see cref="ComputeGradients(ReadOnlySpan{float}, ReadOnlySpan{int})"/>, of all parameters, packed as the
    /// kernels want them: what several machines average between computing and applying. Padding between parameters is zero.
    /// </summary>
    public Span<float> Gradients => _pass.Gradients.Span;

    /// <summary>Whether the last step changed the parameters, rather than being left out.</summary>
    internal bool IsLastStepApplied { get; private set; }

    /// <summary>All that a step changes.</summary>
    internal TrainingMemory Memory => new(Network.Parameters, Optimizer, _state, _pass);

    /// <summary>What dropout and the order of samples are drawn from.</summary>
    internal ulong Seed => _options.Seed;

    /// <summary>The most threads that a step may use.</summary>
    internal int Threads => _options.Threads;

    private static TrainingProgram Program => TNetwork.Program;

    private static Dictionary<string, string> EmptySettings => new(StringComparer.Ordinal);

    /// <summary>Forward, backward, update.</summary>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="labels">One class index per sample.</param>
    /// <returns>The mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or the batch is too small. Nothing has changed.</exception>
    /// <exception cref="TrainingDivergedException">Loss or gradient is not finite, and <see cref="TrainerOptions.NonFinite"/> says to throw. Nothing has changed.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        float loss = ComputeGradients(inputs, labels);
        ApplyGradients();
        return loss;
    }

    /// <summary>Forward, backward, update.</summary>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="targets">Batch x output size values.</param>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int})" path="/returns|/exception"/>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        float loss = ComputeGradients(inputs, targets);
        ApplyGradients();
        return loss;
    }

    /// <summary>Forward and backward: fills <see cref="Gradients"/> and changes nothing else.</summary>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int})" path="/param|/returns"/>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or the batch is too small.</exception>
    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        int batch = BatchGuard.Labels(TNetwork.Info, Program, inputs, labels);
        fixed (float* input = inputs)
        fixed (int* label = labels)
        {
            return RunPhases(input, label, null, batch);
        }
    }

    /// <summary>Forward and backward: fills <see cref="Gradients"/> and changes nothing else.</summary>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/returns"/>
    /// <exception cref="ArgumentException">A length does not fit, or the batch is too small.</exception>
    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int batch = BatchGuard.Targets(TNetwork.Info, Program, inputs, targets);
        fixed (float* input = inputs)
        fixed (float* target = targets)
        {
            return RunPhases(input, null, target, batch);
        }
    }

    /// <summary>Updates the parameters from <see cref="Gradients"/>.</summary>
    /// <exception cref="InvalidOperationException">No gradients have been computed since the last update.</exception>
    /// <exception cref="TrainingDivergedException">Loss or gradient is not finite, and <see cref="TrainerOptions.NonFinite"/> says to throw. Nothing has changed.</exception>
    public void ApplyGradients()
    {
        if (!_hasGradients) throw new InvalidOperationException("There are no gradients: compute them first.");
        _hasGradients = false;
        IsLastStepApplied = PrepareUpdate();
        if (IsLastStepApplied)
        {
            _pool.Run(_runUpdate, WorkSplit.ForMemory(_pass.Gradients.Length, _pool.Threads));
            Network.Parameters.MarkChanged();
            _state.Updates++;
            Network.CommitState(_pass);
        }

        StepCount++;
    }

    /// <summary>Copies the gradient of a parameter in the file convention, as of the last computation.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, it is not trained, or the length is not its element count.</exception>
    public void CopyGradient(string name, Span<float> destination)
    {
        ParameterInfo parameter = Network.Parameters.Find(name);
        if (!parameter.IsTrained) throw new ArgumentException($"'{name}' is state, not a trained parameter: it has no gradient.", nameof(name));
        ParameterBlock.RequireLength(parameter, destination.Length, nameof(destination));
        parameter.Layout.Unpack(Gradients, destination);
    }

    /// <summary>Trains for some epochs over a set of samples, with validation, progress, early stopping and checkpoints as the options say.</summary>
    /// <param name="train">The samples to train on.</param>
    /// <param name="options">How to go about it.</param>
    /// <exception cref="ArgumentException">There are no samples, or they do not fit the network; a batch would be too small. Nothing has changed.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled. The network is as after the last step.</exception>
    /// <exception cref="TrainingDivergedException">Loss or gradient is not finite, and <see cref="TrainerOptions.NonFinite"/> says to throw.</exception>
    /// <exception cref="InvalidOperationException">A checkpoint is there, but was written under other settings.</exception>
    /// <exception cref="Files.NetworkFileException">Checkpoints are there, but none can be read.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public TrainingReport Fit(Dataset train, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        _hasGradients = false;
        return new FitRun<TNetwork>(this, train, options).Run();
    }

    /// <summary>Writes all that training needs to go on: parameters, state, the optimiser's memory, counts. For loops of one's own; Fit writes its own.</summary>
    /// <exception cref="IOException">Writing failed; the old file is untouched.</exception>
    public void SaveCheckpoint(string path) => Checkpoint.Write(path, Memory, fit: null, EmptySettings);

    /// <summary>Goes back to what <see cref="SaveCheckpoint"/> wrote; the steps that follow give the same bits as those that followed then.</summary>
    /// <exception cref="Files.NetworkFileException">The file is malformed, or is of another architecture. Nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">It was written by another optimiser or under another seed. Nothing has changed.</exception>
    /// <exception cref="IOException">The file cannot be read. Nothing has changed.</exception>
    public void LoadCheckpoint(string path)
    {
        Checkpoint.Restore(path, Memory, EmptySettings);
        _hasGradients = false;
    }

    /// <summary>
    /// Ends the trainer's threads. The network stays as it is. A step that another thread is in the middle of, alone or of <see cref="Fit"/>,
    /// ends in an <see cref="ObjectDisposedException"/> or has already changed all parameters.
    /// </summary>
    public void Dispose() => _pool.Dispose();

    private float RunPhases(float* inputs, int* labels, float* targets, int batch)
    {
        _hasGradients = false;
        Reserve(batch);
        _pass.Bind(inputs, labels, targets, batch);
        try
        {
            for (_phase = 0; _phase < Program.Phases.Count; _phase++)
            {
                _pool.Run(_runPhase, WorkSplit.ForPhase(Program.Phases[_phase], batch, _pool.Threads));
            }
        }
        finally
        {
            _pass.Unbind();
        }

        double sum = 0;
        foreach (float loss in _pass.SampleLosses.Span[..batch]) sum += loss;
        _loss = (float)(sum / batch);
        _hasGradients = true;
        return _loss;
    }

    /// <summary>Makes room for a batch larger than any before.</summary>
    private void Reserve(int batch)
    {
        if (batch <= _pass.Capacity) return;
        long needed = ((long)Program.WorkspacePerSample * batch) + Program.WorkspaceFixed + ((long)Program.WorkspacePerWorker * _pool.Threads);
        if (needed > Array.MaxLength - 64) throw new ArgumentException($"A batch of {batch} samples needs a workspace of {needed} values, more than an array can hold.", nameof(batch));
        _pass.Workspace = new AlignedMemory((int)needed);
        _pass.SampleLosses = new AlignedMemory(batch);
        _pass.Capacity = batch;
    }

    /// <summary>Looks at loss and gradient, as far as the options ask for it; false if the step is to be left out.</summary>
    private bool PrepareUpdate()
    {
        _gradientScale = 1f;
        if (_options.NonFinite == NonFinitePolicy.Off && _options.ClipNorm is null) return true;

        _pool.Run(_runCheck, WorkSplit.ForMemory(_pass.Gradients.Length, _pool.Threads));
        double norm = _check.Norm();
        if (_options.NonFinite != NonFinitePolicy.Off && !(double.IsFinite(norm) && float.IsFinite(_loss)))
        {
            if (_options.NonFinite == NonFinitePolicy.SkipStep) return false;
            throw new TrainingDivergedException(StepCount, _loss, FirstNonFiniteLayer());
        }

        // PyTorch's clip_grad_norm_: the small term keeps a vanishing norm from dividing by zero.
        if (_options.ClipNorm is { } limit) _gradientScale = (float)Math.Min(1, limit / (norm + 1e-6));
        return true;
    }

    private void UpdateShare(int worker, int workers)
    {
        // Whole cache lines, so that no two workers write into one.
        const int Line = 16;
        int size = _pass.Gradients.Length;
        int lines = (size + Line - 1) / Line;
        int first = Partition.First(lines, worker, workers) * Line;
        int end = Math.Min(size, Partition.First(lines, worker + 1, workers) * Line);
        Optimizer.Update(ref Network.Parameters.Start, ref _pass.Gradients.Start, _state, first, end, _gradientScale);
    }

    /// <summary>The backward pass goes from the last layer to the first, so the last parameter hit is the first that it met.</summary>
    private string? FirstNonFiniteLayer()
    {
        for (int i = TNetwork.Info.Parameters.Count - 1; i >= 0; i--)
        {
            ParameterInfo parameter = TNetwork.Info.Parameters[i];
            if (!parameter.IsTrained) continue;
            foreach (float value in Gradients.Slice(parameter.Layout.Offset, parameter.Layout.PackedSize))
            {
                if (!float.IsFinite(value)) return parameter.Name[..Math.Max(0, parameter.Name.LastIndexOf('.'))];
            }
        }

        return null;
    }
}
