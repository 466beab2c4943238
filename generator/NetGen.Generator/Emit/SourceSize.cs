namespace NetGen.Generator.Emit;

/// <summary>How much text was generated.</summary>
internal readonly record struct SourceSize(int Characters, int Lines)
{
    // Nobody asks how large a small source is.
    private const int LeastCharacters = 100_000;

    // To generate a network twice is worth it only where it may be found too large.
    private const int LeastToCompare = 1_000_000;

    /// <summary>Characters that there would be with <see cref="Unroll.Size"/>; 0 where that was not tried.</summary>
    public int CharactersOfSize { get; init; }

    /// <summary>Whether the class is to say how large its source is.</summary>
    public bool IsWorthSaying => Characters >= LeastCharacters;

    /// <summary>Whether it is large enough to try another setting.</summary>
    public bool IsWorthComparing => Characters >= LeastToCompare;

    public static SourceSize Of(IReadOnlyList<GeneratedFile> files)
        => new(files.Sum(file => file.Text.Length), files.Sum(file => file.Text.Lines));
}
