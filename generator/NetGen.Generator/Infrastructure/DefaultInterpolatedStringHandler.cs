using System.Globalization;

using NetGen.Generator;

namespace System.Runtime.CompilerServices;

/// <summary>
/// What the compiler turns every interpolated string of this assembly into. netstandard2.0 has none and would format in the machine's
/// culture, in which a minus sign may be another character; this one is invariant, so no generated text can depend on where it was made.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct DefaultInterpolatedStringHandler
{
    private readonly TextBuffer _text;

    /// <summary>The compiler says how long the text's own parts are and how many others it has; buffers grow by themselves.</summary>
    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount) => _text = TextBuffer.Take();

    /// <summary>What it has become, for those who need no string of it.</summary>
    public ReadOnlySpan<char> Text => _text.Text;

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(string? value) => _text.Append(value);

    public void AppendFormatted<T>(T value)
    {
        // The JIT knows the type, and so the number is not put into an object.
        if (typeof(T) == typeof(int)) _text.Append(((int)(object)value!).ToString(CultureInfo.InvariantCulture));
        else _text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
    }

    public void AppendFormatted<T>(T value, string format)
        where T : IFormattable
        => _text.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public void Clear() => _text.GiveBack();

    public string ToStringAndClear()
    {
        string text = _text.ToString();
        Clear();
        return text;
    }
}
