using NetGen.Generator.Kernels;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Planning;

/// <summary>A method of a kernel that has no name yet: wherever its text names a method of the kernel, be it itself, the name is left open.</summary>
internal sealed class PrintedMethod : IEquatable<PrintedMethod>
{
    /// <summary>Stands for the name of a kernel in its text; no text contains it otherwise.</summary>
    public const string Anybody = "\0";

    private const string Declaration = "static ";

    private readonly string _text;
    private readonly int _hash;

    /// <param name="text">As it is printed by a kernel that is called <see cref="Anybody"/>.</param>
    public PrintedMethod(ReadOnlySpan<char> text)
    {
        TextBuffer open = TextBuffer.Take();
        List<string> references = [];
        string? name = null;
        for (int place; (place = text.IndexOf(Anybody[0])) >= 0;)
        {
            ReadOnlySpan<char> before = text.Slice(0, place + 1);
            text = text.Slice(place + 1);
            int end = WordLength(text);
            references.Add(text.Slice(0, end).ToString());
            if (name is null && EndsWithDeclaration(before.Slice(0, place))) name = references[references.Count - 1];
            open.Append(before);
            text = text.Slice(end);
        }

        open.Append(text);
        _text = open.ToString();
        open.GiveBack();
        Name = name ?? string.Empty;
        References = references;
        Likeness = StringComparer.Ordinal.GetHashCode(_text);
        _hash = Likeness;
        foreach (string reference in references) _hash = unchecked((_hash * 31) + StringComparer.Ordinal.GetHashCode(reference));
    }

    /// <summary>What its name is behind that of the kernel; nothing for the one that others call.</summary>
    public string Name { get; }

    /// <summary>What it names, in the order of the text: each by what stands behind the kernel's name.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>Whether it is compiled by itself.</summary>
    public bool IsCompiledByItself => _text.StartsWith(KernelDispatch.Optimized, StringComparison.Ordinal);

    /// <summary>Characters, but for names.</summary>
    public int Length => _text.Length;

    /// <summary>Equal where <see cref="IsLike"/> is.</summary>
    public int Likeness { get; }

    /// <summary>Whether the texts are the same, but for names.</summary>
    public bool IsLike(PrintedMethod other) => Likeness == other.Likeness && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <summary>Writes it with a name for each of <see cref="References"/>.</summary>
    public void Write(SourceWriter writer, IReadOnlyList<string> names)
    {
        TextBuffer named = TextBuffer.Take();
        int reference = 0;
        for (ReadOnlySpan<char> rest = _text.AsSpan().TrimEnd('\n'); rest.Length > 0;)
        {
            int end = rest.IndexOf('\n') is >= 0 and int place ? place : rest.Length;
            ReadOnlySpan<char> line = rest.Slice(0, end);
            for (int open; (open = line.IndexOf(Anybody[0])) >= 0; line = line.Slice(open + 1))
            {
                named.Append(line.Slice(0, open));
                named.Append(names[reference++]);
            }

            named.Append(line);
            writer.Line(named.Text);
            named.Clear();
            rest = rest.Slice(Math.Min(rest.Length, end + 1));
        }

        named.GiveBack();
    }

    public bool Equals(PrintedMethod? other)
        => ReferenceEquals(this, other)
            || (other is not null && _hash == other._hash && IsLike(other) && References.SequenceEqual(other.References, StringComparer.Ordinal));

    public override bool Equals(object? obj) => Equals(obj as PrintedMethod);

    public override int GetHashCode() => _hash;

    /// <summary>Whether a text ends with the head of a method up to its name.</summary>
    private static bool EndsWithDeclaration(ReadOnlySpan<char> text)
    {
        if (!text.EndsWith(" ".AsSpan(), StringComparison.Ordinal)) return false;
        int type = text.Length - 1;
        while (type > 0 && IsOfWord(text[type - 1])) type--;
        return type < text.Length - 1 && text.Slice(0, type).EndsWith(Declaration.AsSpan(), StringComparison.Ordinal);
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && IsOfWord(text[length])) length++;
        return length;
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}

/// <summary>A method of a kernel with all names that its text needs.</summary>
/// <param name="Printed">The method.</param>
/// <param name="Names">One for each of its references.</param>
internal sealed record NamedMethod(PrintedMethod Printed, EquatableArray<string> Names)
{
    /// <summary>Characters: some networks at once, or one of a million characters.</summary>
    private const int Remembered = 4_000_000;

    private static readonly Memo<(NamedMethod Method, int Indentation), string> s_lines = new(Remembered, static (_, lines) => lines.Length);

    /// <summary>Its lines as a file has them: indented, and broken where they are long.</summary>
    /// <param name="indentation">Levels in front of all of them.</param>
    public string Lines(int indentation) => s_lines.Get((this, indentation), static key =>
    {
        SourceWriter writer = new(indentation: key.Indentation);
        key.Method.Printed.Write(writer, key.Method.Names);
        return writer.ToString();
    });
}
