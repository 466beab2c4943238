using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// What generated code is handed for one training step. The trainer pins the caller's spans for the length of the step, so the
/// workers may read them; one object serves all steps of a trainer.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class TrainingPass
{
    private float* _inputs;
    private int* _labels;
    private float* _targets;

    /// <summary>Batch x input size values.</summary>
    public ref float Inputs => ref Unsafe.AsRef<float>(_inputs);

    /// <summary>One class index per sample, each within range; undefined where the step has values.</summary>
    public ref int Labels => ref Unsafe.AsRef<int>(_labels);

    /// <summary>Batch x target size values; undefined unless <see cref="HasTargets"/>.</summary>
    public ref float Targets => ref Unsafe.AsRef<float>(_targets);

    /// <summary>Whether the step has values, or rows, rather than labels.</summary>
    public bool HasTargets => _targets != null;

    /// <summary>Activations and gradients: per-sample regions first, each <see cref="Capacity"/> samples long, then the fixed part. 64-byte aligned.</summary>
    public AlignedMemory Workspace { get; internal set; } = AlignedMemory.Empty;

    /// <summary>The gradient block, laid out like the parameters. 64-byte aligned.</summary>
    public AlignedMemory Gradients { get; internal set; } = AlignedMemory.Empty;

    /// <summary>The loss of each sample, written by the loss kernel; the trainer adds them in order.</summary>
    public AlignedMemory SampleLosses { get; internal set; } = AlignedMemory.Empty;

    /// <summary>
    /// What each sample counts for each loss, of mean 1 over the batch: a row of <see cref="Capacity"/> values for each loss. Loss kernels multiply
    /// loss and gradient with it.
    /// </summary>
    public AlignedMemory SampleWeights { get; internal set; } = AlignedMemory.Empty;

    /// <summary>Whether <see cref="SampleWeights"/> may hold anything but ones.</summary>
    internal bool IsWeighted { get; set; }

    /// <summary>Samples in this step.</summary>
    public int Batch { get; internal set; }

    /// <summary>
    /// Sum of the weights of the samples, times those of their classes where the network has one loss; as many as there are, where all count the
    /// same.
    /// </summary>
    internal double TotalWeight { get; set; }

    /// <summary>Samples for which the workspace has room: the stride of its regions.</summary>
    public int Capacity { get; internal set; }

    /// <summary>Key of the step's random numbers (dropout): drawn from the trainer's seed.</summary>
    public ulong Seed { get; internal set; }

    /// <summary>Steps taken before this one.</summary>
    public long Step { get; internal set; }

    internal void Bind(float* inputs, int* labels, float* targets, int batch)
    {
        _inputs = inputs;
        _labels = labels;
        _targets = targets;
        Batch = batch;
    }

    /// <summary>The caller's spans are about to move again.</summary>
    internal void Unbind()
    {
        _inputs = null;
        _labels = null;
        _targets = null;
    }
}
