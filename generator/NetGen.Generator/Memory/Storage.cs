using NetGen.Generator.Machine;
using NetGen.Generator.Model;

namespace NetGen.Generator.Memory;

/// <summary>Memory for one tensor of each sample. Tensors that are views of one another (a flattened image) share it.</summary>
/// <param name="inferenceAlias">What inference reads in its place, because there the values are the same. (Dropout is the identity.)</param>
internal sealed class Storage(string name, StorageKind kind, int sampleStride, Storage? inferenceAlias = null)
{
    public string Name { get; } = name;

    public StorageKind Kind { get; } = kind;

    /// <summary>For an input of the network: where in a sample's row it begins.</summary>
    public int RowOffset { get; init; }

    /// <summary>Floats from one sample to the next.</summary>
    public int SampleStride { get; } = sampleStride;

    /// <summary>The storage that inference really uses.</summary>
    public Storage ForInference => inferenceAlias?.ForInference ?? this;
}

internal enum StorageKind
{
    /// <summary>The caller's input: unpadded, never written.</summary>
    NetworkInput,

    /// <summary>In the workspace.</summary>
    Workspace,

    /// <summary>In the memory of a stream, where it lasts from one step of a sequence to the next.</summary>
    State,
}

/// <summary>A tensor as kernels see it: a shape laid over storage.</summary>
/// <param name="Pitch">Floats from one pixel (or time step) to the next: the channels, padded to whole panels in the workspace.</param>
internal sealed record TensorValue(Storage Storage, Shape Shape, int Pitch)
{
    /// <summary>Whether the values lie without gaps, so that a view of another shape is possible.</summary>
    public bool IsContiguous => Pitch == Shape.Channels || Shape.Positions == 1;

    /// <summary>Whether every pixel has room for whole panels.</summary>
    public bool IsPadded => Storage.Kind != StorageKind.NetworkInput;

    /// <summary>Whether it is one pixel of whole panels: a vector.</summary>
    public bool IsRow => IsPadded && Shape.Positions == 1 && Pitch == Panels.Padded(Shape.Channels);

    /// <summary>The same memory, which must have no gaps, as one row.</summary>
    public TensorValue Flattened(Shape vector)
    {
        if (!IsContiguous) throw new InvalidOperationException($"{Storage.Name} has gaps between its positions.");
        return new TensorValue(Storage, vector, IsPadded ? Panels.Padded(vector.Channels) : vector.Channels);
    }

    /// <summary>Floats to process when all of a sample is treated alike, gaps included.</summary>
    public int Extent => Shape.Positions * Pitch;
}
