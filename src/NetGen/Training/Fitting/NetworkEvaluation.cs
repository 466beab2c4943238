using System.Globalization;

using NetGen.Data;
using NetGen.Metrics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>Measures networks on samples.</summary>
public static class NetworkEvaluation
{
    /// <summary>Loss and, for labels, accuracy and confusion matrix. Against labels the network's output is taken for logits.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="dataset">The samples. Where they have weights, the loss is the weighted mean; all else counts samples.</param>
    /// <param name="threads">The most threads to use; 0 for all cores. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network, or a label is out of range.</exception>
    public static Evaluation Evaluate<TNetwork>(this TNetwork network, SampleSource dataset, int threads = 0)
        where TNetwork : class, INetwork<TNetwork> => Evaluate(network, dataset, [], threads);

    /// <summary>The same, and metrics of the predictions.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="dataset">The samples.</param>
    /// <param name="metrics">What else to measure. They forget what they have measured before, and have this result afterwards.</param>
    /// <param name="threads">The most threads to use; 0 for all cores. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">
    /// The samples do not fit the network, a label is out of range, a metric names an output that the network does not have, or two have one name.
    /// </exception>
    /// <exception cref="NotSupportedException">A metric is one of classes, and the samples have values, or the other way round.</exception>
    public static Evaluation Evaluate<TNetwork>(this TNetwork network, SampleSource dataset, IReadOnlyList<Metric> metrics, int threads = 0)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        NetworkInfo info = TNetwork.Info;
        IReadOnlyList<TargetInfo> targets = network is IHasTargets heads ? [.. heads.Targets.Select(target => Compared(target, dataset))] : [Only(info, dataset)];
        RequireFit(info, dataset, targets[0], nameof(dataset));
        if (network is IHasTargets) RequireIgnored(info, dataset, targets[0], nameof(dataset));
        if (dataset is Dataset samples) samples.RequireAllLabels(nameof(dataset));
        if (dataset.HasLabels && targets[0] is { TakesBinaryLabels: false } and not { Kind: TrainingTarget.Labels })
            throw new ArgumentException($"The samples have class labels; the loss of {info.Name} compares each output with a value.", nameof(dataset));

        return new EvaluationRun<TNetwork>(network, dataset, targets, metrics).Run(threads == 0 ? Environment.ProcessorCount : threads);
    }

    /// <summary>What the one output is compared with.</summary>
    private static TargetInfo Only(NetworkInfo info, SampleSource dataset)
        => new(info.Outputs[0].Name, dataset.HasLabels ? TrainingTarget.Labels : TrainingTarget.Values, info.OutputSize, 0, 1);

    /// <summary>What an output is compared with by these samples: with shares of classes, where they have such in place of labels.</summary>
    private static TargetInfo Compared(TargetInfo target, SampleSource dataset)
        => dataset is { Format.Network: null, HasLabels: false } && target.Kind == TrainingTarget.Labels ? target with { Kind = TrainingTarget.Values } : target;

    /// <summary>Refuses samples whose sizes are not those of a network; <paramref name="samples"/> is what the message calls them.</summary>
    internal static void RequireFit(NetworkInfo info, SampleSource dataset, TargetInfo? target, string argument, string samples = "samples")
    {
        string? reason = null;
        if (info.IsPlain != (dataset.Format.Network is null) || (dataset.Format.Network is { } other && other != info))
        {
            string origin = dataset.Format.Network is null ? "one input and one target" : $"the inputs and targets of {dataset.Format.Network.Name}";
            string wanted = info.IsPlain ? "one input and one target; make them with new Dataset" : $"its own; make them with {info.Name}.CreateDataset";
            throw new ArgumentException($"The {samples} have {origin}; {info.Name} takes {wanted}.", argument);
        }

        if (!info.IsPlain) return;
        if (dataset.InputSize != info.InputSize) reason = $"inputs of {Words.Count(dataset.InputSize, "value")}; {info.Name} takes {info.InputSize}";
        else if (dataset.HasLabels && target is { TakesBinaryLabels: true }) reason = RefuseBinary(info, dataset);
        else if (dataset.Classes > info.OutputSize) reason = $"{dataset.Classes} classes; {info.Name} puts out {Words.Count(info.OutputSize, "value")}";
        else if (!dataset.HasLabels && dataset.TargetSize != (target?.TargetSize ?? info.OutputSize))
        {
            string takes = target is { } own && own.TargetSize != own.Size ? $"the loss of {info.Name} takes {own.TargetSize}" : $"{info.Name} puts out {info.OutputSize}";
            reason = $"{Words.Count(dataset.TargetSize, "target value")}; {takes}";
        }

        if (reason is not null) throw new ArgumentException($"The {samples} have {reason}.", argument);
    }

    /// <summary>Refuses samples that ignore a label which the loss does not.</summary>
    internal static void RequireIgnored(NetworkInfo info, SampleSource dataset, TargetInfo? target, string argument, string samples = "samples")
    {
        if (!dataset.HasLabels || dataset.Format.IgnoredLabel is not { } ignored || target?.Loss?.IgnoredLabel == ignored) return;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The {samples} have the label {ignored} for those that do not count; the loss of {info.Name} does not ignore it. [SoftmaxCrossEntropy(IgnoreLabel = {ignored})] does."), argument);
    }

    /// <summary>Labels are no and yes, and there is one for each sample.</summary>
    private static string? RefuseBinary(NetworkInfo info, SampleSource dataset) => (info.OutputSize, dataset.Classes) switch
    {
        (1, <= 2) => null,
        (1, _) => $"{dataset.Classes} classes; {info.Name} tells two apart",
        _ => $"one label each; {info.Name} puts out {Words.Count(info.OutputSize, "value")}",
    };
}
