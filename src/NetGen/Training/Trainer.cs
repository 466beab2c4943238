using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

using NetGen.Data;
using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <summary>
/// Trains a network in place. The result does not depend on the number of threads: every value has one owner who adds in a fixed order.
/// One trainer is used by one thread at a time; it may share its threads' cores, but not its network, with others.
/// </summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public sealed unsafe partial class Trainer<TNetwork> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly TrainerOptions _options;
    private readonly TrainingPass _pass = new();
    private readonly CallGate _gate = new(Name);
    private readonly WorkerPool _pool;
    private readonly StepThreads _threads;
    private readonly ParameterUpdate _update;
    private readonly GroupStep? _groupStep;
    private readonly Action<int, int> _runPhase;
    private int _phase;
    private float _loss;
    private bool _isDisposed;
    private bool _hasGradients;
    private DivergenceOrigin? _origin;

    /// <summary>A trainer of <paramref name="network"/>, whose parameters every step changes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">How parameters follow gradients.</param>
    /// <param name="options">Threads, seed, clipping; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">
    /// Settings of the optimiser, or options, contradict each other; or a pattern stands for no parameter of the network, whose names the message lists; or
    /// the processes of <see cref="TrainerOptions.ProcessGroup"/> do not train the same network in the same way.
    /// </exception>
    public Trainer(TNetwork network, Optimizer optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Validate(TNetwork.Info);
        Network = network;
        Optimizer = optimizer;
        _options = options ?? new TrainerOptions();
        _options.Validate();
        ParameterTreatment.Validate(TNetwork.Info, optimizer, _options);
        _pool = new WorkerPool(_options.Threads, Name, watch: _options.ShareWatch);
        _pass.Seed = GroupStep.SeedOf(_options.Seed, Group);
        _pass.Gradients = new AlignedMemory(TNetwork.Info.TrainedPackedSize);
        _threads = new StepThreads(Program.Phases, _pass.Gradients.Length, _pool.Threads, isTried: _options.ShareWatch is null);
        _update = new ParameterUpdate(network.Parameters, optimizer, _options, _pass.Gradients, _pool, _threads);
        Memory = new TrainingMemory(network.Parameters, optimizer, _update.State, _pass, _options);
        _runPhase = (worker, workers) => Network.RunPhase(_phase, _pass, worker, workers);
        if (Group is not null) _groupStep = JoinGroup(Group);
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
    /// kernels want them; in a <see cref="TrainerOptions.ProcessGroup"/> those of the samples of all processes. Padding between parameters is zero.
    /// </summary>
    public Span<float> Gradients => _pass.Gradients.Span;

    /// <summary>Whether the last step counts, rather than being left out.</summary>
    internal bool IsLastStepApplied { get; private set; }

    /// <summary>All that a step changes.</summary>
    internal TrainingMemory Memory { get; }

    /// <summary>What dropout and the order of samples are drawn from.</summary>
    internal ulong Seed => _options.Seed;

    /// <summary>The most threads that a step may use.</summary>
    internal int Threads => _options.Threads;

    private static TrainingProgram Program => TNetwork.Program;

    /// <summary>The name as one writes it; the type's own has the assembly's version in it.</summary>
    private static string Name => $"Trainer<{TNetwork.Info.Name}>";

    private RunDescription Description => RunDescription.Of(Optimizer, _options);

    /// <summary>Forward, backward, update.</summary>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="labels">One class index per sample, or one per step of each sample where the loss reads a sequence.</param>
    /// <returns>The mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or the batch is too small. Nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in a call of this trainer.</exception>
    /// <exception cref="TrainingDivergedException">
    /// Loss or gradient is not finite, and <see cref="TrainerOptions.NonFinite"/> says to throw: nothing has changed. Or the update itself
    /// overflowed: the network has changed.
    /// </exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        if (TakesLabelOfEachStep) return Step(LabelledRows(inputs, labels));
        float loss = ComputeGradients(inputs, labels);
        Apply(inputs, default);
        return loss;
    }

    /// <summary>Forward and backward: fills <see cref="Gradients"/> and changes nothing else.</summary>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int})" path="/param|/returns"/>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or the batch is too small.</exception>
    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        if (TakesLabelOfEachStep) return ComputeGradients(LabelledRows(inputs, labels));
        if (Program.TakesBinaryLabels) return ComputeTargets(inputs, _binary.ToTargets(labels));
        int batch = BatchGuard.Labels(TNetwork.Info, Program, inputs, labels);
        fixed (float* input = inputs)
        fixed (int* label = labels)
        {
            return RunPass(input, label, null, batch, inputs, default);
        }
    }

    /// <summary>Forward, backward, update; users reach it by <see cref="TargetSteps"/>.</summary>
    internal float StepTargets(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        float loss = ComputeTargets(inputs, targets);
        Apply(inputs, targets);
        return loss;
    }

    /// <summary>Forward and backward; users reach it by <see cref="TargetSteps"/>.</summary>
    internal float ComputeTargets(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int batch = BatchGuard.Targets(TNetwork.Info, Program, inputs, targets);
        fixed (float* input = inputs)
        fixed (float* target = targets)
        {
            return RunPass(input, null, target, batch, inputs, targets);
        }
    }

    /// <summary>
    /// Empty rows for a step of a network with several inputs, outputs or losses, the calling thread's own. Generated code fills them; the step, or the
    /// computation, takes them back.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NamedRows BeginRows() => NamedRows.Rent(TNetwork.Info, Program);

    /// <summary>Forward, backward, update.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public float Step(NamedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        float loss = rows.HasWeights ? StepRowsWeighted(rows.Inputs, rows.TargetRows, rows.Weights) : StepRows(rows.Inputs, rows.TargetRows);
        rows.Return();
        return loss;
    }

    /// <summary>Forward and backward: fills <see cref="Gradients"/> and changes nothing else.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public float ComputeGradients(NamedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        float loss = rows.HasWeights ? ComputeRowsWeighted(rows.Inputs, rows.TargetRows, rows.Weights) : ComputeRows(rows.Inputs, rows.TargetRows);
        rows.Return();
        return loss;
    }

    /// <summary>Updates the parameters from <see cref="Gradients"/>.</summary>
    /// <exception cref="InvalidOperationException">
    /// No gradients have been computed since the last update, or another thread is in a call of this trainer.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// Loss or gradient is not finite, and <see cref="TrainerOptions.NonFinite"/> says to throw: nothing has changed. Or the update itself
    /// overflowed: the network has changed.
    /// </exception>
    public void ApplyGradients() => Apply(default, default);

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
    /// <exception cref="ObjectDisposedException">The trainer has been disposed of.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled. The network is as after the last step.</exception>
    /// <exception cref="TrainingDivergedException">Loss or gradient is not finite, and <see cref="TrainerOptions.NonFinite"/> says to throw.</exception>
    /// <exception cref="InvalidOperationException">
    /// A checkpoint is there, but of a run with other settings, which <see cref="FitOptions.AllowChanged"/> does not name; the message has both
    /// values. Nothing has changed.
    /// </exception>
    /// <exception cref="Files.NetworkFileException">
    /// Checkpoints are there, but none can be read; the newest is malformed, or of another architecture.
    /// </exception>
    /// <exception cref="IOException">
    /// Checkpoints are there, but none can be read; or one cannot be written; or another run, of this process or another, is using their directory.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">As before: the newest checkpoint, or the directory, may not be read or written.</exception>
    public TrainingReport Fit(SampleSource train, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        RequireThreads();
        _hasGradients = false;
        return new FitRun<TNetwork>(this, train, options).Run();
    }

    /// <summary>
    /// Writes all that training needs to go on: parameters, state, the optimiser's memory, counts. For loops of one's own; Fit writes its own. In a group
    /// of processes the first of them writes.
    /// </summary>
    /// <exception cref="IOException">Writing failed; the old file is untouched.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in a call of this trainer.</exception>
    public void SaveCheckpoint(string path)
    {
        using CallGate.Call call = _gate.Enter();
        if (Group is null or { Rank: 0 }) Checkpoint.Write(path, Memory, fit: null, Description);
    }

    /// <summary>
    /// Goes back to what <see cref="SaveCheckpoint"/> wrote, the learning rate of that moment among it; the steps that follow give the same bits
    /// as those that followed then. In a group of processes the first of them reads, and the others are given what it has read.
    /// </summary>
    /// <param name="path">The file; one of Fit's will do.</param>
    /// <param name="allowChanged">
    /// Settings that may be others than the checkpoint's. With <see cref="RunSettings.LearningRate"/> the optimiser keeps its own rate.
    /// </param>
    /// <exception cref="Files.NetworkFileException">The file is malformed, or is of another architecture. Nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// It was written by another optimiser or under other settings; the message has both values. Or another thread is in a call of this trainer. Nothing has
    /// changed.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read. Nothing has changed.</exception>
    public void LoadCheckpoint(string path, RunSettings allowChanged = RunSettings.None)
    {
        using CallGate.Call call = _gate.Enter();
        double rate = Optimizer.LearningRate;
        if (Group is null) Checkpoint.Restore(path, Memory, Description, allowChanged);
        else GroupMemory.Restore(Group, Memory, () => Checkpoint.Restore(path, Memory, Description, allowChanged));
        if (allowChanged.HasFlag(RunSettings.LearningRate)) Optimizer.LearningRate = rate;
        _hasGradients = false;
    }

    /// <summary>
    /// Sets the parameters of a network to the average of this one's over the updates so far: that of <see cref="TrainerOptions.Average"/>, or else
    /// the one that the optimiser keeps (<see cref="Asgd"/>, <see cref="ScheduleFreeAdamW"/>). State that is not trained, such as running statistics,
    /// is copied as it is.
    /// </summary>
    /// <param name="network">Another network, or this trainer's own when training is over.</param>
    /// <exception cref="InvalidOperationException">
    /// No average is kept, or no update has counted in it; or another thread is in a call of this trainer.
    /// </exception>
    public void AverageInto(TNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using CallGate.Call call = _gate.Enter();
        _update.AverageInto(network.Parameters);
    }

    /// <summary>Whether <see cref="AverageInto"/> has something to give.</summary>
    /// <exception cref="InvalidOperationException">No average is kept.</exception>
    internal bool HasAverage => _update.HasAverage;

    /// <summary>
    /// Ends the trainer's threads. The network stays as it is. A step that another thread is in the middle of, alone or of <see cref="Fit"/>,
    /// ends in an <see cref="ObjectDisposedException"/> or has already changed all parameters.
    /// </summary>
    public void Dispose()
    {
        _isDisposed = true;
        _pool.Dispose();
    }

    /// <summary>Forward, backward, update, with the targets of all losses in rows.</summary>
    internal float StepRows(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        float loss = ComputeRows(inputs, targets);
        Apply(inputs, targets);
        return loss;
    }

    internal float ComputeRows(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int batch = BatchGuard.Rows(TNetwork.Info, Program, inputs, targets);
        fixed (float* input = inputs)
        fixed (float* target = targets)
        {
            return RunPass(input, null, target, batch, inputs, targets);
        }
    }

    /// <summary>Updates the parameters, unless something is not finite.</summary>
    /// <param name="inputs">The batch, where it is at hand: to be looked at if a gradient is not finite.</param>
    /// <param name="targets">Its targets, if it has any.</param>
    private void Apply(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        using CallGate.Call call = _gate.Enter();
        if (!_hasGradients) throw new InvalidOperationException("There are no gradients: compute them first.");
        RequireThreads();
        _hasGradients = false;
        _threads.BeginUpdate();
        IsLastStepApplied = _update.Accept(_loss);
        if (IsLastStepApplied) TakeStep();
        else if (_options.NonFinite == NonFinitePolicy.Throw) throw new TrainingDivergedException(StepCount, _loss, _origin ?? FindOrigin(inputs, targets));
        _threads.EndUpdate();
        StepCount++;
    }

    private void TakeStep()
    {
        // What inference computes from parameters may depend on state too.
        using ParameterBlock.Change change = Network.Parameters.BeginChange();
        if (_update.Take(_pass.TotalWeight)) Update();
        _groupStep?.KeepState();
        if (_pass.Batch > 0) Network.CommitState(_pass);
        _groupStep?.AverageState();
    }

    private void Update()
    {
        if (!_update.Run() && _options.NonFinite != NonFinitePolicy.Off && DivergenceOrigin.OfUpdate(Network.Parameters, Memory.State) is { } origin)
        {
            throw new TrainingDivergedException(StepCount, _loss, origin);
        }

        _update.Count();
    }

    private void RequireThreads()
    {
        if (_isDisposed) ThrowDisposed();
    }

    [DoesNotReturn]
    private static void ThrowDisposed() => throw new ObjectDisposedException(Name);
}
