using System.Text.RegularExpressions;

namespace NetGen.Onnx.Reading;

/// <summary>What a class can be called that is written without looking at the rest of its program.</summary>
internal static partial class ClassNames
{
    /// <summary>The words of C# that are no names; a model may well be called base.onnx or default.onnx.</summary>
    private static readonly HashSet<string> s_keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event "
            + "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null "
            + "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static "
            + "string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether it can be the name of a class.</summary>
    public static bool IsClass(string name) => Identifier().IsMatch(name) && !s_keywords.Contains(name);

    /// <summary>Whether it can be the name of a namespace: such names with dots between.</summary>
    public static bool IsNamespace(string name) => name.Split('.').All(IsClass);

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();
}
