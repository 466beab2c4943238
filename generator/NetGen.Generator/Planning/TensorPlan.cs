using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>What is left of a node's output when a training step has run: what a measurement can read.</summary>
/// <param name="Value">The tensor.</param>
/// <param name="HoldsValues">Whether it still has the node's own values: not where an activation overwrote them, nor in a view of the caller's input.</param>
/// <param name="HoldsGradient">Whether its gradient is that by the node's own values: not where an activation in place has gone on to its input's.</param>
/// <param name="SaturationSource">For an activation with saturated units, the node whose values show them; else -1.</param>
/// <param name="Saturated">Limits of those values, in pairs.</param>
internal sealed record PlannedTensor(TensorValue Value, bool HoldsValues, bool HoldsGradient, int SaturationSource, EquatableArray<double> Saturated)
{
    /// <summary>A vector's values lie in one row, those of a flattened image too.</summary>
    public bool IsRow => Value.Shape.IsVector;
}

/// <summary>Finds out, for each node, what is left of its output.</summary>
internal static class TensorPlan
{
    public static IReadOnlyList<PlannedTensor> Make(NetworkModel model, KernelBuilder builder, FusionPlan fusion, MemoryPlan memory)
        => [.. Enumerable.Range(0, model.Nodes.Count).Select(index => Describe(model, builder, fusion, memory, index))];

    private static PlannedTensor Describe(NetworkModel model, KernelBuilder builder, FusionPlan fusion, MemoryPlan memory, int index)
    {
        Storage storage = builder.Value(index).Storage;
        bool isOverwritten = false;
        bool isPassed = false;
        for (int other = 0; other < model.Nodes.Count; other++)
        {
            if (!fusion.IsInPlace(other) || builder.Value(other).Storage != storage) continue;
            isOverwritten |= other > index;
            isPassed |= other <= index;
        }

        bool isOwn = storage.Kind == StorageKind.Workspace;
        (int source, EquatableArray<double> limits) = FindSaturation(model, fusion, index);
        return new PlannedTensor(builder.Value(index), isOwn && !isOverwritten, isOwn && memory.Training(storage, isGradient: true) >= 0 && !isPassed, source, limits);
    }

    private static (int Source, EquatableArray<double> Limits) FindSaturation(NetworkModel model, FusionPlan fusion, int index)
    {
        if (model.Nodes[index].Layer.Activation is not { } activation) return (-1, default);
        bool isInPlace = fusion.IsInPlace(index);
        EquatableArray<double> limits = isInPlace ? SaturatedUnits.Outputs(activation) : SaturatedUnits.Inputs(activation);
        int source = isInPlace ? index : model.Nodes[index].Inputs[0];
        return limits.Count == 0 || source < 0 ? (-1, default) : (source, limits);
    }
}
