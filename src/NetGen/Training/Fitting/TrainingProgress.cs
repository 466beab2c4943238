namespace NetGen;

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
