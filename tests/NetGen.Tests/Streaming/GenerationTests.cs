using Xunit;

namespace NetGen.Tests.Streaming;

/// <summary>Tokens that are chosen by a network's scores.</summary>
public sealed class GenerationTests
{
    [Fact]
    public void At_temperature_zero_it_takes_the_likeliest()
    {
        DigitsNet network = new(seed: 1);
        int[] given = [.. network.CreateStream().Generate([3], 3, new GenerationOptions { Temperature = 0 })];

        // The whole sequence, each time anew.
        List<int> expected = [3];
        for (int place = 0; place < 3; place++)
        {
            var probabilities = new float[4 * 10];
            network.Predict([.. expected, .. new int[4 - expected.Count]], probabilities);
            float[] row = probabilities[(place * 10)..((place + 1) * 10)];
            expected.Add(Array.IndexOf(row, row.Max()));
        }

        Assert.Equal(expected[1..], given);
    }

    /// <summary>Of many draws with seeds of their own, shares are probabilities: p^(1 / temperature) of those that may be drawn, over their sum.</summary>
    [Theory]
    [InlineData(1.0, null, null)]
    [InlineData(0.5, null, null)]
    [InlineData(2.0, 4, null)]
    [InlineData(1.0, null, 0.6)]
    [InlineData(1.0, 6, 0.8)]
    public void Draws_are_distributed_as_the_options_say(double temperature, int? topK, double? topP)
    {
        const int Draws = 4000;
        DigitsNet network = new(seed: 2);
        TokenStream stream = network.CreateStream();
        var probabilities = new float[10];
        stream.Step(7, probabilities);
        double[] expected = Expected(probabilities, temperature, topK, topP);
        var counts = new int[10];
        Span<int> token = stackalloc int[1];
        for (int seed = 0; seed < Draws; seed++)
        {
            stream.Reset();
            Assert.Equal(1, stream.Generate([7], token, new GenerationOptions { Temperature = temperature, TopK = topK, TopP = topP, Seed = (ulong)seed }));
            counts[token[0]]++;
        }

        for (int i = 0; i < 10; i++)
        {
            double deviation = Math.Sqrt(Draws * expected[i] * (1 - expected[i]));
            Assert.True(Math.Abs(counts[i] - (Draws * expected[i])) <= 4.5 * deviation, $"Token {i} was drawn {counts[i]} times of {Draws}, and has the probability {expected[i]}.");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_text_in_both_forms_and_another_one_another()
    {
        LetterNet network = new(seed: 3);
        GenerationOptions options = new() { Seed = 11, Temperature = 1.5 };
        int[] listed = [.. network.CreateStream().Generate([1, 2, 3], 10, options)];
        var tokens = new int[10];
        Assert.Equal(10, network.CreateStream().Generate([1, 2, 3], tokens, options));
        Assert.Equal(listed, tokens);
        Assert.NotEqual(listed, network.CreateStream().Generate([1, 2, 3], 10, new GenerationOptions { Seed = 12, Temperature = 1.5 }));
    }

    [Fact]
    public void A_text_goes_on_as_one_that_was_not_interrupted()
    {
        LetterNet network = new(seed: 3);
        GenerationOptions options = new() { Seed = 5, Temperature = 1.5 };
        int[] whole = [.. network.CreateStream().Generate([4, 9], 9, options)];
        TokenStream stream = network.CreateStream();
        int[] first = [.. stream.Generate([4, 9], 4, options)];
        using var file = new MemoryStream();
        stream.Save(file);
        file.Position = 0;
        TokenStream other = network.CreateStream();
        other.Load(file);
        Assert.Equal(whole, first.Concat(other.Generate([first[^1]], 5, options)));
    }

    [Fact]
    public void It_ends_with_the_declared_steps()
    {
        TokenStream stream = new LetterNet().CreateStream();
        Assert.Equal(16, stream.MaximumSteps);

        // The last token needs no step of its own.
        Assert.Equal(14, stream.Generate([1, 2, 3], 100).Count());
        Assert.Equal(16, stream.Position);
        string message = Assert.Throws<ArgumentException>(() => stream.Generate([1], 1)).Message;
        Assert.StartsWith("The prompt has 1 token; the sequence may have 0 more, as LetterNet is declared. Call Reset", message, StringComparison.Ordinal);
        Assert.StartsWith("The stream has taken the 16 steps that LetterNet is declared with, for which positions1 has memory or parameters.", Assert.Throws<InvalidOperationException>(() => stream.Step(1, new float[30])).Message, StringComparison.Ordinal);
        stream.Reset();
        Assert.Equal(16, stream.Generate([1], new int[40]));
    }

    [Fact]
    public void A_stop_token_ends_it_and_is_not_given()
    {
        LetterNet network = new(seed: 3);
        GenerationOptions options = new() { Seed = 11, Temperature = 1.5 };
        int[] whole = [.. network.CreateStream().Generate([1], 12, options)];
        int at = Array.FindIndex(whole, 3, token => Array.IndexOf(whole, token) >= 3);
        GenerationOptions stopping = new() { Seed = 11, Temperature = 1.5, StopToken = whole[at] };
        Assert.Equal(whole[..at], network.CreateStream().Generate([1], 12, stopping));
        var tokens = new int[12];
        Assert.Equal(at, network.CreateStream().Generate([1], tokens, stopping));
        Assert.Equal(whole[..at], tokens[..at]);
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_call()
    {
        TokenStream stream = new LetterNet().CreateStream();
        var tokens = new int[10];
        GenerationOptions options = new() { TopK = 5, TopP = 0.9 };
        int[] prompt = [1, 2];
        for (int i = 0; i < 3; i++) Write();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) Write();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Write()
        {
            stream.Reset();
            stream.Generate(prompt, tokens, options);
        }
    }

    [Fact]
    public void What_cannot_be_is_refused_before_the_stream_moves()
    {
        TokenStream stream = new LetterNet().CreateStream();
        Assert.Throws<ArgumentException>(() => stream.Generate([], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Generate([1, 30], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Generate([1, -1], new int[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Generate([1], -1));
        Assert.Throws<ArgumentException>(() => stream.Generate(new int[17], 1));
        Assert.Equal(0, stream.Position);
        Assert.Empty(stream.Generate([1], 0));
        TokenStream features = new FeatureNet().CreateStream();
        Assert.Contains("gives 5 values for a step, and reads tokens below 3", Assert.Throws<InvalidOperationException>(() => features.Generate([1], new int[2])).Message, StringComparison.Ordinal);
        Assert.Equal(0, features.Position);
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_refused()
    {
        LetterNet network = new();
        var bias = new float[30];
        bias[4] = float.NaN;
        network.SetParameter("dense1.bias", bias);
        Assert.Throws<InvalidOperationException>(() => network.CreateStream().Generate([1], new int[2]));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_temperature_is_a_number_that_is_not_negative(double temperature)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { Temperature = temperature });

    [Fact]
    public void Other_options_have_ranges_too()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { TopK = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { TopP = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { TopP = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { TopP = double.NaN });
    }

    private static double[] Expected(float[] probabilities, double temperature, int? topK, double? topP)
    {
        double[] weights = [.. probabilities.Select(p => Math.Pow(p, 1 / temperature))];
        int[] ranked = [.. Enumerable.Range(0, weights.Length).OrderByDescending(token => weights[token])];
        IEnumerable<int> kept = ranked.Take(topK ?? ranked.Length);
        double total = kept.Sum(token => weights[token]);
        if (topP is { } share)
        {
            double sum = 0;
            kept = [.. kept.TakeWhile(token =>
            {
                bool isNeeded = sum < share * total;
                sum += weights[token];
                return isNeeded;
            })];
            total = kept.Sum(token => weights[token]);
        }

        return [.. Enumerable.Range(0, weights.Length).Select(token => kept.Contains(token) ? weights[token] / total : 0)];
    }
}
