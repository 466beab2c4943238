using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>A range of the packed block that is updated at once, with all that an optimiser reads and writes of it.</summary>
/// <param name="parameters">The first float of the block.</param>
/// <param name="gradients">The first float of the gradients, laid out like it.</param>
/// <param name="state">What the rule keeps.</param>
/// <param name="first">First float to update; a multiple of 16.</param>
/// <param name="end">The float behind the last.</param>
internal readonly ref struct UpdateRange(ref float parameters, ref float gradients, OptimizerState state, int first, int end)
{
    private readonly ref float _parameters = ref parameters;
    private readonly ref float _gradients = ref gradients;

    /// <summary>The first float of the block.</summary>
    public ref float Parameters => ref _parameters;

    /// <summary>The first float of the gradients, laid out like it.</summary>
    public ref float Gradients => ref _gradients;

    /// <summary>What the rule keeps.</summary>
    public OptimizerState State { get; } = state;

    /// <summary>First float to update.</summary>
    public int First { get; } = first;

    /// <summary>The float behind the last.</summary>
    public int End { get; } = end;

    /// <summary>What becomes of gradients before.</summary>
    public GradientScale Scale { get; init; } = GradientScale.None;

    /// <summary>Which update it is, and how large.</summary>
    public required UpdateStep Step { get; init; }

    /// <summary>The parameter, where the range is one: for optimisers by tensor.</summary>
    public ParameterInfo? Parameter { get; init; }

    /// <summary>Memory for the length of the update: for optimisers by tensor.</summary>
    public Span<float> Scratch { get; init; }

    /// <summary>The values of <see cref="Parameter"/>, packed.</summary>
    public Span<float> PackedParameter => Packed(ref _parameters);

    /// <summary>Their gradients, packed and not yet scaled.</summary>
    public Span<float> PackedGradient => Packed(ref _gradients);

    /// <summary>What a slot keeps of them, packed.</summary>
    public Span<float> PackedSlot(int slot) => Packed(ref State.Start(slot));

    private Span<float> Packed(ref float block) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref block, First), Parameter!.Layout.PackedSize);

    /// <summary>Copies the parameters of the range into a slot.</summary>
    public void CopyParametersTo(int slot) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _parameters, First), End - First).CopyTo(State.Slots[slot].Span[First..]);
}
