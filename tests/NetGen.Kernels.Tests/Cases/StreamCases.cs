using System.Globalization;

using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Networks that are given a sequence step by step: every layer that can, at sizes around vectors and panels, with fewer and more steps than a window spans and a
/// panel of keys has.
/// </summary>
internal static class StreamCases
{
    public const string Group = "streams";

    private static readonly (string Kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> Append)[] s_recurrences =
    [
        ("RNN", (network, units, options) => network.SimpleRNN(units, options)),
        ("LSTM", (network, units, options) => network.LSTM(units, options)),
        ("GRU", (network, units, options) => network.GRU(units, options)),
        ("EarlyResetGRU", (network, units, options) => network.GRU(units, options with { ResetsEarly = true })),
    ];

    public static IEnumerable<NetworkCase> All => [.. Recurrences, .. Convolutions, .. ByStep, .. Attentions, .. Whole, .. Drawn];

    private static IEnumerable<NetworkCase> Recurrences
    {
        get
        {
            foreach ((string kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> append) in s_recurrences)
            {
                foreach ((int units, bool thorough) in CaseCatalog.Sizes([1, 17], [3, 4, 5, 8, 9, 15, 16, 33, 48, 130]))
                    yield return Case(Name($"Stream{kind}{units}"), append(new NetworkDescription(6, 3), units, new()).Dense(2), thorough);
                yield return Case(
                    Name($"Stream{kind}Last"), append(append(new NetworkDescription(5, 4), 7, new(Bias: false)).Activation("ReLU"), 9, new(GivesLast: true)).Dense(6).Activation("Tanh").Dense(3));
            }

            foreach ((string kind, Func<NetworkDescription, int, RecurrenceOptions, NetworkDescription> append) in s_recurrences)
            {
                RecurrenceOptions learned = new() { LearnsStart = true };
                yield return Case(Name($"Stream{kind}Learned"), append(append(new NetworkDescription(6, 3), 9, learned), 5, learned with { GivesLast = true, Bias = false }).Dense(2));
            }

            yield return Case("StreamRectifiedRNN", new NetworkDescription(5, 3).SimpleRNN(6, new RecurrenceOptions(IsRectified: true)).Dense(2));
            yield return Case("StreamLSTMOfOneStep", new NetworkDescription(1, 3).LSTM(5, new()).Dense(2));
            yield return Case("StreamLSTMDropped", new NetworkDescription(4, 3).LSTM(5, new()).Dropout(0.5).Dense(2));
        }
    }

    private static IEnumerable<NetworkCase> Convolutions
    {
        get
        {
            foreach ((int features, bool thorough) in CaseCatalog.Sizes([3, 16], [1, 4, 5, 8, 17, 33]))
            {
                yield return Case(Name($"StreamConv1D{features}"), new NetworkDescription(11, 2).Conv1D(features, Causal(3, 2)).Activation("ReLU").Conv1D(features, Causal(2)).Dense(2), thorough);
                yield return Case(
                    Name($"StreamDepthwise{features}"), new NetworkDescription(9, features).DepthwiseConv1D(Causal(4), bias: features > 3).Activation("ReLU").DepthwiseConv1D(Causal(2, 3)), thorough);
                yield return Case(
                    Name($"StreamDepthwiseMultiplied{features}"), new NetworkDescription(7, features).DepthwiseConv1D(Causal(3), multiplier: 2).Activation("Tanh").Dense(2), thorough);
            }

            // Groups of whole panels, of parts of them, and of results that fill no vector.
            yield return Case("StreamGroups", new NetworkDescription(8, 6).Conv1D(9, Causal(3), groups: 3).Conv1D(32, Causal(2), groups: 1).Conv1D(32, Causal(3, 2), groups: 4).Conv1D(32, Causal(2), groups: 2));
            yield return Case("StreamGroupsOfFour", new NetworkDescription(8, 8).Conv1D(8, Causal(3), groups: 2, bias: false).Activation("ReLU").Conv1D(4, Causal(1)));
            // Taps that are written out for fewer vectors at once, and too many to be written out.
            yield return Case("StreamManyTaps", new NetworkDescription(30, 2).Conv1D(70, Causal(25)).Activation("ReLU").Conv1D(140, Causal(80)).Dense(2));
            yield return Case("StreamLongWindow", new NetworkDescription(5, 3).Conv1D(4, Causal(9)).Conv1D(1, Causal(3, 4)));
            yield return Case("StreamOneStep", new NetworkDescription(1, 3).Conv1D(4, Causal(3)).Dense(2));
            yield return Case("StreamUnrolled", new NetworkDescription(6, 3).Conv1D(5, Causal(3)).Activation("ReLU").Conv1D(4, Causal(1)).LSTM(5, new()).Dense(3).Unrolled("Full"));
            yield return Case("StreamSmall", new NetworkDescription(6, 3).Conv1D(20, Causal(3)).LSTM(20, new()).Dense(20).Dense(3).Unrolled("Size"));
            yield return Case("StreamReparameterized", new NetworkDescription(6, 3).Conv1D(5, Causal(2)).WeightNorm().Activation("Tanh").Dense(3).SpectralNorm());
        }
    }

