using NetGen.Data;

namespace NetGen.Tests.Data;

/// <summary>A sample as a source gives it.</summary>
internal sealed record Sample(float[] Input, int Label, float[] Target, float Weight);

/// <summary>All samples of a source, one by one.</summary>
internal static class Samples
{
    public static Sample[] Of(SampleSource source, ulong seed = 0, int epoch = 0) => [.. Enumerable.Range(0, source.Count).Select(index => At(source, index, seed, epoch))];

    public static Sample At(SampleSource source, int index, ulong seed = 0, int epoch = 0)
    {
        float[] input = new float[source.InputSize];
        float[] target = new float[source.TargetSize];
        int label = -1;
        float weight = 1;
        source.Read(index, new SampleDraw(seed, epoch), new SampleRow(input, target, ref label, ref weight));
        return new(input, label, target, weight);
    }
}
