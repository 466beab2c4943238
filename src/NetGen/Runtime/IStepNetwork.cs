using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>A network that can be given a sequence step by step: what its stream calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStepNetwork
{
    /// <summary>What a stream has to know before it has memory.</summary>
    StepProgram Steps { get; }

    /// <summary>The forward pass of one step.</summary>
    /// <param name="source">The step's values; for a token, its index as the bits of a float.</param>
    /// <param name="target">Where the last layer's output for it goes.</param>
    /// <param name="memory">The stream's memory: what lasts from step to step, and behind it what a step needs.</param>
    /// <param name="step">The step's number, the first of which is 0.</param>
    void Step(ref float source, ref float target, ref float memory, long step);

    /// <summary>Makes a prediction of the last layer's output for a step, in place.</summary>
    void Link(ref float output);
}

/// <summary>A stream through a network as it is known at compile time. Made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StepProgram(NetworkInfo info, int inputSize, int outputSize, int vocabulary, int stateSize, int memorySize, int steps, string? boundedBy, bool givesProbabilities)
{
    /// <summary>The network's description.</summary>
    public NetworkInfo Info { get; } = info;

    /// <summary>Values of a step.</summary>
    public int InputSize { get; } = inputSize;

    /// <summary>Values that a step gives.</summary>
    public int OutputSize { get; } = outputSize;

    /// <summary>Above 0: a step is an index below this.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>Floats that last from step to step.</summary>
    public int StateSize { get; } = stateSize;

    /// <summary>Floats of a stream's memory.</summary>
    public int MemorySize { get; } = memorySize;

    /// <summary>The most steps of a sequence; 0 where there is no limit.</summary>
    public int Steps { get; } = steps;

    /// <summary>The layer that sets the limit, or null.</summary>
    public string? BoundedBy { get; } = boundedBy;

    /// <summary>Whether the last layer gives probabilities, and not scores that become probabilities.</summary>
    public bool GivesProbabilities { get; } = givesProbabilities;
}
