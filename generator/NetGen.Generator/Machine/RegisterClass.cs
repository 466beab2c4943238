namespace NetGen.Generator.Machine;

/// <summary>How many vector registers there are decides the tiles; how wide they are does not.</summary>
internal sealed class RegisterClass
{
    // 14 x 2 sums, 2 weights and a broadcast value fill 31 of 32 registers; measured 12 % ahead of 7 x 2.
    // 6 x 2 sums, 2 weights and a broadcast value fill 15 of 16; 7 x 2 spills and loses 30 %.
    // With one vector of outputs, as many columns as hide the latency of the multiply-add (4 cycles, 2 per cycle) twice over.
    private readonly int _columnsForPairs;
    private readonly int _columnsForSingles;

    private RegisterClass(string name, int registers, int columnsForPairs, int columnsForSingles, int gradientRows, int gradientColumns)
    {
        Name = name;
        Registers = registers;
        _columnsForPairs = columnsForPairs;
        _columnsForSingles = columnsForSingles;
        DotRows = gradientRows;
        DotColumns = gradientColumns;
    }

    /// <summary>32 vector registers: AVX-512, Arm64.</summary>
    public static RegisterClass Wide { get; } = new("Wide", 32, 14, 20, 4, 4);

    /// <summary>16 vector registers: AVX2, SSE, WebAssembly.</summary>
    public static RegisterClass Narrow { get; } = new("Narrow", 16, 6, 10, 2, 4);

    /// <summary>Part of the emitted methods' names.</summary>
    public string Name { get; }

    /// <summary>Vector registers.</summary>
    public int Registers { get; }

    /// <summary>Rows of a tile of dot products.</summary>
    public int DotRows { get; }

    /// <summary>Columns of a tile of dot products.</summary>
    public int DotColumns { get; }

    /// <summary>The most pixels or rows that a tile of so many vectors of outputs can sum at once.</summary>
    public int MostColumns(int vectors) => vectors == 1 ? _columnsForSingles : _columnsForPairs;

    /// <summary>
    /// How the outputs are covered: pairs of vectors as far as they go, a single vector behind. In the wide class a vector may be a
    /// whole panel, so a pair takes two panels; in the narrow class a pair never exceeds one.
    /// </summary>
    public IReadOnlyList<OutputBlock> OutputBlocks(int paddedOutputs, int panel)
    {
        if (panel < Panels.Largest) return [new OutputBlock(1, 0, paddedOutputs)];
        if (this == Narrow) return [new OutputBlock(2, 0, paddedOutputs)];
        int pairs = paddedOutputs / (2 * panel) * 2 * panel;
        List<OutputBlock> blocks = [];
        if (pairs > 0) blocks.Add(new OutputBlock(2, 0, pairs));
        if (pairs < paddedOutputs) blocks.Add(new OutputBlock(1, pairs, paddedOutputs));
        return blocks;
    }

    /// <summary>The classes for which a kernel with such panels is emitted: lone outputs are computed without vectors.</summary>
    public static IReadOnlyList<RegisterClass> For(int panel) => panel == 1 ? [Narrow] : [Wide, Narrow];
}

/// <summary>Outputs <see cref="First"/>..<see cref="End"/> in steps of <see cref="Vectors"/> vectors.</summary>
internal readonly record struct OutputBlock(int Vectors, int First, int End);
