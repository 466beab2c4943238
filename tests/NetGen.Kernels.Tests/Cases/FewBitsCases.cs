using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Networks whose inference has weights in fewer bits: each kernel that reads them, at sizes around panels, in several sums per output, shared
/// by threads; beside weights that stay floats.
/// </summary>
internal static class FewBitsCases
{
    public const string Group = "few bits";

    // Of 5 panels and more sums than there are at once; of 7; of 3 in two sums; of 2 in four with inputs left over; panels of 8, of 4 and of a
    // single output.
    private static readonly (int Features, int Units, bool IsThorough)[] s_sizes =
    [
        (130, 65, false), (70, 100, true), (97, 47, true), (211, 20, false), (600, 8, false), (1100, 3, false), (4100, 1, true), (64, 64, true),
        (33, 127, true),
    ];

    public static IEnumerable<NetworkCase> All => new[] { "BFloat16", "Int8" }.SelectMany(bits => Products(bits).Concat(Sequences(bits)));

    private static IEnumerable<NetworkCase> Products(string bits)
    {
        foreach ((int features, int units, bool isThorough) in s_sizes)
        {
            // In 8 bits 1 is no whole number of scales.
            yield return new NetworkCase(
                Group,
                FormattableString.Invariant($"{bits}Dense{features}To{units}"),
                new NetworkDescription(features).InBits(bits).Dense(units, bias: units != 20).MeanSquaredError())
            { Batches = [1, 2, 5, 14, 15, 50], IsExact = bits == "BFloat16", IsThorough = isThorough };
        }

        // The last weights are few.
        yield return new NetworkCase(
            Group,
            $"{bits}Classifier",
            new NetworkDescription(120).InBits(bits).Dense(90).Activation("ReLU").Dense(70).Activation("Tanh").Dense(7).SoftmaxCrossEntropy())
        { Batches = [1, 2, 5, 15], Trains = true };

        // Enough work for threads to share a sample of it.
        yield return new NetworkCase(
            Group, $"{bits}Wide", new NetworkDescription(110).InBits(bits).Dense(600).Activation("ReLU").Dense(3).SoftmaxCrossEntropy())
        { Batches = [1, 23] };
        yield return new NetworkCase(
            Group, $"{bits}Full", new NetworkDescription(60).InBits(bits).Unrolled("Full").Dense(96).Activation("ReLU").Dense(64).MeanSquaredError())
        { Batches = [1, 15] };

        // Pixels are rows of the same product; other kernels of the network read floats.
        yield return new NetworkCase(
            Group,
            $"{bits}Pixels",
            new NetworkDescription(5, 6, 3).InBits(bits)
                .Conv2D(64, new WindowSettings(3) { Same = true }).BatchNorm().Activation("ReLU").Conv2D(70, new WindowSettings(1)).Activation("ReLU")
                .Flatten().Dense(9).SoftmaxCrossEntropy())
        { Batches = [1, 5], Trains = true, IsTransformed = true };

        // Behind products of rows, with weights that are read in fewer bits and such that are not.
        yield return new NetworkCase(
            Group,
            $"{bits}Normalized",
            new NetworkDescription(3, 5, 70).InBits(bits)
                .Conv2D(80, new WindowSettings(1), bias: false).BatchNorm().Activation("ReLU").Conv2D(5, new WindowSettings(1)).BatchNorm().Flatten()
                .Dense(90).BatchNorm().Activation("ReLU").Dense(9).BatchNorm().MeanSquaredError())
        { Batches = [2, 5, 15] };
        yield return new NetworkCase(
            Group,
            $"{bits}Computed",
            new NetworkDescription(80).InBits(bits).Dense(64).WeightNorm().Activation("ReLU").Dense(65).SpectralNorm().Dense(70).MeanSquaredError())
        { Batches = [1, 5] };
    }

    private static IEnumerable<NetworkCase> Sequences(string bits)
    {
        yield return new NetworkCase(
            Group, $"{bits}Steps", new NetworkDescription(7, 65).InBits(bits).Dense(70).Activation("ReLU").LSTM(40, new()).Dense(4).MeanSquaredError())
        { Batches = [1, 2, 5], Trains = true };
        yield return new NetworkCase(
            Group,
            $"{bits}Recurrences",
            new NetworkDescription(4, 5).InBits(bits)
                .SimpleRNN(66).GRU(37, new(ResetsEarly: true)).GRU(36, new(GivesLast: true)).Dense(3).MeanSquaredError())
        { Batches = [1, 2, 5, 15], Trains = true };
        yield return new NetworkCase(
            Group,
            $"{bits}Tables",
            NetworkDescription.OfIndices(6, 300).InBits(bits).Embedding(19).LSTM(33, new(IsBidirectional: true)).Flatten().Dense(11).SoftmaxCrossEntropy())
        { Batches = [1, 5], Trains = true, MayBeZero = true };
        yield return new NetworkCase(
            Group,
            $"{bits}Stream",
            new NetworkDescription(5, 66).Streamed().InBits(bits).Dense(64).Activation("Tanh").GRU(36, new()).Dense(66).MeanSquaredError())
        { Batches = [1, 4] };
    }
}
