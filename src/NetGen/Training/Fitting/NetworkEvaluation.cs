using System.Globalization;

using NetGen.Data;
using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <summary>Measures networks on samples.</summary>
public static class NetworkEvaluation
{
    /// <summary>Samples per call of Forward: enough for its kernels to work on many at once, few enough to stay in cache.</summary>
    private const int Chunk = 128;

    /// <summary>Loss and, for labels, accuracy and confusion matrix. Against labels the network's output is taken for logits.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="dataset">The samples.</param>
    /// <param name="threads">The most threads to use; 0 for all cores. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network, or a label is out of range.</exception>
    public static Evaluation Evaluate<TNetwork>(this TNetwork network, Dataset dataset, int threads = 0)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        NetworkInfo info = TNetwork.Info;
        dataset.RequireLabels(nameof(dataset));
        IReadOnlyList<TargetInfo> targets = network is IHasTargets heads ? [.. heads.Targets.Select(target => Compared(target, dataset))] : [Only(info, dataset)];
        RequireFit(info, dataset, targets[0], nameof(dataset));
        if (dataset.HasLabels && targets[0].Kind != TrainingTarget.Labels && !targets[0].TakesBinaryLabels)
            throw new ArgumentException($"The samples have class labels; the loss of {info.Name} compares each output with a value.", nameof(dataset));

