using System.Globalization;
using System.Text;

namespace NetGen.Files;

/// <summary>Names that stand in a file, in messages that may be logged and read on a terminal.</summary>
internal static class FileText
{
    private const int MaxNames = 5;
    private const int MaxRunes = 80;

    /// <summary>The first names and how many there are beside them: "'a', 'b' and 3 more".</summary>
    public static string Quote(IReadOnlyList<string> names)
    {
        int shown = names.Count <= MaxNames + 1 ? names.Count : MaxNames;
        string list = string.Join(", ", names.Take(shown).Select(Quote));
        return shown == names.Count ? list : string.Create(CultureInfo.InvariantCulture, $"{list} and {names.Count - shown} more");
    }

    /// <summary>A name in quotes, shortened, and without what is not seen or moves what is.</summary>
    public static string Quote(string name)
    {
        var text = new StringBuilder("'");
        int count = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (count++ == MaxRunes) return text.Append("...'").ToString();
            bool isSeen = Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) || rune.Value == ' ';
            text.Append(isSeen ? rune.ToString() : "?");
        }

        return text.Append('\'').ToString();
    }
}
