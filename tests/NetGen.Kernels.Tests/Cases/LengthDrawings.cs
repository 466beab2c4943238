using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Layers over samples of different lengths, drawn at random, so that they meet as nobody thought of.</summary>
internal static class LengthDrawings
{
    private const int Daily = 12;
    private const int Thorough = 60;
    private const int Window = 4;

    public static IEnumerable<NetworkCase> All => Enumerable.Range(0, Thorough).Select(DrawCase);

    private static NetworkCase DrawCase(int number)
    {
        (NetworkDescription description, bool sharesWindow) = Draw((ulong)number);
        return new NetworkCase(LengthCases.Group, string.Create(CultureInfo.InvariantCulture, $"LengthsDrawn{number}"), description)
        {
            Batches = [1, 2 + (number % 9)],
            IsThorough = number >= Daily,
            MayBeZero = true,
            SharesWindowInput = sharesWindow,
        };
    }

    private static (NetworkDescription Description, bool SharesWindow) Draw(ulong seed)
    {
        bool sharesWindow = false;
        var random = new TestRandom(seed);
        int steps = random.NextInteger(1, 19);
        NetworkDescription network = random.NextInteger(0, 2) == 0
            ? NetworkDescription.OfIndices(steps, random.NextInteger(1, 40)).WithLengths().Embedding(Width())
            : new NetworkDescription(steps, random.NextInteger(1, 7)).WithLengths().Dense(Width());
        for (int layers = random.NextInteger(1, 4); layers > 0; layers--) Append();
        return (End(), sharesWindow);

        int Width() => random.NextInteger(0, 3) == 0 ? 16 * random.NextInteger(1, 2) : random.NextInteger(1, 18);

        bool IsDrawn() => random.NextInteger(0, 1) == 0;

        // What reads the steps that there are, with what it read beside it now and then.
        void Append()
        {
            int width = network.Output.Shape[2];
            string start = string.Create(CultureInfo.InvariantCulture, $"start{random.NextInteger(0, int.MaxValue - 1)}");
            network.Scale().As(start);
            int kind = random.NextInteger(0, 7);
            switch (kind)
            {
                case 0: network.LSTM(Width(), new(Bias: IsDrawn(), IsReversed: IsDrawn())); break;
                case 1: network.LSTM(random.NextInteger(1, 9), new(IsBidirectional: true)); break;
                case 2: network.GRU(Width(), new(IsReversed: IsDrawn(), ResetsEarly: IsDrawn())); break;
                case 3: network.SimpleRNN(Width(), isReversed: IsDrawn()); break;
                case Window: network.Conv1D(Width(), new StepWindow(random.NextInteger(1, 4)) { Same = true, Dilation = random.NextInteger(1, 3) }).Activation("Tanh"); break;
                case 5: network.MultiHeadAttention(new(width % 2 == 0 ? 2 : 1, IsCausal: IsDrawn())); break;
                case 6: network.Reverse(); break;
                default: network.Dense(width + 1).LayerNorm().Activation("GELU"); break;
            }

            bool isAdded = IsDrawn();
            bool isJoined = !isAdded && IsDrawn();
            if (isAdded) network.Dense(width).Add(start);
            if (isJoined) network.Concat(start);
            sharesWindow |= kind == Window && (isAdded || isJoined);
        }

        NetworkDescription End() => random.NextInteger(0, 6) switch
        {
            0 => network.Last().Dense(3).SoftmaxCrossEntropy(),
            1 => network.GlobalAveragePool1D().Dense(2).MeanSquaredError(),
            2 => network.GlobalMaxPool1D().MeanSquaredError(),
            3 => network.GRU(Width(), new(GivesLast: true, IsReversed: IsDrawn())).MeanSquaredError(),
            4 => network.Dense(random.NextInteger(2, 18)).SoftmaxCrossEntropy(),
            5 => network.Dense(4).SoftmaxCrossEntropy(smoothing: 0.125, weights: [1, 0.5, 2, 1.5]),
            _ => network.Dense(Width()).MeanSquaredError(),
        };
    }
}
