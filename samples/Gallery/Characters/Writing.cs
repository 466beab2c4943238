using NetGen;
using NetGen.Data;

namespace GallerySample.Characters;

/// <summary>Trains <see cref="CharacterNet"/>, and has it write.</summary>
internal static class Writing
{
    private const int Order = 5;
    private const int Places = CharacterNet.Places;

    /// <summary>The mean of -ln of the probability of each character of the last tenth of the text: by counting, and by the network.</summary>
    public static (double Counted, double Network) Train(string text, int epochs, TextWriter output, CancellationToken cancellation = default)
    {
        int[] tokens = TextSource.ToTokens(text);
        (int[] known, int[] unseen) = (tokens[..(tokens.Length * 9 / 10)], tokens[(tokens.Length * 9 / 10)..]);
        double counted = new CountedText(known, Order).CrossEntropy(unseen);
        output.WriteLine($"{text.Length:N0} characters; counting {Order} of them in a row: {counted:F3} nats for each that was not seen");

        var network = new CharacterNet(seed: 1);
        using var trainer = new Trainer<CharacterNet>(network, new AdamW(0.001), new TrainerOptions { ClipNorm = 1 });
        Dataset test = Windows(unseen, Places);
        trainer.Fit(Windows(known, Places / 2), new FitOptions
        {
            Epochs = epochs,
            BatchSize = 32,
            Validation = test,
            Schedule = LearningRateSchedule.Cosine.WithWarmUp(50),
            Callbacks = [new ConsoleProgress(output, isLive: false)],
            CancellationToken = cancellation,
        });
        double loss = network.Evaluate(test).Loss;
        output.WriteLine($"the network: {loss:F3} nats");
        output.WriteLine(Write(network, "Gets the ", 400, seed: 1));
        return (counted, loss);
    }

    /// <summary>
    /// What the network writes behind a beginning. A stream keeps keys and values of what was written, so each character costs one step; where the window is full,
    /// its last half begins the next.
    /// </summary>
    public static string Write(CharacterNet network, string beginning, int count, ulong seed)
    {
        TokenStream stream = network.CreateStream();
        List<int> tokens = [.. TextSource.ToTokens(beginning)];
        int end = tokens.Count + count;
        while (tokens.Count < end)
        {
            stream.Reset();
            int[] prompt = [.. tokens.TakeLast(Places / 2)];
            tokens.AddRange(stream.Generate(prompt, end - tokens.Count, new GenerationOptions { Temperature = 0.8, Seed = seed + (ulong)tokens.Count }));
        }

        return string.Concat(tokens.Select(TextSource.ToCharacter));
    }

    /// <summary>Windows of 64 characters, so many apart, and for each character the next.</summary>
    private static Dataset Windows(int[] tokens, int apart)
    {
        int[] starts = [.. Enumerable.Range(0, (tokens.Length - Places - 1) / apart).Select(window => window * apart)];
        int[] inputs = [.. starts.SelectMany(start => tokens[start..(start + Places)])];
        int[] labels = [.. starts.SelectMany(start => tokens[(start + 1)..(start + 1 + Places)])];
        return CharacterNet.CreateDataset(inputs, labels);
    }
}