    private static IEnumerable<NetworkCase> ByStep
    {
        get
        {
            yield return Case("StreamNormalizations", new NetworkDescription(5, 7).LayerNorm().Dense(9).BatchNorm().Activation("ReLU").RMSNorm().Dense(17).LayerNorm(scale: false, bias: false).Dense(3));
            yield return Case("StreamOfSteps", new NetworkDescription(4, 5).Dense(8).PReLU().Scale().Standardize().GLU().Dense(6).Maxout(2).Activation("GELU").Dense(4));
            yield return Case("StreamProbabilities", new NetworkDescription(4, 5).Dense(6).Softmax().Dense(5).LogSoftmax());
            yield return Case(
                "StreamJoins",
                new NetworkDescription(6, 4).Dense(5).As("a").LSTM(5, new()).As("b").Add("a").As("c").Multiply("b").Maximum("a").Subtract("c").As("d").Concat("a").Dense(5).Dot("d").Dense(2));
            yield return Case("StreamLast", new NetworkDescription(6, 4).Conv1D(5, Causal(3)).Activation("Tanh").Last().Dense(33).Activation("ReLU").Dense(3));
            yield return Case("StreamLastRepeated", new NetworkDescription(4, 3).GRU(5, new()).Last().RepeatVector(3).Reverse().Dense(2));
            yield return Case("StreamOfInput", new NetworkDescription(4, 3).Activation("Tanh").As("activated").Dense(3).Add("activated"));
            yield return Case("StreamLastOfInput", new NetworkDescription(4, 3).Last().Dense(3));
        }
    }

    private static IEnumerable<NetworkCase> Attentions
    {
        get
        {
            foreach ((int steps, int heads, int size, bool thorough) in new[] { (1, 2, 3, false), (7, 1, 1, true), (9, 3, 5, false), (16, 2, 4, true), (17, 2, 16, false), (40, 1, 33, true), (33, 4, 8, true) })
                yield return Case(Name($"StreamAttention{steps}x{heads}x{size}"), new NetworkDescription(steps, 3).Dense(heads * size).MultiHeadAttention(new(heads, IsCausal: true)).Dense(2), thorough);
            yield return Case("StreamAttentionOfSharedKeys", new NetworkDescription(6, 12).MultiHeadAttention(new(4, KeyHeads: 2, IsCausal: true)).Dense(3));
            yield return Case("StreamAttentionOfOneKeyHead", new NetworkDescription(9, 6).MultiHeadAttention(new(3, KeyHeads: 1, IsCausal: true, Bias: false)).Dense(3));
            yield return Case("StreamRotary", new NetworkDescription(9, 3).Dense(24).MultiHeadAttention(new(2, IsCausal: true, RotaryBase: 10_000)).Dense(2));
            yield return Case("StreamRotaryDropped", new NetworkDescription(6, 12).MultiHeadAttention(new(4, KeyHeads: 2, Size: 6, IsCausal: true, Dropout: 0.25, RotaryBase: 7)).Dense(3));
            yield return Case("StreamRotaryOfOneStep", new NetworkDescription(1, 4).MultiHeadAttention(new(2, IsCausal: true, RotaryBase: 100)).Dense(2));
            yield return Case("StreamPositions", new NetworkDescription(6, 5).Positions().Dense(17).SinusoidalPositions().Dense(2));
            yield return Case("StreamPositionsOfOneStep", new NetworkDescription(1, 5).Positions().Dense(2));
        }
    }

