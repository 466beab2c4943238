using System.ComponentModel;

using NetGen.Threading;

namespace NetGen.Runtime;

/// <summary>How generated code lets several threads share one call of Forward.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IParallelInference
{
    /// <summary>What the work consists of.</summary>
    InferenceProgram Program { get; }

    /// <summary>Where every thread takes its workspace from.</summary>
    WorkspacePool Workspaces { get; }

    /// <summary>The forward pass of some samples, on the calling thread.</summary>
    void ForwardSamples(ref float source, ref float target, int samples, AlignedMemory workspace);

    /// <summary>
    /// Some units of one phase of the forward pass of a single sample. Every output element belongs to one unit, so it does not matter
    /// which thread takes which.
    /// </summary>
    /// <param name="phase">The index of the phase.</param>
    /// <param name="source">The sample.</param>
    /// <param name="target">The sample's output; written by the last phase.</param>
    /// <param name="workspace">What the threads share.</param>
    /// <param name="scratch">What the calling thread has for itself.</param>
    /// <param name="firstUnit">The first unit.</param>
    /// <param name="endUnit">The unit behind the last.</param>
    void RunPhase(int phase, ref float source, ref float target, AlignedMemory workspace, AlignedMemory scratch, int firstUnit, int endUnit);
}

/// <summary>The forward pass as threads can share it. Made by generated code.</summary>
/// <param name="InputSize">Values per sample.</param>
/// <param name="OutputSize">Values per sample of the output.</param>
/// <param name="WorkPerSample">Multiply-adds per sample: what decides whether threads pay for a batch.</param>
/// <param name="SamplesPerThread">Samples that each thread should have of a batch.</param>
/// <param name="Phases">The pass of a single sample, cut where all threads must wait for each other; empty where that never pays.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record InferenceProgram(int InputSize, int OutputSize, long WorkPerSample, int SamplesPerThread, IReadOnlyList<InferencePhase> Phases)
{
    // About 4 ms.
    private const long MostMultiplyAddsOfTrial = 200_000_000;

    /// <summary>Which calls several threads were found to make faster, in this process: way 0 is several threads, way 1 the calling one alone.</summary>
    internal SharingTrials Trials { get; } = new(ways: 2, MostMultiplyAddsOfTrial);
}

/// <summary>A part of the forward pass of a single sample.</summary>
/// <param name="Units">Parts of the result that can be computed independently; 1 for what one thread does alone.</param>
/// <param name="Work">Multiply-adds, or as many as take the same time.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct InferencePhase(int Units, long Work);
