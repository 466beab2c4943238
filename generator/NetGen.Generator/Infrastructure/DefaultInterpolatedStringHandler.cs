using System.Globalization;
using System.Text;

namespace System.Runtime.CompilerServices;

/// <summary>
/// What the compiler turns every interpolated string of this assembly into. netstandard2.0 has none and would format in the machine's
/// culture, in which a minus sign may be another character; this one is invariant, so no generated text can depend on where it was made.
/// </summary>
internal ref struct DefaultInterpolatedStringHandler
{
    private readonly StringBuilder _text;

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount)
        => _text = new StringBuilder(literalLength + (formattedCount * 8));

    public readonly void AppendLiteral(string value) => _text.Append(value);

    public readonly void AppendFormatted(string? value) => _text.Append(value);

    public readonly void AppendFormatted<T>(T value) => _text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));

    public readonly void AppendFormatted<T>(T value, string format)
        where T : IFormattable
        => _text.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public readonly string ToStringAndClear() => _text.ToString();
}
