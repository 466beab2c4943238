using System.Diagnostics;

using NetGen.Data;

namespace NetGen;

/// <summary>One call of <see cref="Trainer{TNetwork}.Fit"/>: the loop over epochs and batches, and what happens between them.</summary>
internal sealed class FitRun<TNetwork>
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly Trainer<TNetwork> _trainer;
    private readonly FitGroup? _group; // null where this process trains alone
    private readonly SampleSource _train;
    private readonly FitOptions _options;
    private readonly CheckpointDirectory? _checkpoints;
    private readonly RunDescription? _description;
    private readonly BatchSource _batches;
    private readonly BestNetwork _best;
    private readonly EpochMonitor _monitor;
    private readonly List<double> _losses = []; // what the monitor sees of each complete epoch
    private readonly TrainingContext _context;
    private readonly SampleSource? _validationSamples;
    private readonly TNetwork? _average; // null where the weights that are trained are validated
    private readonly Stopwatch _training = new();
    private readonly double _fullRate;
    private IDisposable? _folder; // that of the checkpoints, while no other run may use it
    private FitState _state;
    private Evaluation? _validation;
    private long _savedStep = -1;
    private long _samples;

    public FitRun(Trainer<TNetwork> trainer, SampleSource train, FitOptions options)
    {
        (_train, _validationSamples) = Divide(train, options, trainer.Seed);
        FitSamples.RequireUsable<TNetwork>(_train, _validationSamples, options, trainer.Group?.Size ?? 1);
        _trainer = trainer;
        _options = options;
        if (options.CheckpointDirectory is not null || trainer.Group is not null) _description = RunDescription.Of(trainer.Optimizer,
            trainer.Memory.Options, options, _train, _validationSamples);
        if (trainer is { Group: { } group, GroupStep: { } step }) _group = new FitGroup(group, step, trainer.Memory, _description!, options);
        string? directory = _group is null or { Writes: true } ? options.CheckpointDirectory : null;
        _monitor = new EpochMonitor(options, TNetwork.Program.Target == Runtime.TrainingTarget.Labels);
        _checkpoints = directory is null ? null : new CheckpointDirectory(directory);
        if (options.ValidateAverage) _average = CreateAverage(trainer);
        _best = new BestNetwork((_average ?? trainer.Network).Parameters, trainer.Network.Parameters, directory, options.RestoreBest
            && _group is null or { Writes: true });
        _batches = new BatchSource(_train, options, trainer.Seed, trainer.Group);
        _context = new TrainingContext(trainer.Network.Parameters, trainer.Optimizer, options, trainer.Network.Save) { StepsPerEpoch = _batches.Count };
        _fullRate = trainer.Optimizer.LearningRate;
        _state = new FitState { FirstEpoch = trainer.Memory.Epochs };
    }

    private bool IsPatienceOver => _options.Patience is { } patience && _monitor.Compare(_state.History).Since >= patience;

    private double SamplesPerSecond => _samples == 0 ? 0 : _samples / _training.Elapsed.TotalSeconds;

    public TrainingReport Run()
    {
        try
        {
            return RunAlone();
        }
        finally
        {
            _folder?.Dispose();
        }
    }

    private TrainingReport RunAlone()
    {
        Resume();
        try
        {
            foreach (EpochReport before in _state.History) _losses.Add(_monitor.Of(before));
            Tell(static (callback, context) => callback.OnBegin(context));
            while (_state.Epoch < _options.Epochs && !IsPatienceOver && !_context.IsStopping) RunEpoch();
        }
        finally
        {
            _batches.EndReading();
            if (_options.Schedule != LearningRateSchedule.Constant) _trainer.Memory.Optimizer.LearningRate = _fullRate;
        }

        int? best = _monitor.Compare(_state.History).Best;
        bool isBestBack = _options.RestoreBest && best is { } epoch && epoch != _state.History.Count - 1;
        if (isBestBack)
        {
            _best.Restore();
            _group?.ShareParameters();
        }

        // A run that was already complete when it was resumed has not evaluated yet; nor have the best parameters, now that they are back.
        if (isBestBack && _validationSamples is not null) _validation = Evaluate(_validationSamples, _trainer.Network);
        else if (_validation is null) Validate();
        StopReason reason = IsPatienceOver ? StopReason.LossStoppedFalling : _context.IsStopping && _state.Epoch < _options.Epochs ? StopReason.Requested : StopReason.Completed;
        var report = new TrainingReport(_state.History, reason, _validation, SamplesPerSecond, best);
        Tell((callback, context) => callback.OnEnd(context, report));
        return report;
    }

    /// <summary>The samples to train on, and those to validate on.</summary>
    private static (SampleSource Train, SampleSource? Validation) Divide(SampleSource train, FitOptions options, ulong seed)
    {
        if (options.ValidationShare is not { } share) return (train, options.Validation);
        if (options.Validation is not null) throw new ArgumentException("There are validation samples, and a share of the training samples to validate on: give one of them.", nameof(options));
        (SampleSource validation, SampleSource rest) = train.Split(share, seed);
        return (rest, validation);
    }

    /// <summary>Goes on from the newest checkpoint, if there is one.</summary>
    private void Resume()
    {
        if (_options.CheckpointDirectory is null) return;
        if ((_group is null ? Restore() : _group.Restore(Restore)) is not { Fit: { } state } restored) return;
        _state = state;
        _savedStep = _trainer.StepCount;

        // The rate of the last step is that of the next, unless what gives it is another.
        if (Has(RunSettings.LearningRate | RunSettings.Schedule)) _trainer.Optimizer.LearningRate = _fullRate;
        if (Has(RunSettings.Samples | RunSettings.BatchSize | RunSettings.Shuffle | RunSettings.Seed)) _state.RestartEpoch();

        bool Has(RunSettings settings) => (restored.Changed & settings) != RunSettings.None;
    }

    private Restored? Restore()
    {
        _folder = _checkpoints!.Open();
        Restored? restored = _checkpoints.Restore(_trainer.Memory, _description!, _options.AllowChanged);
        if (restored?.Fit is not { } state || state.Epoch < _options.Epochs) _checkpoints.RequireWritable();
        return restored;
    }

    private void RunEpoch()
    {
        // Another order in every epoch, of all calls of Fit together.
        int epoch = _state.FirstEpoch + _state.Epoch;
        _trainer.Memory.Epochs = epoch + 1;
        _batches.BeginEpoch(epoch);
        Tell(static (callback, context) => callback.OnEpochBegin(context));
        while (_state.NextBatch < _batches.Count)
        {
            if (_group?.IsEnding ?? _options.CancellationToken.IsCancellationRequested) Cancel();
            Step();
        }

        EndEpoch();
    }

    private void Step()
    {
        if (_options.Schedule != LearningRateSchedule.Constant)
        {
            // A function of the place in the run and its history alone: a resumed run has the rates that it would have had.
            var point = new SchedulePoint(((long)_state.Epoch * _batches.Count) + _state.NextBatch, (long)_options.Epochs * _batches.Count, _batches.Count) { Losses = _losses };
            _trainer.Memory.Optimizer.LearningRate = (float)((float)_fullRate * _options.Schedule.Factor(point));
        }

        _training.Start();
        SampleBuffer batch = _batches[_state.NextBatch];
        bool counts = Train(batch);
        _training.Stop();

        _samples += _batches.SizeOf(_state.NextBatch);
        if (counts && _trainer.IsLastStepApplied)
        {
            // What the step's mean was over: of classes that count differently more or less than its samples.
            double counted = _trainer.Memory.Pass.TotalWeight;
            _state.LossSum += _context.StepLoss * counted;
            _state.LossWeight += counted;
        }

        _state.NextBatch++;
        Tell(static (callback, context) => callback.OnStep(context));
        bool isLast = _state.NextBatch == _batches.Count;
        if (!isLast && _trainer.StepCount % _options.ReportEverySteps == 0) Report(completed: null);
        if (_options.CheckpointEverySteps is { } steps && _trainer.StepCount % steps == 0) Save();
    }

    /// <summary>A step, unless no sample of it counts anything, and so has anything to teach.</summary>
    private bool Train(SampleBuffer batch)
    {
        bool counts = batch.HasCounting(TNetwork.Program.Targets.Count > 0 ? TNetwork.Program.Targets[0].Loss : null);
        if (!counts && _group is null) return false;
        _group?.BeginStep();
        float loss = counts ? TrainOn(batch) : _trainer.StepWithoutSamples();
        if (_group is { HasSamples: false }) return false;
        _context.StepLoss = loss;
        return true;
    }

    private float TrainOn(SampleBuffer batch)
    {
        try
        {
            if (_batches.HasWeights)
            {
                return _train.Format.Network is not null ? _trainer.StepRowsWeighted(batch.Inputs, batch.Targets, batch.Weights)
                    : _train.HasLabels ? _trainer.StepWeighted(batch.Inputs, batch.Labels, batch.Weights)
                    : _trainer.StepWeighted(batch.Inputs, batch.Targets, batch.Weights);
            }

            return _train.Format.Network is not null ? _trainer.StepRows(batch.Inputs, batch.Targets)
                : _train.HasLabels ? _trainer.Step(batch.Inputs, batch.Labels)
                : _trainer.StepTargets(batch.Inputs, batch.Targets);
        }
        catch (TrainingDivergedException exception) when (exception.Sample is { } sample)
        {
            throw exception.InDataset(_batches.SampleAt(_state.NextBatch, sample));
        }
    }

    private void EndEpoch()
    {
        Validate();
        var epoch = new EpochReport(_state.Epoch, _state.MeanLoss, _validation?.Loss, _validation?.Accuracy)
        {
            LearningRate = _trainer.Optimizer.LearningRate,
            Metrics = _validation?.Metrics ?? new Dictionary<string, double>(StringComparer.Ordinal),
        };
        _state.History.Add(epoch);
        _losses.Add(_monitor.Of(epoch));
        if (_monitor.Compare(_state.History).Since == 0) _best.Keep();
        Report(epoch);
        Tell(static (callback, context) => callback.OnEpochEnd(context));
        if (_group?.EndEpoch(_context.IsStopping) == true) _context.Stop();
        _state.Epoch++;
        _state.RestartEpoch();
        if (_state.Epoch % _options.CheckpointEveryEpochs == 0 || _state.Epoch == _options.Epochs || IsPatienceOver || _context.IsStopping) Save();
    }

    private void Validate()
    {
        if (_average is not null) TakeAverage(_average);
        if (_validationSamples is not null) _validation = Evaluate(_validationSamples, _average ?? _trainer.Network);
    }

    private Evaluation Evaluate(SampleSource samples, TNetwork network) => network.Evaluate(samples, _options.Metrics, _trainer.Threads);

    private void TakeAverage(TNetwork average)
    {
        if (_trainer.HasAverage)
        {
            _trainer.AverageInto(average);
            return;
        }

        average.Parameters.CopyFrom(_trainer.Network.Parameters);
    }

    /// <summary>A network to measure the average in.</summary>
    /// <exception cref="InvalidOperationException">None is kept.</exception>
    private static TNetwork CreateAverage(Trainer<TNetwork> trainer)
    {
        _ = trainer.HasAverage;
        return trainer.Network.Clone();
    }

    private void Tell(Action<ITrainingCallback, TrainingContext> what)
    {
        if (_options.Callbacks.Count == 0) return;
        _context.Epoch = _state.Epoch;
        _context.StepInEpoch = _state.NextBatch;
        _context.Step = _trainer.StepCount;
        _context.Loss = _state.MeanLoss;
        _context.History = _state.History;
        _context.SamplesPerSecond = SamplesPerSecond;
        foreach (ITrainingCallback callback in _options.Callbacks) what(callback, _context);
    }

    private void Cancel()
    {
        Save();
        _options.CancellationToken.ThrowIfCancellationRequested();
        throw _group!.Cancellation();
    }

    /// <summary>
    /// Writes a checkpoint, unless there is one of this step. That one may have been written before the end of the epoch: what the end of an
    /// epoch does is then done again after resuming, with the same result.
    /// </summary>
    private void Save()
    {
        if (_checkpoints is null || _savedStep == _trainer.StepCount) return;
        _checkpoints.Write(_trainer.Memory, _state, _description!);
        _savedStep = _trainer.StepCount;
    }

    private void Report(EpochReport? completed) => _options.Progress?.Report(new(
        _state.Epoch,
        _options.Epochs,
        _state.NextBatch,
        _batches.Count,
        _trainer.StepCount,
        _state.MeanLoss,
        SamplesPerSecond,
        completed));
}
