using NetGen.Data;

namespace NetGen;

/// <summary>Forward and backward over samples of a dataset, whatever these are compared with.</summary>
internal static class DatasetPass
{
    /// <summary>Loss and gradient of some of the samples, which fit the network, as one batch.</summary>
    public static float ComputeGradients<TNetwork>(this Trainer<TNetwork> trainer, Dataset samples, int first, int count)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ReadOnlySpan<float> inputs = samples.Inputs.Slice(first * samples.InputSize, count * samples.InputSize);
        ReadOnlySpan<float> weights = samples.HasWeights ? samples.Weights.Slice(first, count) : default;
        if (samples.HasLabels)
        {
            ReadOnlySpan<int> labels = samples.Labels.Slice(first, count);
            return weights.IsEmpty ? trainer.ComputeGradients(inputs, labels) : trainer.ComputeWeighted(inputs, labels, weights);
        }

        ReadOnlySpan<float> targets = samples.Targets.Slice(first * samples.TargetSize, count * samples.TargetSize);
        return (samples.Format.Network is not null, weights.IsEmpty) switch
        {
            (true, true) => trainer.ComputeRows(inputs, targets),
            (true, false) => trainer.ComputeRowsWeighted(inputs, targets, weights),
            (false, true) => trainer.ComputeGradients(inputs, targets),
            (false, false) => trainer.ComputeWeighted(inputs, targets, weights),
        };
    }
}
