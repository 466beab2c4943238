using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Packed weights as blocks [block][depth][lane] one behind the other: as a matrix of lanes in all blocks and places in their depth.</summary>
/// <param name="Count">Blocks.</param>
/// <param name="Depth">Vectors of lanes in each.</param>
/// <param name="Lanes">Values side by side.</param>
internal readonly record struct WeightBlocks(int Count, int Depth, int Lanes)
{
    /// <summary>Floats from a block to the next.</summary>
    public int Stride => Depth * Lanes;

    /// <summary>Floats of all blocks.</summary>
    public int Size => Count * Stride;

    /// <summary>Lanes of all blocks.</summary>
    public int AllLanes => Count * Lanes;

    /// <summary>A block for each panel of outputs, in its depth all that an output sums.</summary>
    public static WeightBlocks OfOutputs(PlannedParameter weights) => new(weights.PackedSize / weights.PanelStride, weights.Depth, weights.Panel);

    /// <summary>For plans.</summary>
    public string Describe() => $"{Literals.Count(Count, "block")} of {Literals.Count(Lanes, "lane")}, {Literals.Count(Depth, "value")} each";
}

/// <summary>The loops of kernels that look at all values of each lane of packed weights: vectors of lanes outside, their values inside.</summary>
internal sealed class BlockSums(SourceWriter writer, WeightBlocks blocks)
{
    // Independent sums hide the latency of the multiply-add; value i always goes to sum i % 4, so the order stays fixed.
    private const int MostChains = 4;

    private int Chains => Math.Min(MostChains, blocks.Depth);

    private string Position => RegisterTile.PackedPosition("o", blocks.Lanes, blocks.Stride) == "o" ? "o" : "position";

    /// <summary>A kernel whose units are blocks; <c>o</c> is the first lane of a vector, counted over all blocks.</summary>
    public SourceWriter.BlockScope EmitUnits(Kernel kernel, out SourceWriter.BlockScope lanes)
    {
        KernelDispatch.EmitCommon(writer, kernel, blocks.Lanes);
        writer.Line();
        SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        lanes = EmitLanes(Expressions.Times("firstUnit", blocks.Lanes), Expressions.Times("endUnit", blocks.Lanes));
        return method;
    }

    /// <summary>A loop over vectors of lanes.</summary>
    /// <param name="first">The first lane, counted over all blocks.</param>
    /// <param name="end">The one behind the last.</param>
    public SourceWriter.BlockScope EmitLanes(string first, string end)
    {
        SourceWriter.BlockScope lanes = writer.Block($"for (int o = {first}; o < {end}; o += TVector.Count)");
        if (Position != "o") writer.Line($"int position = {RegisterTile.PackedPosition("o", blocks.Lanes, blocks.Stride)};");
        return lanes;
    }

    /// <summary>Sums of products over the values of each lane.</summary>
    /// <param name="read">What the products are made of.</param>
    /// <returns>The sums, as text.</returns>
    public IReadOnlyList<string> EmitSums(IReadOnlyList<BlockValues> read, params (string Name, BlockValues Left, BlockValues Right)[] sums)
    {
        foreach ((string name, _, _) in sums) writer.Line("TVector " + string.Join(", ", Enumerable.Range(0, Chains).Select(chain => $"{name}{chain} = TVector.Zero")) + ";");
        int turns = blocks.Depth / Chains;
        foreach (BlockValues values in read) writer.Line($"ref float {values.Row} = {RegisterTile.At(values.Name, values.IsOfDepth ? "0" : Position)};");
        using (writer.Loop("i", turns, out _))
        {
            for (int chain = 0; chain < Chains; chain++) Add(chain);
            if (turns > 1 || blocks.Depth % Chains > 0)
            {
                foreach (BlockValues values in read) writer.Line($"{values.Row} = ref Unsafe.Add(ref {values.Row}, {Chains * StepOf(values)});");
            }
        }

        for (int rest = 0; rest < blocks.Depth % Chains; rest++) Add(rest);
        return [.. sums.Select(sum => Total(sum.Name))];

        void Add(int chain)
        {
            foreach ((string name, BlockValues left, BlockValues right) in sums)
            {
                writer.Line($"TVector.AddProduct(ref {name}{chain}, {Load(left, chain)}, {Load(right, chain)});");
            }
        }

        string Load(BlockValues values, int chain)
        {
            int place = chain * StepOf(values);
            return values.IsOfDepth
                ? $"TVector.Broadcast({(place == 0 ? values.Row : $"Unsafe.Add(ref {values.Row}, {place})")})"
                : $"TVector.Load({RegisterTile.At(values.Row, Literals.Integer(place))})";
        }
    }

    /// <summary>Goes over the values of each lane; <see cref="BlockValues.Value"/> is the place of each.</summary>
    public void EmitValues(IReadOnlyList<BlockValues> read, Action body)
    {
        foreach (BlockValues values in read) writer.Line($"ref float {values.Value} = {RegisterTile.At(values.Name, values.IsOfDepth ? "0" : Position)};");
        using SourceWriter.BlockScope? depth = writer.Loop("i", blocks.Depth, out _);
        body();
        if (blocks.Depth == 1) return;
        foreach (BlockValues values in read) writer.Line($"{values.Value} = ref Unsafe.Add(ref {values.Value}, {StepOf(values)});");
    }

    private int StepOf(BlockValues values) => values.IsOfDepth ? 1 : blocks.Lanes;

    private string Total(string name) => Chains switch
    {
        1 => $"{name}0",
        2 => $"{name}0 + {name}1",
        3 => $"({name}0 + {name}1) + {name}2",
        _ => $"({name}0 + {name}1) + ({name}2 + {name}3)",
    };
}

/// <summary>What <see cref="BlockSums"/> reads.</summary>
/// <param name="Name">Of its memory.</param>
/// <param name="IsOfDepth">Whether it has one value for each place in the depth, the same for all lanes and blocks; else it lies as the weights do.</param>
internal readonly record struct BlockValues(string Name, bool IsOfDepth = false)
{
    /// <summary>The name of the place at hand.</summary>
    public string Row => Name + "Row";

    /// <summary>The name of the value at hand.</summary>
    public string Value => Name + "Value";
}
