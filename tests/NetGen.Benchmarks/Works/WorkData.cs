using NetGen.Initialization;

namespace NetGen.Benchmarks.Works;

/// <summary>One batch: the same values in every run.</summary>
internal sealed class WorkData
{
    private WorkData(int batch, float[] inputs, int[] labels, float[] targets)
    {
        Batch = batch;
        Inputs = inputs;
        Labels = labels;
        Targets = targets;
    }

    private enum Stream
    {
        Inputs,
        Targets,
    }

    /// <summary>Samples.</summary>
    public int Batch { get; }

    /// <summary>Batch x input size, channels last.</summary>
    public float[] Inputs { get; }

    /// <summary>One class per sample; empty for other losses.</summary>
    public int[] Labels { get; }

    /// <summary>Batch x output size, channels last; empty for classes.</summary>
    public float[] Targets { get; }

    /// <summary>Draws a batch: inputs uniform in [-1, 1), so that about half of what rectifiers see is negative.</summary>
    public static WorkData Create(Work work, int batch)
    {
        float[] inputs = Draw(Stream.Inputs, batch * work.Info.InputSize);
        int[] labels = [.. Enumerable.Range(0, batch).Select(sample => (int)(Word(Stream.Targets, sample) % (uint)work.Info.OutputSize))];
        return work.HasLabels
            ? new WorkData(batch, inputs, labels, [])
            : new WorkData(batch, inputs, [], Draw(Stream.Targets, batch * work.Info.OutputSize));
    }

    private static float[] Draw(Stream stream, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = ((Word(stream, i) >> 8) * (2f / (1 << 24))) - 1;
        return values;
    }

    private static uint Word(Stream stream, int index) => Philox.Generate((ulong)stream, (uint)index, 0, 0, 0).Word0;
}
