namespace NetGen.Generator.Emit;

/// <summary>How much text was generated.</summary>
internal readonly record struct SourceSize(int Characters, int Lines)
{
    // Nobody asks how large a small source is.
    private const int LeastCharacters = 100_000;

    /// <summary>Whether the class is to say how large its source is.</summary>
    public bool IsWorthSaying => Characters >= LeastCharacters;

    public static SourceSize Of(IReadOnlyList<GeneratedFile> files)
        => new(files.Sum(file => file.Text.Length), files.Sum(file => file.Text.Count(character => character == '\n')));
}