        int chunks = (int)(((long)dataset.Count + Chunk - 1) / Chunk);
        var results = new ChunkResult[chunks];
        int workers = WorkSplit.ForArithmetic(info.MultiplyAdds * dataset.Count, threads == 0 ? Environment.ProcessorCount : threads);
        var units = new ChunkUnits<TNetwork>(network, dataset, targets, results);
        while (units.First < chunks) units.Run(workers);
        return Sum(dataset, targets, results);
    }

    /// <summary>What the one output is compared with.</summary>
    private static TargetInfo Only(NetworkInfo info, Dataset dataset)
        => new(info.Outputs[0].Name, dataset.HasLabels ? TrainingTarget.Labels : TrainingTarget.Values, info.OutputSize, 0, 1);

    /// <summary>What an output is compared with by these samples: with shares of classes, where they have such in place of labels.</summary>
    private static TargetInfo Compared(TargetInfo target, Dataset dataset)
        => dataset is { Network: null, HasLabels: false } && target.Kind == TrainingTarget.Labels ? target with { Kind = TrainingTarget.Values } : target;

    /// <summary>Whether labels are the values that the one output is compared with: no and yes.</summary>
    private static bool IsBinary(Dataset dataset, TargetInfo? target) => dataset is { Network: null, HasLabels: true } && target is { TakesBinaryLabels: true };

    /// <summary>Refuses samples whose sizes are not those of a network; <paramref name="samples"/> is what the message calls them.</summary>
    internal static void RequireFit(NetworkInfo info, Dataset dataset, TargetInfo? target, string argument, string samples = "samples")
    {
        string? reason = null;
        if (info.IsPlain != (dataset.Network is null) || (dataset.Network is { } other && other != info))
        {
            string origin = dataset.Network is null ? "one input and one target" : $"the inputs and targets of {dataset.Network.Name}";
            string wanted = info.IsPlain ? "one input and one target; make them with new Dataset" : $"its own; make them with {info.Name}.CreateDataset";
            throw new ArgumentException($"The {samples} have {origin}; {info.Name} takes {wanted}.", argument);
        }

        if (!info.IsPlain) return;
        if (dataset.InputSize != info.InputSize) reason = $"inputs of {Words.Count(dataset.InputSize, "value")}; {info.Name} takes {info.InputSize}";
        else if (IsBinary(dataset, target)) reason = RefuseBinary(info, dataset);
        else if (dataset.Classes > info.OutputSize) reason = $"{dataset.Classes} classes; {info.Name} puts out {Words.Count(info.OutputSize, "value")}";
        else if (!dataset.HasLabels && dataset.TargetSize != info.OutputSize) reason = $"{Words.Count(dataset.TargetSize, "target value")}; {info.Name} puts out {info.OutputSize}";
        if (reason is not null) throw new ArgumentException($"The {samples} have {reason}.", argument);
    }

    private static string? RefuseBinary(NetworkInfo info, Dataset dataset) => (info.OutputSize, dataset.Classes) switch
    {
        (1, <= 2) => null,
        (1, _) => $"{dataset.Classes} classes; {info.Name} tells two apart",
        _ => $"one label each; {info.Name} puts out {Words.Count(info.OutputSize, "value")}",
    };

    private static ChunkResult EvaluateChunk<TNetwork>(TNetwork network, Dataset dataset, IReadOnlyList<TargetInfo> targets, int chunk)
        where TNetwork : class, INetwork<TNetwork>
    {
        int first = chunk * Chunk;
        int count = Math.Min(Chunk, dataset.Count - first);
        int size = TNetwork.Info.OutputSize;
        float[] outputs = new float[count * size];
        ParallelInference.ComputeAlone(network, dataset.Inputs.Slice(first * dataset.InputSize, count * dataset.InputSize), outputs);

        var result = new ChunkResult(new HeadResult[targets.Count]);
        int offset = 0;
        for (int head = 0; head < targets.Count; head++)
        {
            result.Heads[head] = EvaluateHead(dataset, targets[head], outputs, size, first, count, offset);
            offset += targets[head].RowSize;
        }

        return result;
    }

    // What one loss has to say of a chunk; 'offset' is where in a sample's row of targets its own begin.
    private static HeadResult EvaluateHead(Dataset dataset, TargetInfo target, float[] outputs, int outputSize, int first, int count, int offset)
    {
        bool isLabels = target.Kind == TrainingTarget.Labels;
        bool isBinary = IsBinary(dataset, target);
        (double sum, double weights) = (0, 0);
        List<(int, int)> decisions = [];
        float[] unused = new float[target.Size]; // the gradient, which nobody asked for
        for (int sample = 0; sample < count; sample++)
        {
            Span<float> output = outputs.AsSpan((sample * outputSize) + target.OutputOffset, target.Size);
            if (isLabels)
            {
                // Read once: the array is the caller's and may change at any time.
                int label = dataset.HasLabels ? dataset.Labels[first + sample] : BitConverter.SingleToInt32Bits(dataset.Target(first + sample)[offset]);
                if (label == target.Loss?.IgnoredLabel) continue;
                decisions.Add((label, IndexOfLargest(output)));
                sum += target.Loss?.OfLabel(ref output[0], target.Size, label, ref unused[0])
                    ?? Losses.SoftmaxCrossEntropy(ref output[0], target.Size, label, 1f, ref unused[0]);
                weights += target.Loss?.WeightOf(label) ?? 1;
            }
            else if (isBinary)
            {
                int label = dataset.Labels[first + sample];
                float value = label;
                decisions.Add((label, output[0] > 0 ? 1 : 0));
                sum += target.Loss!.Of(ref output[0], target.Size, ref value, ref unused[0]);
                weights++;
            }
            else
            {
                float[] values = dataset.Target(first + sample).Slice(offset, target.Size).ToArray();
                sum += target.Loss?.Of(ref output[0], target.Size, ref values[0], ref unused[0])
                    ?? Losses.MeanSquaredError(ref output[0], target.Size, ref values[0], 1f, ref unused[0]);
                weights++;
            }
        }

        return new HeadResult(sum, weights, decisions);
    }

    private static Evaluation Sum(Dataset dataset, IReadOnlyList<TargetInfo> targets, ChunkResult[] results)
    {
        var heads = new Evaluation[targets.Count];
        double loss = 0;
        for (int head = 0; head < heads.Length; head++)
        {
            double sum = 0;
            double weights = 0;
            foreach (ChunkResult result in results)
            {
                sum += result.Heads[head].Loss;
                weights += result.Heads[head].Weight;
            }

            sum /= weights;
            loss += targets[head].Weight * sum;
            int place = head;
            int classes = targets[head].Kind == TrainingTarget.Labels ? targets[head].Size : IsBinary(dataset, targets[head]) ? 2 : 0;
            ConfusionMatrix? confusion = classes > 0
                ? new ConfusionMatrix(classes, results.SelectMany(result => result.Heads[place].Decisions)) { Names = targets[head].Classes }
                : null;
            heads[head] = new(dataset.Count, sum, confusion);
        }

        if (dataset.Network is null) return heads[0];
        var byName = new Dictionary<string, Evaluation>(StringComparer.Ordinal);
        for (int head = 0; head < heads.Length; head++) byName.Add(targets[head].Name, heads[head]);
        return new(dataset.Count, loss, heads.Length == 1 ? heads[0].Confusion : null) { Heads = byName };
    }

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest]) largest = i;
        }

        return largest;
    }

    /// <summary>The chunks as units of the team of threads that also serves inference.</summary>
    private sealed class ChunkUnits<TNetwork>(TNetwork network, Dataset dataset, IReadOnlyList<TargetInfo> targets, ChunkResult[] results) : WorkTeam.IUnits
        where TNetwork : class, INetwork<TNetwork>
    {
        /// <summary>The first chunk that is not done.</summary>
        public int First { get; private set; }

        /// <summary>
        /// Does as many of them as the team takes at once, the same number for every thread; or, while others have the team, one, so that
        /// it is asked for again soon.
        /// </summary>
        public void Run(int workers)
        {
            workers = Math.Min(workers, WorkTeam.MostThreads);
            int units = Math.Min(results.Length - First, WorkTeam.MostUnits / workers * workers);
            if (workers == 1 || !ParallelInference.TryRun(this, units, workers))
            {
                units = 1;
                RunUnit(thread: 0, unit: 0);
            }

            First += units;
        }

        public void RunUnit(int thread, int unit) => results[First + unit] = EvaluateChunk(network, dataset, targets, First + unit);
    }

    private readonly record struct ChunkResult(HeadResult[] Heads);

    private readonly record struct HeadResult(double Loss, double Weight, List<(int Actual, int Predicted)> Decisions);
}
