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
        RequireFit(info, dataset, nameof(dataset));
        dataset.RequireLabels(nameof(dataset));

        int chunks = (int)(((long)dataset.Count + Chunk - 1) / Chunk);
        var results = new ChunkResult[chunks];
        int workers = WorkSplit.ForArithmetic(info.MultiplyAdds * dataset.Count, threads == 0 ? Environment.ProcessorCount : threads);
        var units = new ChunkUnits<TNetwork>(network, dataset, results);
        while (units.First < chunks) units.Run(workers);
        return Sum(dataset, info.OutputSize, results);
    }

    /// <summary>Refuses samples whose sizes are not those of a network.</summary>
    internal static void RequireFit(NetworkInfo info, Dataset dataset, string argument)
    {
        string? reason = null;
        if (dataset.InputSize != info.InputSize) reason = $"inputs of {dataset.InputSize} values; {info.Name} takes {info.InputSize}";
        else if (dataset.Classes > info.OutputSize) reason = $"{dataset.Classes} classes; {info.Name} puts out {info.OutputSize} values";
        else if (!dataset.HasLabels && dataset.TargetSize != info.OutputSize) reason = $"{dataset.TargetSize} target values; {info.Name} puts out {info.OutputSize}";
        if (reason is not null) throw new ArgumentException($"The samples have {reason}.", argument);
    }

    private static ChunkResult EvaluateChunk<TNetwork>(TNetwork network, Dataset dataset, int chunk)
        where TNetwork : class, INetwork<TNetwork>
    {
        int first = chunk * Chunk;
        int count = Math.Min(Chunk, dataset.Count - first);
        int size = TNetwork.Info.OutputSize;
        float[] outputs = new float[count * size];
        ParallelInference.ComputeAlone(network, dataset.Inputs.Slice(first * dataset.InputSize, count * dataset.InputSize), outputs);

        var result = new ChunkResult(Loss: 0, dataset.HasLabels ? new (int, int)[count] : []);
        float[] unused = new float[size]; // the gradient, which nobody asked for
        for (int sample = 0; sample < count; sample++)
        {
            ref float output = ref outputs[sample * size];
            if (dataset.HasLabels)
            {
                // Read once: the array is the caller's and may change at any time.
                int label = dataset.Labels[first + sample];
                result.Decisions[sample] = (label, IndexOfLargest(outputs.AsSpan(sample * size, size)));
                result.Loss += Losses.SoftmaxCrossEntropy(ref output, size, label, 1f, ref unused[0]);
            }
            else
            {
                float[] target = dataset.Target(first + sample).ToArray();
                result.Loss += Losses.MeanSquaredError(ref output, size, ref target[0], 1f, ref unused[0]);
            }
        }

        return result;
    }

    private static Evaluation Sum(Dataset dataset, int outputs, ChunkResult[] results)
    {
        double loss = 0;
        foreach (ChunkResult result in results) loss += result.Loss;
        loss /= dataset.Count;
        if (!dataset.HasLabels) return new(dataset.Count, loss, Confusion: null);

        return new(dataset.Count, loss, new ConfusionMatrix(outputs, results.SelectMany(static result => result.Decisions)));
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
    private sealed class ChunkUnits<TNetwork>(TNetwork network, Dataset dataset, ChunkResult[] results) : WorkTeam.IUnits
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

        public void RunUnit(int thread, int unit) => results[First + unit] = EvaluateChunk(network, dataset, First + unit);
    }

    private record struct ChunkResult(double Loss, (int Actual, int Predicted)[] Decisions);
}
