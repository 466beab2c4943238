using System.Runtime.CompilerServices;

namespace NetGen.Generator.Writing;

/// <summary>Writes indented C# with '\n' line ends. Numbers come in as text (<see cref="Literals"/>): no culture can get in.</summary>
/// <param name="breaksLines">Whether long lines are broken; not where names are yet to be put in.</param>
/// <param name="indentation">Levels that all lines get.</param>
internal sealed class SourceWriter(bool breaksLines = true, int indentation = 0)
{
    private const int SpacesPerLevel = 4;
    private readonly int _outermost = indentation;
    private readonly List<string> _pieces = [];
    private TextBuffer? _text = TextBuffer.Take();

    /// <summary>Levels of indentation that lines get here.</summary>
    public int Indentation { get; private set; } = indentation;

    /// <summary>What was written behind the last piece, until more is written.</summary>
    public ReadOnlySpan<char> Written => Text.Text;

    private TextBuffer Text => _text ?? throw new InvalidOperationException("Writing has ended.");

    /// <summary>Writes a line, or several: each gets the current indentation. Long ones are broken.</summary>
    public void Line(string text = "") => Line(text.AsSpan());

    /// <inheritdoc cref="Line(string)"/>
    public void Line(DefaultInterpolatedStringHandler text)
    {
        Line(text.Text);
        text.Clear();
    }

    /// <inheritdoc cref="Line(string)"/>
    public void Line(ReadOnlySpan<char> text)
    {
        for (int end; (end = text.IndexOf('\n')) >= 0; text = text.Slice(end + 1)) Single(text.Slice(0, end));
        Single(text);
    }

    /// <summary>Writes whole lines that were printed elsewhere, each with the current indentation in front of its own.</summary>
    public void Lines(string text) => Line(text.AsSpan().TrimEnd('\n'));

    /// <summary>Takes up whole lines that were printed elsewhere as they are, with <see cref="Indentation"/> in front of them.</summary>
    public void Piece(string lines)
    {
        EndPiece();
        _pieces.Add(lines);
    }

    /// <summary>Writes <paramref name="header"/> and an opening brace; the closing one comes when the result is disposed.</summary>
    public BlockScope Block(string header = "")
    {
        if (header.Length > 0) Line(header);
        Line("{");
        Indentation++;
        return new BlockScope(this);
    }

    /// <summary>Opens a loop over so many turns; where there is but one, nothing: its index is 0.</summary>
    /// <param name="index">The loop's variable, or "0".</param>
    public BlockScope? Loop(string name, int count, out string index)
    {
        index = count == 1 ? "0" : name;
        return count == 1 ? null : Block($"for (int {name} = 0; {name} < {Literals.Integer(count)}; {name}++)");
    }

    /// <summary>Indents what follows by one level without braces.</summary>
    public BlockScope Indent()
    {
        Indentation++;
        return new BlockScope(this, braces: false);
    }

    /// <summary>The whole text, with which writing ends.</summary>
    /// <exception cref="InvalidOperationException">A block is still open, or writing has ended.</exception>
    public FileText ToFile()
    {
        EndPiece();
        End();
        return new FileText(_pieces);
    }

    /// <summary>The whole text as one string, with which writing ends.</summary>
    /// <exception cref="InvalidOperationException">A block is still open, or writing has ended.</exception>
    public override string ToString() => ToFile().ToString();

    /// <summary>Ends writing, whatever becomes of what was written.</summary>
    /// <exception cref="InvalidOperationException">A block is still open, or writing has ended.</exception>
    public void End()
    {
        if (Indentation != _outermost) throw new InvalidOperationException("A block was not closed.");
        Text.GiveBack();
        _text = null;
    }

    private void EndPiece()
    {
        if (Written.Length > 0) _pieces.Add(Text.ToString());
        Text.Clear();
    }

    private void Single(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> own = line.TrimStart(' ');
        int spaces = line.Length == 0 ? 0 : (Indentation * SpacesPerLevel) + line.Length - own.Length;
        if (breaksLines && LineWrapper.IsLong(own, spaces))
        {
            LineWrapper.Write(Text, own, spaces);
            return;
        }

        Text.Append(' ', spaces);
        Text.Append(own);
        Text.Append('\n');
    }

    private void Close(bool braces)
    {
        Indentation--;
        if (braces) Line("}");
    }

    /// <summary>An open block.</summary>
    public readonly struct BlockScope(SourceWriter writer, bool braces = true) : IDisposable
    {
        public void Dispose() => writer.Close(braces);
    }
}
