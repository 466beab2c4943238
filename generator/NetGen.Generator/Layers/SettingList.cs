using System.Collections;
using System.Globalization;
using System.Text;

namespace NetGen.Generator.Layers;

/// <summary>
/// What a layer does besides what its shapes and parameters say, with everything worked out: names and numbers, as a network's description has them at run
/// time (<c>LayerSettings</c> in the library reads the text). A flag that is not set is left out.
/// </summary>
internal sealed class SettingList : IEnumerable
{
    private readonly StringBuilder _text = new();

    /// <summary>Sizes: one for each axis that windows move along, or of paddings all in front and then all behind.</summary>
    public void Add(string name, params int[] values) => Append(name, string.Join(",", values.Select(value => value.ToString(CultureInfo.InvariantCulture))));

    /// <summary>A number.</summary>
    public void Add(string name, double value) => Append(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A flag.</summary>
    public void Add(string name, bool isSet)
    {
        if (isSet) Append(name, "true");
    }

    /// <summary>A word: letters, digits, underscores, and commas between several.</summary>
    public void Add(string name, string word) => Append(name, word);

    /// <summary>kernel=5,5; stride=1,1; groups=2.</summary>
    public override string ToString() => _text.ToString();

    IEnumerator IEnumerable.GetEnumerator() => _text.ToString().Split(new[] { "; " }, StringSplitOptions.RemoveEmptyEntries).GetEnumerator();

    private void Append(string name, string value) => Separate().Append(name).Append('=').Append(value);

    private StringBuilder Separate() => _text.Length > 0 ? _text.Append("; ") : _text;
}
