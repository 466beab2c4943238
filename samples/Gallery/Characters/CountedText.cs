namespace GallerySample.Characters;

/// <summary>
/// What may be had without a network: how often each character has followed each few in front. Where they were rare, those fewer in front decide, weighted by how
/// many different characters have followed (Witten and Bell, 1991).
/// </summary>
internal sealed class CountedText
{
    private readonly Dictionary<ulong, Dictionary<int, int>>[] _followers;

    /// <param name="tokens">The text to count.</param>
    /// <param name="order">Characters that are looked at, the one to be foretold included.</param>
    public CountedText(IReadOnlyList<int> tokens, int order)
    {
        _followers = [.. Enumerable.Range(0, order).Select(_ => new Dictionary<ulong, Dictionary<int, int>>())];
        for (int i = 0; i < tokens.Count; i++)
        {
            for (int length = 0; length < order && length <= i; length++)
            {
                ulong key = Key(tokens, i, length);
                if (!_followers[length].TryGetValue(key, out Dictionary<int, int>? counts)) _followers[length].Add(key, counts = []);
                counts[tokens[i]] = counts.GetValueOrDefault(tokens[i]) + 1;
            }
        }
    }

    /// <summary>The mean of -ln of the probability of each character, those in front known.</summary>
    public double CrossEntropy(IReadOnlyList<int> tokens)
        => Enumerable.Range(_followers.Length, tokens.Count - _followers.Length).Average(i => -Math.Log(Probability(tokens, i)));

    private double Probability(IReadOnlyList<int> tokens, int place)
    {
        double probability = 1.0 / TextSource.Vocabulary;
        for (int length = 0; length < _followers.Length; length++)
        {
            if (!_followers[length].TryGetValue(Key(tokens, place, length), out Dictionary<int, int>? counts)) break;
            double total = counts.Values.Sum();
            probability = (counts.GetValueOrDefault(tokens[place]) + (counts.Count * probability)) / (total + counts.Count);
        }

        return probability;
    }

    private static ulong Key(IReadOnlyList<int> tokens, int place, int length)
    {
        ulong key = 0;
        for (int back = 1; back <= length; back++) key = (key * TextSource.Vocabulary) + (ulong)tokens[place - back];
        return key;
    }
}
