using System.Globalization;

namespace NetGen;

/// <summary>What <see cref="Trainer{TNetwork}.Fit"/> has done.</summary>
public sealed class TrainingReport
{
    internal TrainingReport(IReadOnlyList<EpochReport> epochs, StopReason reason, Evaluation? validation, double samplesPerSecond)
    {
        Epochs = epochs;
        Reason = reason;
        Validation = validation;
        SamplesPerSecond = samplesPerSecond;
    }

    /// <summary>One entry per epoch, those before a resumed checkpoint among them.</summary>
    public IReadOnlyList<EpochReport> Epochs { get; }

    /// <summary>Why training ended.</summary>
    public StopReason Reason { get; }

    /// <summary>The network on the validation samples, at the end; null without validation samples.</summary>
    public Evaluation? Validation { get; }

    /// <summary>Samples trained per second, since this call began; without the time for validation and checkpoints.</summary>
    public double SamplesPerSecond { get; }

    /// <summary>One line: why training ended, after how many epochs, and the last of them.</summary>
    public override string ToString()
        => $"{Reason} after {Words.Count(Epochs.Count, "epoch")}" + (Epochs.Count > 0 ? ": " + Epochs[^1].Measured : "");
}

/// <summary>One epoch.</summary>
/// <param name="Epoch">Counted from 0.</param>
/// <param name="Loss">Mean loss of the samples as they were trained on, with the parameters of that moment.</param>
/// <param name="ValidationLoss">Mean loss on the validation samples after the epoch; null without any.</param>
/// <param name="ValidationAccuracy">Share of validation samples classified right after the epoch; null without any, or without classes.</param>
public readonly record struct EpochReport(int Epoch, double Loss, double? ValidationLoss, double? ValidationAccuracy)
{
    /// <summary>What early stopping looks at.</summary>
    internal double DecisiveLoss => ValidationLoss ?? Loss;

    /// <summary>"loss 0.0481; validation: loss 0.0721, accuracy 98.60 %".</summary>
    internal string Measured => Evaluation.Describe(Loss, null) + (ValidationLoss is { } loss ? "; validation: " + Evaluation.Describe(loss, ValidationAccuracy) : "");

    /// <summary>One line: "epoch 3: loss 0.0481; validation: loss 0.0721, accuracy 98.60 %".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: {Measured}");
}

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The loss has not fallen for as many epochs as <see cref="FitOptions.Patience"/> allows.</summary>
    LossStoppedFalling,
}

/// <summary>How far training has come.</summary>
/// <param name="Epoch">The epoch, counted from 0.</param>
/// <param name="Epochs">Epochs asked for.</param>
/// <param name="StepInEpoch">Steps of this epoch that are done.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
/// <param name="Step">Steps of the trainer in all.</param>
/// <param name="Loss">Mean loss of the samples of this epoch so far.</param>
/// <param name="SamplesPerSecond">Samples trained per second since the call of Fit.</param>
/// <param name="Completed">The epoch's result, if it is complete; else null.</param>
public readonly record struct TrainingProgress(
    int Epoch,
    int Epochs,
    int StepInEpoch,
    int StepsPerEpoch,
    long Step,
    double Loss,
    double SamplesPerSecond,
    EpochReport? Completed);