    private static IEnumerable<NetworkCase> Whole
    {
        get
        {
            yield return Case(
                "StreamTransformer",
                NetworkDescription.OfIndices(20, 11).Embedding(8).Positions().TransformerBlock(2, causal: true).TransformerBlock(4, hidden: 5, causal: true, feedForward: "SwiGLU").LayerNorm().Dense(11));
            yield return Case("StreamTransformerBehindSums", NetworkDescription.OfIndices(7, 5).Embedding(6).SinusoidalPositions().TransformerBlock(3, post: true, causal: true, feedForward: "ReLU").Last().Dense(5));
            yield return new NetworkCase(Group, "StreamTokens", NetworkDescription.OfIndices(6, 9).Embedding(5).LSTM(7, new(GivesLast: true)).Dense(9).SoftmaxCrossEntropy().Streamed()) { Batches = [1], MayBeZero = true };

            // As WaveNet has it: gated convolutions of growing dilation, each added to what it read.
            NetworkDescription stack = new NetworkDescription(40, 1).Conv1D(8, Causal(1)).As("in0");
            foreach ((int layer, int dilation) in new[] { (1, 1), (2, 2), (3, 4), (4, 8) })
                stack.Conv1D(16, Causal(2, dilation)).GLU().As(Name($"gated{layer}")).Conv1D(8, Causal(1)).Add(Name($"in{layer - 1}")).As(Name($"in{layer}"));
            yield return Case("StreamWaveNet", stack.From("gated1").Add("gated2", "gated3", "gated4").Activation("ReLU").Dense(8).Add("in4").Dense(1));
        }
    }

    /// <summary>Layers that are drawn at random, so that they meet as nobody thought of.</summary>
    private static IEnumerable<NetworkCase> Drawn => Enumerable.Range(0, 40).Select(number => Case(Name($"StreamDrawn{number}"), Draw((ulong)number), thorough: number >= 8));

    private static NetworkDescription Draw(ulong seed)
    {
        var random = new TestRandom(seed);
        int steps = random.NextInteger(1, 23);
        NetworkDescription network = random.NextInteger(0, 2) == 0
            ? NetworkDescription.OfIndices(steps, random.NextInteger(1, 40)).Embedding(Width())
            : new NetworkDescription(steps, Width()).Dense(Width());
        for (int layers = random.NextInteger(2, 6); layers > 0; layers--) Append();
        if (random.NextInteger(0, 2) == 0) network.Last().Dense(Width()).Activation("ReLU");
        return network.Dense(random.NextInteger(1, 5));

        int Width() => random.NextInteger(0, 3) == 0 ? 16 * random.NextInteger(1, 3) : random.NextInteger(1, 20);

        // Each layer in a branch of its own now and then, which joins what it read.
        void Append()
        {
            int width = network.Output.Shape[2];
            string start = Name($"start{random.NextInteger(0, int.MaxValue - 1)}");
            network.Scale().As(start);
            switch (random.NextInteger(0, 8))
            {
                case 0: network.Conv1D(Width(), Causal(random.NextInteger(1, 5), random.NextInteger(1, 4)), bias: random.NextInteger(0, 1) == 0).Activation("ReLU"); break;
                case 1: network.DepthwiseConv1D(Causal(random.NextInteger(1, 4), random.NextInteger(1, 3)), multiplier: random.NextInteger(1, 2)).Activation("Tanh"); break;
                case 2: network.LSTM(Width(), new()); break;
                case 3: network.GRU(Width(), new(ResetsEarly: random.NextInteger(0, 1) == 0)).Activation("ReLU"); break;
                case 4: network.SimpleRNN(Width()); break;
                case 5: network.Dense(2 * width).GLU(); break;
                case 6: network.BatchNorm().Activation("GELU"); break;
                case 7: network.Positions().MultiHeadAttention(new(width % 2 == 0 ? 2 : 1, IsCausal: true)); break;
                default: network.Dense(width + 1).LayerNorm(); break;
            }

            if (random.NextInteger(0, 2) > 0) network.Dense(width).Add(start);
            else if (random.NextInteger(0, 1) == 0) network.Concat(start);
        }
    }

    private static StepWindow Causal(int size, int dilation = 1) => new(size) { Causal = true, Dilation = dilation };

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network.MeanSquaredError().Streamed()) { Batches = [1, 5], IsThorough = thorough, MayBeZero = true };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
