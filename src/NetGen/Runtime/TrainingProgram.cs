using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>The phases of a training step and the memory it needs. Made by generated code.</summary>
/// <param name="Phases">In the order in which they run; a barrier stands between two.</param>
/// <param name="WorkspacePerSample">Floats of workspace for each sample of the batch: activations and gradients.</param>
/// <param name="WorkspaceFixed">Floats of workspace whatever the batch: transposed weights, batch statistics.</param>
/// <param name="WorkspacePerWorker">Floats of workspace for each thread: what a kernel needs while it runs.</param>
/// <param name="Target">What the loss is told: class indices or values.</param>
/// <param name="TargetSize">Classes, or values per sample; of several losses the values of a row.</param>
/// <param name="Tensors">Where each layer's output lies, in the order of <see cref="NetworkInfo.Layers"/>.</param>
/// <param name="MinimumBatch">The least number of samples that a step can train on (2 where a layer normalises each channel over one value per sample).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TrainingProgram(
    IReadOnlyList<TrainingPhase> Phases,
    int WorkspacePerSample,
    int WorkspaceFixed,
    int WorkspacePerWorker,
    TrainingTarget Target,
    int TargetSize,
    IReadOnlyList<LayerTensor> Tensors,
    int MinimumBatch = 1)
{
    /// <summary>What each loss is told; empty for one that evaluation takes for granted.</summary>
    public IReadOnlyList<TargetInfo> Targets { get; init; } = [];

    /// <summary>Whether a step may be given target values as whole numbers that are 0 or 1.</summary>
    internal bool TakesBinaryLabels => Target == TrainingTarget.Values && Targets.Count > 0 && Targets[0].TakesBinaryLabels;

    /// <summary>Whether all that a step compares with is a label for each step of a sequence.</summary>
    internal bool TakesLabelOfEachStep => Target == TrainingTarget.Rows && Targets is [{ Kind: TrainingTarget.Labels }];

    /// <summary>Whether a step may be given a share for each class in place of labels.</summary>
    public bool TakesProbabilities { get; init; }

    /// <summary>Floats of workspace for a batch.</summary>
    internal long WorkspaceFor(int batch, int threads) => ((long)WorkspacePerSample * batch) + WorkspaceFixed + ((long)WorkspacePerWorker * threads);
}

/// <summary>What a loss of several is told.</summary>
/// <param name="Name">The output that it compares.</param>
/// <param name="Kind">Labels or values.</param>
/// <param name="Size">Classes, or outputs of a sample.</param>
/// <param name="OutputOffset">Where in a sample's row of outputs the output begins.</param>
/// <param name="Weight">What the loss counts in the sum of all.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TargetInfo(string Name, TrainingTarget Kind, int Size, int OutputOffset, double Weight)
{
    /// <summary>How one sample is compared; null for the mean squared error.</summary>
    public SampleLoss? Loss { get; init; }

    /// <summary>Whether values may come as whole numbers that are 0 or 1.</summary>
    public bool TakesBinaryLabels { get; init; }

    /// <summary>The names of classes in the order of their labels; empty where they have none.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Target values of a sample, where there is no label.</summary>
    public int TargetSize { get; init; } = Size;

    /// <summary>The steps that are compared, where each sample has some of them; null where all samples have all.</summary>
    public OutputSteps? Steps { get; init; }

    /// <summary>Labels of a sample: 1, or one for each step.</summary>
    public int Labels { get; init; } = 1;

    /// <summary>Values in a sample's row of targets.</summary>
    public int RowSize => Kind == TrainingTarget.Labels ? Labels : TargetSize;
}

/// <summary>One phase of a training step.</summary>
/// <param name="Name">For diagnostics: 'samples', 'weight gradients' ...</param>
/// <param name="WorkPerSample">Multiply-adds per sample of the batch: what decides whether more than one thread pays.</param>
/// <param name="WorkPerStep">Work that does not depend on the batch, in multiply-adds that take as long.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TrainingPhase(string Name, long WorkPerSample, long WorkPerStep);

/// <summary>What a loss compares the output with.</summary>
public enum TrainingTarget
{
    /// <summary>One class index per sample.</summary>
    Labels,

    /// <summary>As many values per sample as the network puts out.</summary>
    Values,

    /// <summary>A row for each sample, with the labels and values of several losses side by side.</summary>
    Rows,
}
