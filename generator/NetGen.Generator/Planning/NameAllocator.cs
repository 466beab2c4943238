using System.Text;

namespace NetGen.Generator.Planning;

/// <summary>Hands out names that are valid in C# and unique: acc, acc_2, acc_3.</summary>
internal sealed class NameAllocator
{
    private const int MaximumLength = 80;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary><paramref name="wanted"/>, or the next free name like it.</summary>
    public string Reserve(string wanted)
    {
        string name = wanted;
        for (int number = 2; !_taken.Add(name); number++) name = wanted + "_" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    /// <summary>
    /// A layer's name as the beginning of a method's: conv1 becomes Conv1, block1.conv-a becomes Block1_Conv_a, 0 becomes Layer0. Layers may
    /// be called anything, so different names can have the same beginning: <see cref="Reserve"/> tells them apart.
    /// </summary>
    public static string Pascal(string name)
    {
        StringBuilder text = new();
        bool upper = true;
        foreach (char c in name)
        {
            bool isPlain = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            text.Append(!isPlain ? '_' : upper ? char.ToUpperInvariant(c) : c);
            upper = !isPlain;
        }

        // The end of a name says more than its beginning, and it becomes part of a file's name.
        if (text.Length > MaximumLength) text.Remove(0, text.Length - MaximumLength);
        if (text.Length == 0 || text[0] is >= '0' and <= '9') text.Insert(0, "Layer");
        return text.ToString();
    }
}
