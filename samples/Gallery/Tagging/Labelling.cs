using NetGen;
using NetGen.Data;

namespace GallerySample.Tagging;

/// <summary>Trains <see cref="WordTagger"/> on sentences of different lengths.</summary>
internal static class Labelling
{
    /// <summary>The shares of unseen words named rightly: by what each word is most often, and by the network.</summary>
    public static (double ByWord, double Network) Train(int count, int epochs, TextWriter output, CancellationToken cancellation = default)
    {
        (int[][] knownWords, int[][] knownKinds) = Sentences.Create(count, seed: 1);
        (int[][] words, int[][] kinds) = Sentences.Create(Math.Max(200, count / 5), seed: 2);
        double byWord = ByWord(knownWords, knownKinds, words, kinds);
        output.WriteLine($"by what each word is most often: {100 * byWord:F1} % of the words that were not seen");

        var network = new WordTagger(seed: 1);
        using var trainer = new Trainer<WordTagger>(network, new Adam(0.005), new TrainerOptions { ClipNorm = 1 });
        Dataset unseen = ToDataset(words, kinds);
        trainer.Fit(ToDataset(knownWords, knownKinds), new FitOptions
        {
            Epochs = epochs,
            BatchSize = 32,
            Validation = unseen,
            Schedule = LearningRateSchedule.Cosine,
            Callbacks = [new ConsoleProgress(output, isLive: false)],
            CancellationToken = cancellation,
        });
        Evaluation evaluation = network.Evaluate(unseen);
        output.WriteLine($"by the network: {evaluation}");
        Show(network, words[0], output);
        return (byWord, evaluation.Accuracy!.Value);
    }

    private static Dataset ToDataset(int[][] words, int[][] kinds)
    {
        PaddedTokens padded = Sequences.PadTokens(words, WordTagger.Words);
        return WordTagger.CreateDataset(padded.Tokens, padded.Lengths, Sequences.PadTokens(kinds, WordTagger.Words).Tokens);
    }

    private static double ByWord(int[][] knownWords, int[][] knownKinds, int[][] words, int[][] kinds)
    {
        int[,] counts = new int[Sentences.Words.Count, 4];
        foreach ((int word, int kind) in knownWords.SelectMany(static sentence => sentence).Zip(knownKinds.SelectMany(static sentence => sentence))) counts[word, kind]++;
        return words.SelectMany(static sentence => sentence).Zip(kinds.SelectMany(static sentence => sentence))
            .Average(pair => Enumerable.Range(0, 4).MaxBy(kind => counts[pair.First, kind]) == pair.Second ? 1.0 : 0);
    }

    private static void Show(WordTagger network, int[] sentence, TextWriter output)
    {
        float[] kinds = new float[WordTagger.Words * 4];
        PaddedTokens padded = Sequences.PadTokens([sentence], WordTagger.Words);
        network.Predict(padded.Tokens, padded.Lengths, kinds);
        IReadOnlyList<string> names = ["article", "adjective", "noun", "verb"];
        string Named(int place) => names[Enumerable.Range(0, 4).MaxBy(kind => kinds[(place * 4) + kind])];
        output.WriteLine(string.Join(" ", sentence.Select((word, place) => $"{Sentences.Words[word]}/{Named(place)}")));
    }
}
