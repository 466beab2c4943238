namespace NetGen.Generator.Parsing;

/// <summary>Whether one word was probably meant as another.</summary>
internal static class Spelling
{
    /// <summary>Longer words may have two slips, short ones one; upper and lower case are the same.</summary>
    public static bool IsNear(string written, string meant)
    {
        int most = meant.Length > 4 ? 2 : 1;
        return Math.Abs(written.Length - meant.Length) <= most && Distance(written.ToUpperInvariant(), meant.ToUpperInvariant()) <= most;
    }

    /// <summary>Letters left out, put in, exchanged for others or for their neighbours.</summary>
    private static int Distance(string left, string right)
    {
        int[,] distances = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++) distances[i, 0] = i;
        for (int j = 0; j <= right.Length; j++) distances[0, j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                int changed = distances[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                int best = Math.Min(changed, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                bool areSwapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                distances[i, j] = areSwapped ? Math.Min(best, distances[i - 2, j - 2] + 1) : best;
            }
        }

        return distances[left.Length, right.Length];
    }
}
