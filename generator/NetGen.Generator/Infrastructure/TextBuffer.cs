using System.Runtime.CompilerServices;

namespace NetGen.Generator;

/// <summary>
/// Text that is being put together. A thread that has done with a buffer writes its next text into it: all text of a network is written line by line,
/// and lines are put together of many small texts.
/// </summary>
internal sealed class TextBuffer
{
    /// <summary>Texts are written within one another: no more of their buffers are kept than are in use at once.</summary>
    private const int MostKept = 8;

    /// <summary>Characters of the file of a layer; the buffers of longer texts are rare, and not kept.</summary>
    private const int LongestKept = 1 << 18;

    private const int Shortest = 256;

    [ThreadStatic]
    private static Stack<TextBuffer>? t_free;

    private char[] _characters = new char[Shortest];
    private int _length;

    private TextBuffer()
    {
    }

    /// <summary>What was written; until more is.</summary>
    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>An empty buffer, for whoever asks alone.</summary>
    public static TextBuffer Take() => t_free is { Count: > 0 } free ? free.Pop() : new TextBuffer();

    public void Append(string? text) => Append(text.AsSpan());

    public void Append(ReadOnlySpan<char> text) => text.CopyTo(Extend(text.Length));

    public void Append(DefaultInterpolatedStringHandler text)
    {
        Append(text.Text);
        text.Clear();
    }

    public void Append(char character, int count = 1) => Extend(count).Fill(character);

    public void Clear() => _length = 0;

    /// <summary>Ends its use: it must not be touched any more.</summary>
    public void GiveBack()
    {
        Clear();
        Stack<TextBuffer> free = t_free ??= new Stack<TextBuffer>();
        if (free.Count < MostKept && _characters.Length <= LongestKept) free.Push(this);
    }

    public override string ToString() => new(_characters, 0, _length);

    private Span<char> Extend(int count)
    {
        int first = _length;
        _length += count;
        if (_length > _characters.Length) Array.Resize(ref _characters, Math.Max(_length, 2 * _characters.Length));
        return _characters.AsSpan(first, count);
    }
}
