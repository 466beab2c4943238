using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace GallerySample.Characters;

/// <summary>English that every machine with the .NET SDK has: what the class library says of itself.</summary>
internal static partial class TextSource
{
    private const char FirstCharacter = ' ';

    /// <summary>Characters are 32 to 126 of ASCII, and the end of a line.</summary>
    public const int Vocabulary = 96;

    /// <summary>A file's text, or sentences from the descriptions beside the reference assemblies.</summary>
    /// <exception cref="FileNotFoundException">The file is not there, or no SDK.</exception>
    public static string Read(string? file, int most)
    {
        string text = file is null ? ReadDescriptions(most) : File.ReadAllText(file);
        return text.Length > most ? text[..most] : text;
    }

    /// <summary>Numbers from 0 to 95; what is no ASCII counts as a space.</summary>
    public static int[] ToTokens(string text) => [.. text.Select(static character => character == '\n' ? Vocabulary - 1 : character is > FirstCharacter and <= '~' ? character - FirstCharacter : 0)];

    /// <summary>The character of a number.</summary>
    public static char ToCharacter(int token) => token == Vocabulary - 1 ? '\n' : (char)(FirstCharacter + token);

    private static string ReadDescriptions(int most)
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        string packs = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        string[] files = Directory.Exists(packs) ? [.. Directory.GetFiles(packs, "System.*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0) throw new FileNotFoundException($"There are no descriptions below {packs}; --text names a text to learn from.");
        var text = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string file in files)
        {
            foreach (Match summary in Summary().Matches(File.ReadAllText(file)))
            {
                string sentence = Tag().Replace(Reference().Replace(summary.Groups["text"].Value, "${name}"), "").Trim();
                if (sentence.Length > 40 && seen.Add(sentence)) text.Append(System.Net.WebUtility.HtmlDecode(sentence)).Append('\n');
            }

            if (text.Length > most) break;
        }

        return text.ToString();
    }

    [GeneratedRegex("<summary>(?<text>.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    // <see cref="T:System.String" /> is read as String.
    [GeneratedRegex("<(?:see|paramref|typeparamref)[^>]*?\"(?:[A-Z]:)?(?:[A-Za-z]+\\.)*(?<name>[A-Za-z]+)[^\"]*\"[^>]*>")]
    private static partial Regex Reference();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
