using System.Collections;

using NetGen.Runtime;

namespace NetGen;

/// <summary>One tensor of a batch as it lies in the training workspace, read without the padding between its pixels.</summary>
internal sealed class WorkspaceTensor(TrainingPass pass, LayerTensor layout, int offset) : IEnumerable<float>
{
    public LayerTensor Layout { get; } = layout;

    public int Batch { get; } = pass.Batch;

    /// <summary>One value. Regions are as many samples long as the workspace has capacity for.</summary>
    public float this[int sample, int position, int channel]
        => pass.Workspace.Span[checked((pass.Capacity * offset) + (sample * Layout.SampleStride) + (position * Layout.Pitch) + channel)];

    /// <summary>All values: samples, positions, channels.</summary>
    public IEnumerator<float> GetEnumerator()
    {
        for (int sample = 0; sample < Batch; sample++)
        {
            for (int position = 0; position < Layout.Positions; position++)
            {
                for (int channel = 0; channel < Layout.Channels; channel++) yield return this[sample, position, channel];
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Share of units that are 0 for all samples of the batch: channels of an image, values of a vector.</summary>
    public double DeadShare()
    {
        bool[] lives = new bool[Layout.Channels];
        for (int sample = 0; sample < Batch; sample++)
        {
            for (int position = 0; position < Layout.Positions; position++)
            {
                for (int channel = 0; channel < Layout.Channels; channel++) lives[channel] |= this[sample, position, channel] != 0;
            }
        }

        return lives.Count(lived => !lived) / (double)lives.Length;
    }

    /// <summary>Share of values that lie between limits.</summary>
    public double ShareWithin(IReadOnlyList<double> limits)
    {
        long inside = 0;
        long count = 0;
        foreach (float value in this)
        {
            count++;
            for (int pair = 0; pair < limits.Count; pair += 2)
            {
                if (value >= limits[pair] && value <= limits[pair + 1]) inside++;
            }
        }

        return inside / (double)count;
    }
}
