using System.Globalization;

namespace NetGen;

/// <summary>Sets the weights of a network by what a batch of samples makes of them, before it is trained.</summary>
public static class BatchInitialization
{
    /// <summary>
    /// Sets the weights of dense layers, convolutions and transposed convolutions by their sums over a batch, one layer after the other: what stands
    /// in front of an activation, biases included, in training, dropout and batch statistics included. Other parameters stay as they are, recurrent
    /// weights and embeddings too.
    /// </summary>
    /// <remarks>
    /// Where an activation works in the place of the sums, so that a training pass keeps none, they are read through it (its slope at 0 is found from
    /// biases); not where the layer has no bias, which the report says.
    /// </remarks>
    /// <param name="network">The network; where an exception is thrown it is not changed.</param>
    /// <param name="inputs">Batch x input size values: a hundred samples or more.</param>
    /// <param name="initializer">How: <see cref="Lsuv"/> or <see cref="WithinLayer"/>.</param>
    /// <returns>What became of each layer.</returns>
    /// <exception cref="ArgumentException">The length is not a whole number of samples, they are too few, or an input or a sum is not finite.</exception>
    /// <exception cref="InvalidOperationException">The initialiser's pattern stands for no such layer.</exception>
    public static BatchInitializationReport InitializeFrom<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs, BatchInitializer initializer)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(initializer);
        RequireFinite(TNetwork.Info, inputs);
        SummingLayer[] layers = [.. SummingLayer.Of(TNetwork.Info, initializer.Layers)];
        if (layers.Length == 0) throw new InvalidOperationException($"The pattern '{initializer.Layers}' stands for no dense layer or convolution of {TNetwork.Info.Name}.");
        TNetwork changed = network.Clone();
        using var sums = new LayerSums<TNetwork>(changed, inputs, initializer.Seed);
        BatchInitializationReport report = new(
            [.. layers.Select(layer => layer.HasFixedSize ? LayerInitialization.OfFixedSize(layer) : initializer.Apply(changed, layer, sums))]);
        network.Parameters.CopyFrom(changed.Parameters);
        return report;
    }

    /// <summary>A rectifier may take what is no number for 0: then sums would not show it.</summary>
    private static void RequireFinite(NetworkInfo info, ReadOnlySpan<float> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (float.IsFinite(inputs[i]) || IsIndex(info, i % info.InputSize)) continue;
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Value {i % info.InputSize} of sample {i / info.InputSize} is {inputs[i]}."), nameof(inputs));
        }
    }

    /// <summary>Whether a place in a sample's row holds the bits of an index.</summary>
    private static bool IsIndex(NetworkInfo info, int place)
    {
        foreach (TensorInfo input in info.Inputs)
        {
            if (place < input.Size) return input.Vocabulary > 0;
            place -= input.Size;
        }

        return false;
    }
}

/// <summary>What a batch has made of a network's weights. <see cref="ToString"/> is a table.</summary>
/// <param name="Layers">Those with weights, in the order in which they run.</param>
public sealed record BatchInitializationReport(IReadOnlyList<LayerInitialization> Layers)
{
    /// <summary>Each layer's sums before and after.</summary>
    public override string ToString() => Words.Table(
    [
        ["layer", "mean", "std", "mean after", "std after", "tries", ""],
        .. Layers.Select(static layer => (string[])
        [
            layer.Name,
            Number(layer.MeanBefore),
            Number(layer.StdBefore),
            Number(layer.Mean),
            Number(layer.Std),
            layer.Tries.ToString(CultureInfo.InvariantCulture),
            layer.Note ?? "",
        ]),
    ]);

    private static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("G3", CultureInfo.InvariantCulture);
}

/// <summary>A layer of a <see cref="BatchInitializationReport"/>.</summary>
/// <param name="Name">The layer.</param>
/// <param name="MeanBefore">Mean of its sums with the weights that it had, those in front of it set; NaN where they cannot be read.</param>
/// <param name="StdBefore">Their standard deviation.</param>
/// <param name="Mean">Mean of its sums now.</param>
/// <param name="Std">Their standard deviation.</param>
/// <param name="Tries">How often its weights were scaled.</param>
/// <param name="Note">Why it could not be set, in whole or in part; null where it could.</param>
public sealed record LayerInitialization(string Name, double MeanBefore, double StdBefore, double Mean, double Std, int Tries, string? Note)
{
    internal static LayerInitialization Unreadable(SummingLayer layer) => Left(
        layer, layer.Bias is null ? "left as it is: it has no bias, and what follows works in the place of its sums" : "left as it is: what follows does not show its sums");

    internal static LayerInitialization OfFixedSize(SummingLayer layer) => Left(layer, "left as it is: [SpectralNorm] has taken the size of its weights away");

    private static LayerInitialization Left(SummingLayer layer, string note) => new(layer.Info.Name, double.NaN, double.NaN, double.NaN, double.NaN, 0, note);
}
