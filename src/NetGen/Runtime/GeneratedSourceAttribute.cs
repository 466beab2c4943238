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
    /// <param name="charactersOfSize">Characters that there would be with <see cref="Unroll.Size"/>; 0 where that was not tried.</param>
    public GeneratedSourceAttribute(int characters, int lines, int charactersOfSize = 0)
    {
        Characters = characters;
        Lines = lines;
        CharactersOfSize = charactersOfSize;
    }

    /// <summary>Characters of all other generated files.</summary>
    public int Characters { get; }

    /// <summary>Lines of all other generated files.</summary>
    public int Lines { get; }

    /// <summary>Characters that there would be with <see cref="Unroll.Size"/>; 0 where that was not tried.</summary>
    public int CharactersOfSize { get; }
}
