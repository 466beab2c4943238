using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Networks whose inference multiplies bytes: rows that fill no block of 64 and rows that do, outputs around panels, rows with and without negative values,
/// pixels and steps as rows, products one behind the other.
/// </summary>
internal static class ByteCases
{
    public const string Group = "bytes";

    private static readonly (int Features, int Units, bool IsRectified, bool IsThorough)[] s_sizes =
    [
        (130, 65, false, false), (128, 33, true, false), (211, 20, false, false), (33, 127, true, true), (97, 47, false, true), (600, 17, true, true),
    ];

    public static IEnumerable<NetworkCase> All => Products.Concat(BesideOthers).Concat(ByteDrawings.All);

    private static IEnumerable<NetworkCase> Products
    {
        get
        {
            foreach ((int features, int units, bool isRectified, bool isThorough) in s_sizes)
            {
                NetworkDescription network = new NetworkDescription(features).InBytes();
                if (isRectified) network = network.Activation("ReLU");
                yield return new NetworkCase(
                    Group,
                    FormattableString.Invariant($"BytesDense{features}To{units}"),
                    network.Dense(units, bias: units != 20).MeanSquaredError())
                { Batches = [1, 2, 5, 14, 15, 50], IsThorough = isThorough };
            }

            // Enough work for threads to share a sample of it.
            yield return new NetworkCase(
                Group,
                "BytesWide",
                new NetworkDescription(150).InBytes().Dense(600).Activation("ReLU").Dense(70).Activation("ReLU").Dense(90).MeanSquaredError())
            { Batches = [1, 23] };
            yield return new NetworkCase(
                Group,
                "BytesPixels",
                new NetworkDescription(5, 6, 66).InBytes()
                    .Conv2D(64, new WindowSettings(1)).Activation("ReLU").Conv2D(70, new WindowSettings(1)).MeanSquaredError())
            { Batches = [1, 3] };
            yield return new NetworkCase(
                Group, "BytesSteps", new NetworkDescription(7, 65).InBytes().Dense(70).Activation("ReLU").Dense(64).MeanSquaredError())
            { Batches = [1, 5] };
        }
    }

    private static IEnumerable<NetworkCase> BesideOthers
    {
        get
        {
            // The last weights are few, and stay floats.
            yield return new NetworkCase(
                Group,
                "BytesClassifier",
                new NetworkDescription(120).InBytes().Dense(90).Activation("Tanh").Dense(70).LayerNorm().Activation("ReLU").Dense(7).SoftmaxCrossEntropy())
            { Batches = [1, 15], Trains = true };

            // What a recurrent layer makes of its inputs is a product of rows; what it makes of its state is none.
            yield return new NetworkCase(
                Group,
                "BytesStream",
                new NetworkDescription(5, 66).Streamed().InBytes().Dense(64).Activation("Tanh").GRU(36, new()).Dense(130).MeanSquaredError())
            { Batches = [1, 4] };
            yield return new NetworkCase(
                Group,
                "BytesAttention",
                new NetworkDescription(6, 64).InBytes()
                    .MultiHeadAttention(new AttentionOptions(2)).LayerNorm().Dense(80).Activation("GELU").Dense(64).MeanSquaredError())
            { Batches = [1, 4] };
        }
    }
}
