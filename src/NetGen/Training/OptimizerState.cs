using NetGen.Runtime;

namespace NetGen;

/// <summary>What an optimiser has kept of earlier steps.</summary>
internal sealed class OptimizerState
{
    public OptimizerState(Optimizer optimizer, int size)
    {
        Slots = [.. optimizer.SlotNames.Select(_ => new AlignedMemory(size))];
    }

    /// <summary>Each laid out like the trained parameters.</summary>
    public AlignedMemory[] Slots { get; }

    /// <summary>Updates made so far.</summary>
    public long Updates { get; set; }

    /// <summary>A product over the updates that <see cref="ProductUpdates"/> counts: follows from their number, and is kept so as not to be computed anew.</summary>
    public double Product { get; set; } = 1;

    /// <summary>Factors in <see cref="Product"/>.</summary>
    public long ProductUpdates { get; set; }

    /// <summary>The first float of a slot; of no memory where the rule has no such slot.</summary>
    public ref float Start(int slot) => ref (slot < Slots.Length ? Slots[slot] : AlignedMemory.Empty).Start;
}
