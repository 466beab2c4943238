using System.Runtime.InteropServices;

using NetGen.Initialization;
using NetGen.Runtime;

namespace NetGen;

/// <summary>Chooses a token by scores. The arithmetic is the library's own, in one order: the same scores and draw give the same token on every machine.</summary>
/// <param name="count">How many scores there are.</param>
internal sealed class TokenChoice(int count)
{
    private readonly ulong[] _ranked = new ulong[count];
    private readonly double[] _weights = new double[count];

    /// <summary>The scores that are chosen by.</summary>
    public float[] Scores { get; } = new float[count];

    /// <summary>The token, for the step of this number.</summary>
    /// <exception cref="InvalidOperationException">A score is not a number, or all are infinite.</exception>
    public int Choose(GenerationOptions options, long step)
    {
        int best = Best();
        if (options.Temperature == 0 || options.TopK == 1) return best;
        int kept = Rank(options);
        double total = Weigh(kept, Scores[best], 1 / options.Temperature);
        if (options.TopP is { } share)
        {
            // As many as have that share together, the last of them included.
            double sum = 0;
            int needed = 0;
            while (needed < kept && sum < share * total) sum += _weights[needed++];
            (kept, total) = (Math.Max(needed, 1), sum);
        }

        double drawn = Uniform(options.Seed, step) * total;
        for (int place = 0; place < kept; place++)
        {
            drawn -= _weights[place];
            if (drawn < 0) return Token(place);
        }

        // Rounding has left a rest.
        return Token(kept - 1);
    }

    private static double Uniform(ulong seed, long step)
    {
        PhiloxBlock words = Philox.Generate(seed, (uint)step, (uint)(step >> 32), 0, RandomPurpose.Generation);
        return (((ulong)words.Word0 << 21) | (words.Word1 >> 11)) * (1.0 / (1ul << 53));
    }

    /// <summary>A score as a number that is the smaller the larger the score is; behind it the token, so that of equal scores the first token comes first.</summary>
    private static ulong Key(float score, int token)
    {
        uint bits = BitConverter.SingleToUInt32Bits(score + 0f);
        uint rising = (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
        return ((ulong)~rising << 32) | (uint)token;
    }

    private int Token(int place) => (int)(uint)_ranked[place];

    private int Best()
    {
        int best = 0;
        for (int token = 0; token < count; token++)
        {
            if (float.IsNaN(Scores[token])) throw new InvalidOperationException("The network's scores are not numbers: no token can be chosen by them.");
            if (Scores[token] > Scores[best]) best = token;
        }

        return float.IsFinite(Scores[best]) ? best : throw new InvalidOperationException("The network's scores are not finite: no token can be chosen by them.");
    }

    /// <summary>Puts the tokens that may be drawn in front, the likeliest first where that counts. Returns how many they are.</summary>
    private int Rank(GenerationOptions options)
    {
        int kept = Math.Min(options.TopK ?? count, count);
        if (kept < count)
        {
            RankFirst(kept);
            return kept;
        }

        for (int token = 0; token < count; token++) _ranked[token] = Key(Scores[token], token);
        if (options.TopP is not null) _ranked.AsSpan().Sort();
        else for (int token = 0; token < count; token++) _ranked[token] = (uint)token;
        return count;
    }

    /// <summary>The likeliest few, each put in its place among those so far.</summary>
    private void RankFirst(int kept)
    {
        int ranked = 0;
        for (int token = 0; token < count; token++)
        {
            ulong key = Key(Scores[token], token);
            if (ranked == kept && key > _ranked[kept - 1]) continue;
            int place = ranked < kept ? ranked++ : kept - 1;
            for (; place > 0 && _ranked[place - 1] > key; place--) _ranked[place] = _ranked[place - 1];
            _ranked[place] = key;
        }
    }

    /// <summary>e^((score - best) / temperature) of those that may be drawn. Returns the sum.</summary>
    private double Weigh(int kept, float best, double factor)
    {
        double total = 0;
        for (int place = 0; place < kept; place++)
        {
            float exponent = (float)((Scores[Token(place)] - (double)best) * factor);
            float weight = 0;
            SimdScalar.Store(VectorMath.Exp(SimdScalar.Broadcast(exponent)), ref weight);
            total += _weights[place] = weight;
        }

        return total;
    }
}
