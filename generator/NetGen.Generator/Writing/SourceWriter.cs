using System.Text;

namespace NetGen.Generator.Writing;

/// <summary>Writes indented C# with '\n' line ends. Numbers come in as text (<see cref="Literals"/>): no culture can get in.</summary>
/// <param name="breaksLines">Whether long lines are broken; not where names are yet to be put in.</param>
internal sealed class SourceWriter(bool breaksLines = true)
{
    private const int SpacesPerLevel = 4;
    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes a line, or several: each gets the current indentation. Long ones are broken.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length == 0)
            {
                _text.Append('\n');
                continue;
            }

            string own = line.TrimStart(' ');
            int indentation = (_level * SpacesPerLevel) + line.Length - own.Length;
            if (breaksLines) foreach (string part in LineWrapper.Wrap(own, indentation)) _text.Append(part).Append('\n');
            else _text.Append(' ', indentation).Append(own).Append('\n');
        }
    }

    /// <summary>Writes whole lines that were printed elsewhere, each with the current indentation in front of its own.</summary>
    public void Text(string text) => Line(text.TrimEnd('\n'));

    /// <summary>Writes <paramref name="header"/> and an opening brace; the closing one comes when the result is disposed.</summary>
    public BlockScope Block(string header = "")
    {
        if (header.Length > 0) Line(header);
        Line("{");
        _level++;
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
        _level++;
        return new BlockScope(this, braces: false);
    }

    /// <summary>The whole text.</summary>
    /// <exception cref="InvalidOperationException">A block is still open.</exception>
    public override string ToString()
        => _level == 0 ? _text.ToString() : throw new InvalidOperationException("A block was not closed.");

    private void Close(bool braces)
    {
        _level--;
        if (braces) Line("}");
    }

    /// <summary>An open block.</summary>
    public readonly struct BlockScope(SourceWriter writer, bool braces = true) : IDisposable
    {
        public void Dispose() => writer.Close(braces);
    }
}
