using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A convolution of stride 1 as Winograd's algorithm sees it: results gather inputs through Taps x Taps taps.</summary>
/// <param name="Depth">Input channels: whole panels.</param>
/// <param name="Outputs">Result channels, padded to whole panels.</param>
/// <param name="Taps">Rows and columns of the kernel.</param>
/// <param name="PaddingTop">Rows of zeros that the first results see above the input.</param>
/// <param name="PaddingLeft">Columns of zeros that the first results see left of the input.</param>
internal sealed record WinogradSizes(int Depth, int Outputs, int Taps, TensorValue Input, TensorValue Output, int PaddingTop, int PaddingLeft)
{
    /// <summary>Multiply-adds of the direct computation, taps outside the input left out.</summary>
    public long DirectWork
        => CountTaps(Output.Shape.Height, Input.Shape.Height, PaddingTop) * CountTaps(Output.Shape.Width, Input.Shape.Width, PaddingLeft) * Depth * Outputs;

    private long CountTaps(int results, int inputs, int padding)
    {
        long count = 0;
        for (int result = 0; result < results; result++)
        {
            for (int tap = 0; tap < Taps; tap++)
            {
                int input = result + tap - padding;
                if (input >= 0 && input < inputs) count++;
            }
        }

        return count;
    }
}

/// <summary>How Winograd's algorithm computes a convolution: which tiles, and how many of them at a time.</summary>
internal sealed class WinogradPlan
{
    /// <summary>Floats of transformed values and products that stay in the second-level cache beside the weights, or of weights that do.</summary>
    private const int CachedFloats = 160 * 1024;

    /// <summary>
    /// Tiles that go through the multiplications together where weights come from an outer cache: enough that each is used 32 times. With 8, as many as find
    /// room in the second-level cache beside 256 channels, a training step of six convolutions by the algorithm took 1.4 times as long.
    /// </summary>
    private const int TilesThatShareWeights = 32;

    /// <summary>What a vector operation of a transform costs, in vector multiply-adds of a tile: it comes with a load or a store.</summary>
    private const double TransformCost = 1.5;

    /// <summary>Below this share of the direct computation's cost Winograd's algorithm is taken: its rounding errors are larger.</summary>
    private const double WorthIt = 0.75;

    /// <summary>Where every block has so many tiles, there are two at least, so that threads can share a sample.</summary>
    private const int FewestTilesOfBlock = 8;

    /// <summary>Fewer tiles than this do not pay, in a sample that may be alone, for reading the transformed weights, which are larger.</summary>
    private const int FewestTiles = 9;

    /// <summary>Samples of a step of training, which share the transformed weights.</summary>
    private const int TypicalBatch = 16;

    /// <summary>
    /// How often a step moves each transformed weight: weights are transposed and transformed, written, and read. Counted, layers of 4x4 pixels stay direct: by
    /// the algorithm a step of two of 512 channels took as long at a batch of 16, and two and a half times as long at 1. Layers of 8x8 pixels and 256 channels
    /// take a third less time at 16, and two fifths more at 1.
    /// </summary>
    private const int MovesOfWeights = 3;

    private WinogradPlan(WinogradSizes sizes, CookToom algorithm)
    {
        Sizes = sizes;
        Algorithm = algorithm;
        Input = new LinearTransform(algorithm.Input);
        Output = new LinearTransform(algorithm.Output);
        TileRows = (sizes.Output.Shape.Height + algorithm.Outputs - 1) / algorithm.Outputs;
        TileColumns = (sizes.Output.Shape.Width + algorithm.Outputs - 1) / algorithm.Outputs;
        int cached = Math.Max(RegisterClass.Wide.MostColumns(2), CachedFloats / (Frequencies * (sizes.Depth + sizes.Outputs)));
        int most = StreamsWeights ? TilesThatShareWeights : cached;
        SamplesPerBlock = Math.Max(1, Math.Min(Math.Min(most, TilesThatShareWeights) / Tiles, Kernel.FewSamples));
        int parts = SamplesPerBlock > 1 ? 1 : Math.Max(Tiles >= 2 * FewestTilesOfBlock ? 2 : 1, (Tiles + most - 1) / most);
        BlockTiles = (Tiles + parts - 1) / parts;
    }

    public WinogradSizes Sizes { get; }

    public CookToom Algorithm { get; }

    /// <summary>Of a tile of inputs.</summary>
    public LinearTransform Input { get; }

    /// <summary>Of a tile of products.</summary>
    public LinearTransform Output { get; }

