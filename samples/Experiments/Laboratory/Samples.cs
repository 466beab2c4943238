using NetGen.Data;
using NetGen.Initialization;

namespace ExperimentsSample;

/// <summary>Sets of digits made of others.</summary>
internal static class Samples
{
    /// <summary>The same in another order.</summary>
    public static Dataset Shuffled(Dataset samples, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, samples.Count).OrderBy(place => Draw(seed, place))];
        float[] inputs = new float[samples.Inputs.Length];
        int[] labels = new int[samples.Count];
        for (int place = 0; place < order.Length; place++)
        {
            samples.Input(order[place]).CopyTo(inputs.AsSpan(place * samples.InputSize));
            labels[place] = samples.Labels[order[place]];
        }

        return new Dataset(inputs, samples.InputSize, labels, DrawnDigits.Classes);
    }

    /// <summary>Sequences of independent standard normal values: samples x steps x features.</summary>
    public static float[] Noise(int count, ulong seed) =>
    [
        // Box and Muller's transform.
        .. Enumerable.Range(0, count).Select(place => (float)(Math.Sqrt(-2 * Math.Log(Share(seed, 2 * place))) * Math.Cos(Math.Tau * Share(seed, (2 * place) + 1)))),
    ];

    /// <summary>Above 0, up to 1.</summary>
    private static double Share(ulong seed, int place) => ((Draw(seed, place) >> 11) + 1) * Math.Pow(2, -53);

    private static ulong Draw(ulong seed, int place)
    {
        PhiloxBlock words = Philox.Generate(seed, (uint)place, 0, 0, 0);
        return words.Word0 | ((ulong)words.Word1 << 32);
    }
}
