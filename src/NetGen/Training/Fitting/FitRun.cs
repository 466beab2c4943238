using System.Diagnostics;
using System.Globalization;

using NetGen.Data;

namespace NetGen;

/// <summary>One call of <see cref="Trainer{TNetwork}.Fit"/>: the loop over epochs and batches, and what happens between them.</summary>
internal sealed class FitRun<TNetwork>
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly Trainer<TNetwork> _trainer;
    private readonly Dataset _train;
    private readonly FitOptions _options;
    private readonly CheckpointDirectory? _checkpoints;
    private readonly RunDescription? _description;
    private readonly BatchSource _batches;
    private readonly Stopwatch _training = new();
    private readonly double _fullRate;
    private FitState _state;
    private Evaluation? _validation;
    private long _savedStep = -1;
    private long _samples;

    public FitRun(Trainer<TNetwork> trainer, Dataset train, FitOptions options)
    {
        RequireUsable(train, options);
        _trainer = trainer;
        _train = train;
        _options = options;
        _checkpoints = options.CheckpointDirectory is { } path ? new CheckpointDirectory(path) : null;
        _batches = new BatchSource(train, options, trainer.Seed);
        _fullRate = trainer.Optimizer.LearningRate;
        _state = new FitState { FirstEpoch = trainer.Memory.Epochs };
        if (_checkpoints is not null) _description = RunDescription.Of(trainer.Optimizer, trainer.Memory.Options, options, train);
    }

    private bool IsPatienceOver => _options.Patience is { } patience && _state.EpochsWithoutImprovement >= patience;

    private double SamplesPerSecond => _samples == 0 ? 0 : _samples / _training.Elapsed.TotalSeconds;

    public TrainingReport Run()
    {
        Resume();
        try
        {
            while (_state.Epoch < _options.Epochs && !IsPatienceOver) RunEpoch();
        }
        finally
        {
            if (_options.Schedule != LearningRateSchedule.Constant) _trainer.Memory.Optimizer.LearningRate = _fullRate;
        }

        // A run that was already complete when it was resumed has not evaluated yet.
        if (_options.Validation is { } samples) _validation ??= Evaluate(samples);
        return new(_state.History, IsPatienceOver ? StopReason.LossStoppedFalling : StopReason.Completed, _validation, SamplesPerSecond);
    }

    private static void RequireUsable(Dataset train, FitOptions options)
    {
        if (train.Count == 0) throw new ArgumentException("There are no samples to train on.", nameof(train));
        RequireFit(train, nameof(train), "samples");
        if (options.Validation is { } validation)
        {
            if (validation.Count == 0) throw new ArgumentException("There are no validation samples.", nameof(options));
            RequireFit(validation, nameof(options), "validation samples");
        }

        int rest = train.Count % options.BatchSize;
        int smallest = rest == 0 ? options.BatchSize : rest;
        int minimum = TNetwork.Program.MinimumBatch;
        if (smallest >= minimum) return;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{Words.Count(train.Count, "sample")} in batches of {options.BatchSize} leave a batch of {smallest}; {TNetwork.Info.Name} normalises over the batch and needs {minimum} or more. Set another BatchSize, or leave samples out, as with Slice(0, {train.Count - smallest})."),
            nameof(options));
    }

    private static void RequireFit(Dataset dataset, string argument, string samples)
    {
        NetworkEvaluation.RequireFit(TNetwork.Info, dataset, TNetwork.Program.Targets is [var target, ..] ? target : null, argument, samples);
        if (TNetwork.Program.Target == Runtime.TrainingTarget.Rows) return;
        bool wantsLabels = TNetwork.Program.Target == Runtime.TrainingTarget.Labels;
        if (wantsLabels == dataset.HasLabels || (dataset.HasLabels ? TNetwork.Program.TakesBinaryLabels : TNetwork.Program.TakesProbabilities)) return;
        string kind = wantsLabels ? "labels" : "target values";
        throw new ArgumentException($"The loss of {TNetwork.Info.Name} compares with {kind}, which the {samples} do not have.", argument);
    }

    /// <summary>Goes on from the newest checkpoint, if there is one.</summary>
    private void Resume()
    {
        _checkpoints?.RemoveUnfinished();
        if (_checkpoints?.Restore(_trainer.Memory, _description!, _options.AllowChanged) is not { Fit: { } state } restored) return;
        _state = state;
        _savedStep = _trainer.StepCount;

        // The rate of the last step is that of the next, unless what gives it is another.
        if (Has(RunSettings.LearningRate | RunSettings.Schedule)) _trainer.Optimizer.LearningRate = _fullRate;
        if (Has(RunSettings.Samples | RunSettings.BatchSize | RunSettings.Shuffle | RunSettings.Seed)) _state.RestartEpoch();

        bool Has(RunSettings settings) => (restored.Changed & settings) != RunSettings.None;
    }

    private void RunEpoch()
    {
        // Another order in every epoch, of all calls of Fit together.
        int epoch = _state.FirstEpoch + _state.Epoch;
        _trainer.Memory.Epochs = epoch + 1;
        _batches.BeginEpoch(epoch);
        while (_state.NextBatch < _batches.Count)
        {
            if (_options.CancellationToken.IsCancellationRequested) Cancel();
            Step();
        }

        EndEpoch();
    }

    private void Step()
    {
        if (_options.Schedule != LearningRateSchedule.Constant)
        {
            // A function of the place in the run alone: a resumed run has the rates that it would have had.
            double progress = (((double)_state.Epoch * _batches.Count) + _state.NextBatch) / ((double)_options.Epochs * _batches.Count);
            _trainer.Memory.Optimizer.LearningRate = (float)((float)_fullRate * _options.Schedule.Factor(progress));
        }

        _training.Start();
        BatchSource.Batch batch = _batches[_state.NextBatch];
        float loss = Train(batch);
        _training.Stop();

        _samples += batch.Samples;
        if (_trainer.IsLastStepApplied)
        {
            _state.LossSum += (double)loss * batch.Samples;
            _state.LossSamples += batch.Samples;
        }

        _state.NextBatch++;
        bool isLast = _state.NextBatch == _batches.Count;
        if (!isLast && _trainer.StepCount % _options.ReportEverySteps == 0) Report(completed: null);
        if (_options.CheckpointEverySteps is { } steps && _trainer.StepCount % steps == 0) Save();
    }

    private float Train(BatchSource.Batch batch)
    {
        try
        {
            return _train.Network is not null ? _trainer.StepRows(batch.Inputs, batch.Targets)
                : _train.HasLabels ? _trainer.Step(batch.Inputs, batch.Labels)
                : _trainer.Step(batch.Inputs, batch.Targets);
        }
        catch (TrainingDivergedException exception) when (exception.Sample is { } sample)
        {
            throw exception.InDataset(_batches.SampleAt(_state.NextBatch, sample));
        }
    }

    private void EndEpoch()
    {
        _validation = _options.Validation is { } samples ? Evaluate(samples) : null;
        var epoch = new EpochReport(_state.Epoch, _state.MeanLoss, _validation?.Loss, _validation?.Accuracy);
        _state.History.Add(epoch);
        Report(epoch);
        _state.Epoch++;
        _state.RestartEpoch();
        if (_state.Epoch % _options.CheckpointEveryEpochs == 0 || _state.Epoch == _options.Epochs || IsPatienceOver) Save();
    }

    private Evaluation Evaluate(Dataset samples) => _trainer.Network.Evaluate(samples, _trainer.Threads);

    private void Cancel()
    {
        Save();
        _options.CancellationToken.ThrowIfCancellationRequested();
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