    /// <summary>Tiles above each other in a sample.</summary>
    public int TileRows { get; }

    /// <summary>Tiles side by side in a sample.</summary>
    public int TileColumns { get; }

    /// <summary>Tiles of a sample.</summary>
    public int Tiles => TileRows * TileColumns;

    /// <summary>Samples whose tiles go through the multiplications together, so that transformed weights are read once for all of them.</summary>
    public int SamplesPerBlock { get; }

    /// <summary>Tiles of a sample at a time.</summary>
    public int BlockTiles { get; }

    /// <summary>Multiplications per tile and pair of channels.</summary>
    public int Frequencies => Algorithm.Size * Algorithm.Size;

    /// <summary>Floats from one frequency's values to the next. An odd number of cache lines, so that frequencies do not fight for the same ones.</summary>
    public int ValueStride => Panels.OddLines(SamplesPerBlock * BlockTiles * Sizes.Depth);

    /// <summary>Floats from one frequency's products to the next.</summary>
    public int ProductStride => Panels.OddLines(SamplesPerBlock * BlockTiles * Sizes.Outputs);

    /// <summary>Floats from one frequency's weights to the next.</summary>
    public int WeightStride => Panels.OddLines(Sizes.Depth * Sizes.Outputs);

    /// <summary>Floats of the transformed weights.</summary>
    public long TransformedSize => (long)Frequencies * WeightStride;

    /// <summary>Whether the weights are read from an outer cache for each block of tiles.</summary>
    public bool StreamsWeights => TransformedSize > CachedFloats;

    /// <summary>Multiplications of a sample.</summary>
    public long Multiplications => (long)Tiles * Frequencies * Sizes.Depth * Sizes.Outputs;

    /// <summary>The cost of a sample in multiply-adds, transforms included.</summary>
    public double Cost
    {
        get
        {
            double input = Passes(Input);
            double output = Passes(Output);
            return Multiplications + (TransformCost * Tiles * ((input * Sizes.Depth) + (output * Sizes.Outputs)));
        }
    }

    /// <summary>Why it was chosen, for the plan's text.</summary>
    public string Reason
        => $"Winograd F({Algorithm.Outputs}x{Algorithm.Outputs}, {Sizes.Taps}x{Sizes.Taps}): {Literals.Grouped(Multiplications)} multiplications instead of "
            + $"{Literals.Grouped(Sizes.DirectWork)}, with transforms about {Literals.Short(Sizes.DirectWork / Cost)} times fewer operations";

    /// <summary>The plan for a convolution, or null where the direct computation is better.</summary>
    /// <param name="sizes">What is convolved.</param>
    /// <param name="forced">Whether it is taken wherever it can be, whatever it costs.</param>
    /// <param name="isOfBatch">Whether it is done for the samples of a step of training alone, and never for one.</param>
    public static WinogradPlan? Create(WinogradSizes sizes, bool forced, bool isOfBatch)
    {
        WinogradPlan? plan = CreateAny(sizes);
        return plan is null || forced || plan.Pays(isOfBatch) ? plan : null;
    }

    private bool Pays(bool isOfBatch)
    {
        double weights = isOfBatch ? MovesOfWeights * (double)Kernel.MultiplyAddsPerFloat * TransformedSize / TypicalBatch : 0;
        return (isOfBatch || Tiles >= FewestTiles) && Cost + weights < WorthIt * Sizes.DirectWork;
    }

    /// <summary>The blocks that cover a sample: so many of the first, then, if the tiles do not divide evenly, one of the second.</summary>
    public (int Count, int Remainder) Blocks() => (Tiles / BlockTiles, Tiles % BlockTiles);

    /// <summary>How rows of tiles are covered in a register class.</summary>
    public static IReadOnlyList<int> Heights(int tiles, RegisterClass registers, int vectors) => JitBudget.Split(tiles, registers.MostColumns(vectors));

    private static WinogradPlan? CreateAny(WinogradSizes sizes)
    {
        bool fits = sizes.Depth % Panels.Largest == 0 && sizes.Outputs % Panels.Largest == 0 && sizes.Taps is 3 or 5;
        return fits ? new WinogradPlan(sizes, CookToom.Create(4, sizes.Taps)) : null;
    }

    // Both passes of a two-dimensional transform: columns first, then the rows of what came out.
    private static double Passes(LinearTransform transform)
    {
        int loads = transform.Rows + transform.Columns;
        return (transform.Columns + transform.Rows) * (double)(transform.Operations + loads);
    }
}
