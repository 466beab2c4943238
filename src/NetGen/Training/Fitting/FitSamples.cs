using System.Globalization;

using NetGen.Data;

namespace NetGen;

/// <summary>Refuses samples and options that a run could not go through with, before anything has changed.</summary>
internal static class FitSamples
{
    public static void RequireUsable<TNetwork>(SampleSource train, SampleSource? validation, FitOptions options, int processes = 1)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        if (train.Count == 0) throw new ArgumentException("There are no samples to train on.", nameof(train));
        RequireFit<TNetwork>(train, nameof(train), "samples");
        options.EffectiveSampler.Require(train, nameof(options));
        RequireClassWeights(train, options);
        if (validation is not null)
        {
            if (validation.Count == 0) throw new ArgumentException("There are no validation samples.", nameof(options));
            RequireFit<TNetwork>(validation, nameof(options), "validation samples");
        }
        else if (options.Metrics.Count > 0)
        {
            throw new ArgumentException("Metrics are measured on validation samples, and there are none: set Validation or ValidationShare.", nameof(options));
        }

        int rest = train.Count % options.BatchSize;
        bool isWhole = rest == 0 || options.StepsPerEpoch <= train.Count / options.BatchSize;
        int smallest = isWhole ? options.BatchSize : rest;
        int minimum = TNetwork.Program.MinimumBatch;
        if (smallest >= minimum && processes > 1) RequireShares<TNetwork>(smallest, minimum, processes, nameof(options));
        if (smallest >= minimum) return;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{Words.Count(train.Count, "sample")} in batches of {options.BatchSize} leave a batch of {smallest}; {TNetwork.Info.Name} normalises over the batch and needs {minimum} or more. Set another BatchSize, or leave samples out, as with Slice(0, {train.Count - smallest})."),
            nameof(options));
    }

    /// <summary>A process without samples leaves a step to the others; one with too few cannot normalise them.</summary>
    private static void RequireShares<TNetwork>(int batch, int minimum, int processes, string argument)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        int share = Math.Max(1, batch / processes);
        if (share >= minimum) return;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{processes} processes leave one of them {Words.Count(share, "sample")} of a batch of {batch}; {TNetwork.Info.Name} normalises over its samples and needs {minimum} or more. Set another BatchSize, leave samples out with StepsPerEpoch, or take fewer processes."),
            argument);
    }

    private static void RequireClassWeights(SampleSource train, FitOptions options)
    {
        if (options.ClassWeights is not { } weights) return;
        if (!train.HasLabels) throw new ArgumentException("ClassWeights are of classes, and the samples have target values.", nameof(options));
        if (weights.Count != train.Classes)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {Words.Count(weights.Count, "class weight")} for {train.Classes} classes."), nameof(options));
    }

    /// <summary>Refuses samples that a network cannot be trained with; <paramref name="samples"/> is what the message calls them.</summary>
    internal static void RequireFit<TNetwork>(SampleSource dataset, string argument, string samples = "samples")
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Runtime.TargetInfo? compared = TNetwork.Program.Targets is [var target, ..] ? target : null;
        NetworkEvaluation.RequireFit(TNetwork.Info, dataset, compared, argument, samples);
        NetworkEvaluation.RequireIgnored(TNetwork.Info, dataset, compared, argument, samples);
        if (TNetwork.Program.Target == Runtime.TrainingTarget.Rows) return;
        bool wantsLabels = TNetwork.Program.Target == Runtime.TrainingTarget.Labels;
        if (wantsLabels == dataset.HasLabels || (dataset.HasLabels ? TNetwork.Program.TakesBinaryLabels : TNetwork.Program.TakesProbabilities)) return;
        string kind = wantsLabels ? "labels" : "target values";
        throw new ArgumentException($"The loss of {TNetwork.Info.Name} compares with {kind}, which the {samples} do not have.", argument);
    }
}
