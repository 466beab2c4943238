using System.Globalization;

using NetGen.Runtime;

namespace NetGen;

/// <summary>Where values that are not finite began.</summary>
/// <param name="Cause">What was the first of them.</param>
/// <param name="Layer">The layer it belongs to; null for values of the batch, and where the network does not name its layers.</param>
/// <param name="Sample">The sample of the batch, counted from 0; null where it belongs to no single one.</param>
/// <param name="Description">The rest of a sentence; '{0}' stands for what the samples are counted in.</param>
internal sealed record DivergenceOrigin(DivergenceCause Cause, string? Layer, int? Sample, string Description)
{
    /// <summary>Looked for only once something is not finite, in the order in which a step computes.</summary>
    /// <param name="pass">The step, as its phases left it.</param>
    /// <param name="network">The network's parameters.</param>
    /// <param name="outputs">What has been seen of the outputs of layers.</param>
    /// <param name="loss">The mean loss of the batch.</param>
    /// <param name="inputs">The batch; empty where it is no longer known.</param>
    /// <param name="targets">Its targets, if it has any.</param>
    public static DivergenceOrigin Find(TrainingPass pass, ParameterBlock network, OutputWatch outputs, float loss, ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> targets)
        => OfValues(inputs, network.Info.InputSize, DivergenceCause.Input)
            ?? OfValues(targets, outputs.TargetSize, DivergenceCause.Target)
            ?? OfParameters(network.Info, network.Memory.Span)
            ?? outputs.FindFirst()
            ?? (float.IsFinite(loss) ? OfGradients(network.Info, pass.Gradients.Span) : OfLoss(network.Info));

    /// <summary>Where another process of the group has samples with which it began.</summary>
    public static DivergenceOrigin OfRank(int rank)
        => new(DivergenceCause.Loss, null, null, Invariant($"it began with the samples of rank {rank}, which says more"));

    /// <summary>The first parameter that an update has spoilt, by itself or by what the optimiser keeps for it; null if there is none.</summary>
    public static DivergenceOrigin? OfUpdate(ParameterBlock network, OptimizerState state)
    {
        foreach (ParameterInfo parameter in network.Info.Parameters)
        {
            if (!parameter.IsTrained) continue;
            if (FirstNonFinite(Of(parameter, network.Memory.Span)) is { } value) return Spoilt(parameter, Invariant($"parameter '{parameter.Name}' to {value}"));
            foreach (AlignedMemory slot in state.Slots)
            {
                if (FirstNonFinite(Of(parameter, slot.Span)) is { } kept) return Spoilt(parameter, Kept(parameter, kept));
            }

            foreach (StateTensor tensor in state.Tensors)
            {
                if (tensor.Parameter == parameter && FirstNonFinite(tensor.Values) is { } kept) return Spoilt(parameter, Kept(parameter, kept));
            }
        }

        return null;

        static string Kept(ParameterInfo parameter, float value) => Invariant($"what the optimiser keeps for '{parameter.Name}' to {value}");

        static DivergenceOrigin Spoilt(ParameterInfo parameter, string what) =>
            new(DivergenceCause.Update, LayerOf(parameter), null, $"the update set {what}: the learning rate, another setting of the optimiser or the gradient is too large");
    }

    private static DivergenceOrigin? OfValues(ReadOnlySpan<float> values, int size, DivergenceCause cause)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            string kind = cause == DivergenceCause.Input ? "input" : "target";
            return new(cause, null, i / size, Invariant($"{kind} {i % size} of sample {{0}}, both counted from 0, is {values[i]}"));
        }

        return null;
    }

    private static DivergenceOrigin? OfParameters(NetworkInfo info, ReadOnlySpan<float> block)
    {
        foreach (ParameterInfo parameter in info.Parameters)
        {
            // State (running statistics) is written in training, not read.
            if (!parameter.IsTrained || FirstNonFinite(Of(parameter, block)) is not { } value) continue;
            return new(DivergenceCause.Parameter, LayerOf(parameter), null, Invariant($"parameter '{parameter.Name}' had a value of {value} before the step"));
        }

        return null;
    }

    private static DivergenceOrigin OfLoss(NetworkInfo info)
    {
        string? layer = info.Layers.Count == 0 ? null : info.Layers[^1].Name;
        string outputs = layer is null ? "the outputs" : $"the outputs of layer '{layer}'";
        return new(DivergenceCause.Loss, layer, null, $"{outputs} are finite, but not the loss that is computed from them");
    }

    /// <summary>The backward pass goes from the last layer to the first, so the last parameter hit is the first that it met.</summary>
    private static DivergenceOrigin OfGradients(NetworkInfo info, ReadOnlySpan<float> gradients)
    {
        for (int i = info.Parameters.Count - 1; i >= 0; i--)
        {
            ParameterInfo parameter = info.Parameters[i];
            if (!parameter.IsTrained || FirstNonFinite(Of(parameter, gradients)) is not { } value) continue;
            string layer = LayerOf(parameter);
            return new(DivergenceCause.Gradient, layer, null, Invariant($"the backward pass first meets a gradient that is not finite, {value}, in layer '{layer}'"));
        }

        return new(DivergenceCause.Gradient, null, null, "a gradient is not finite");
    }

    private static ReadOnlySpan<float> Of(ParameterInfo parameter, ReadOnlySpan<float> block) => block.Slice(parameter.Layout.Offset, parameter.Layout.PackedSize);

    private static float? FirstNonFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) return value;
        }

        return null;
    }

    private static string LayerOf(ParameterInfo parameter) => parameter.Name[..Math.Max(0, parameter.Name.LastIndexOf('.'))];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
