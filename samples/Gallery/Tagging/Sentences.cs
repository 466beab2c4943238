using NetGen.Data;

namespace GallerySample.Tagging;

/// <summary>Sentences such as 'the cold light plays': article, up to two adjectives, noun, verb, and on. Half of the words may be one thing or another.</summary>
internal static class Sentences
{
    private const int Noun = 2;

    /// <summary>Word 0 stands where there is none.</summary>
    public static IReadOnlyList<string> Words { get; } = ["", "the", "a", "small", "old", "dog", "tree", "sees", "likes", "light", "play", "cook", "watch", "cold", "round", "set", "run"];

    // Which words may be an article, an adjective, a noun, a verb.
    private static readonly int[][] Kinds = [[1, 2], [3, 4, 9, 13, 14, 15], [5, 6, 9, 10, 11, 12, 13, 14, 15, 16], [7, 8, 9, 10, 11, 12, 15, 16]];

    /// <summary>So many sentences, and the kind of each word.</summary>
    public static (int[][] Words, int[][] Kinds) Create(int count, ulong seed)
    {
        var draws = new Draws(seed);
        (int[][] words, int[][] kinds) = (new int[count][], new int[count][]);
        for (int sentence = 0; sentence < count; sentence++)
        {
            int length = 1 + (int)(draws.Uniform() * WordTagger.Words);
            kinds[sentence] = [.. Order(draws).Take(length)];
            words[sentence] = [.. kinds[sentence].Select(kind => Kinds[kind][(int)(draws.Uniform() * Kinds[kind].Length)])];
        }

        return (words, kinds);
    }

    private static IEnumerable<int> Order(Draws draws)
    {
        while (true)
        {
            yield return 0;
            for (int adjective = (int)(draws.Uniform() * 3); adjective > 0; adjective--) yield return 1;
            yield return Noun;
            yield return 3;
        }
    }
}
