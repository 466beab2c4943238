using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>How much text was generated for a network, beside the file that says so. The analyzer reads it: it does not generate anything itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GeneratedSourceAttribute : Attribute
{
    /// <summary>Says how much.</summary>
    /// <param name="characters">Characters of all other generated files.</param>
    /// <param name="lines">Their lines.</param>
    public GeneratedSourceAttribute(int characters, int lines)
    {
        Characters = characters;
        Lines = lines;
    }

    /// <summary>Characters of all other generated files.</summary>
    public int Characters { get; }

    /// <summary>Lines of all other generated files.</summary>
    public int Lines { get; }
}
