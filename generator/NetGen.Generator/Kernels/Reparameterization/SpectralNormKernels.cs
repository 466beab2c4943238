using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>How the weights of a spectral normalisation lie, and the vectors on both sides of the matrix that they are.</summary>
/// <param name="Blocks">The weights, so that one vector has a value for each lane of all blocks and the other one for each place in their depth.</param>
/// <param name="IsTransposed">Whether the matrix's rows are the places in the depth, and not the lanes.</param>
/// <param name="Rows">Rows of the matrix.</param>
/// <param name="Columns">Its columns.</param>
internal readonly record struct SpectralSizes(WeightBlocks Blocks, bool IsTransposed, int Rows, int Columns)
{
    public static SpectralSizes Of(PlannedParameter weights, bool isTransposed)
    {
        int outputs = weights.Spec.FileShape[0];
        if (!isTransposed) return new(WeightBlocks.OfOutputs(weights), false, outputs, weights.Depth);

        // Rows are the inputs, which lie inside: a block is a tap of a panel.
        int taps = weights.Spec.Rows * weights.Spec.Columns;
        return new(new WeightBlocks(weights.PackedSize / weights.PanelStride * taps, weights.Spec.Inputs, weights.Panel), true, weights.Spec.Inputs, outputs * taps);
    }

    /// <summary>As it stands in titles: 100x64.</summary>
    public string Title => $"{Literals.Integer(Rows)}x{Literals.Integer(Columns)}";

    /// <summary>Floats of the vector that has a value for each row.</summary>
    public int LeftSize => IsTransposed ? Blocks.Depth : Blocks.AllLanes;

    /// <summary>Floats of the vector that has a value for each column.</summary>
    public int RightSize => IsTransposed ? Blocks.AllLanes : Blocks.Depth;

    /// <summary>Of two operands for rows and columns, the one with values for lanes, and the one with values for places in the depth.</summary>
    public (Operand OfLanes, Operand OfDepth) Sort(Operand left, Operand right) => IsTransposed ? (right, left) : (left, right);
}

/// <summary>
/// Power iterations: right = W^T left / |W^T left|, left = W right / |W right| (Miyato et al., 2018, algorithm 1), and sigma = left^T W right. One worker
/// does it all.
/// </summary>
internal sealed class PowerIterationKernel(
    string name, SpectralSizes sizes, int iterations, double epsilon, MemoryOperand weights, MemoryOperand left, MemoryOperand newLeft, MemoryOperand newRight, MemoryOperand sigma)
    : Kernel(name)
{
    private string OfLanes => Name + "OfLanes";

    private string OfDepth => Name + "OfDepth";

    public override string Formula => "newRight = W^T left / |W^T left|, newLeft = W newRight / |W newRight|, sigma = |W newRight|, with W the weights as a matrix";

    public override IReadOnlyList<Operand> Operands { get; } = [weights, left, newLeft, newRight, sigma];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => 1;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => 2L * MultiplyAddsPerFloat * iterations * sizes.Blocks.Size;

    public override string Title => $"PowerIterationOf{sizes.Title}";

    public override string DescribePlan() => $"once a step, {Literals.Count(iterations, "iteration")}, two passes each over {sizes.Blocks.Describe()}, by one worker";

    public override void Emit(SourceWriter writer)
    {
        using (writer.Block($"static void {Name}({Signature})"))
        {
            writer.Line("if (firstUnit == endUnit) return;");
            writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref {left.Name}, {sizes.LeftSize}).CopyTo(MemoryMarshal.CreateSpan(ref {newLeft.Name}, {sizes.LeftSize}));");
            using SourceWriter.BlockScope? loop = writer.Loop("iteration", iterations, out _);
            (string toLeft, string toRight) = sizes.IsTransposed ? (OfDepth, OfLanes) : (OfLanes, OfDepth);
            string rate = Literals.Single(epsilon);
            writer.Line($"{toRight}(ref {weights.Name}, ref {newLeft.Name}, ref {newRight.Name});");
            writer.Line($"SpectralVectors.Normalize(ref {newRight.Name}, {sizes.RightSize}, {rate});");
            writer.Line($"{toLeft}(ref {weights.Name}, ref {newRight.Name}, ref {newLeft.Name});");
            writer.Line($"{sigma.Name} = SpectralVectors.Normalize(ref {newLeft.Name}, {sizes.LeftSize}, {rate});");
        }

        writer.Line();
        EmitOfLanes(writer);
        writer.Line();
        EmitOfDepth(writer);
    }

    /// <summary>Of each lane the sum over its depth.</summary>
    private void EmitOfLanes(SourceWriter writer)
    {
        BlockSums sums = new(writer, sizes.Blocks);
        const string Parameters = "ref float weights, ref float factors, ref float sums";
        KernelDispatch.EmitPart(writer, OfLanes, Parameters, "ref weights, ref factors, ref sums", sizes.Blocks.Lanes);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, OfLanes + "Vectors", Parameters);
        using SourceWriter.BlockScope lanes = sums.EmitLanes("0", Literals.Integer(sizes.Blocks.AllLanes));
        (BlockValues values, BlockValues factors) = (new("weights"), new("factors", IsOfDepth: true));
        writer.Line($"TVector.Store({sums.EmitSums([values, factors], ("sum", values, factors))[0]}, ref Unsafe.Add(ref sums, o));");
    }

    /// <summary>Of each place in the depth the sum over all lanes.</summary>
    private void EmitOfDepth(SourceWriter writer)
    {
        const string Parameters = "ref float weights, ref float factors, ref float sums";
        KernelDispatch.EmitPart(writer, OfDepth, Parameters, "ref weights, ref factors, ref sums", sizes.Blocks.Lanes);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, OfDepth + "Vectors", Parameters);
        using SourceWriter.BlockScope? depth = writer.Loop("i", sizes.Blocks.Depth, out string place);
        writer.Line("TVector sum = TVector.Zero;");
        using (writer.Block($"for (int o = 0; o < {sizes.Blocks.AllLanes}; o += TVector.Count)"))
        {
            string position = Expressions.Plus(RegisterTile.PackedPosition("o", sizes.Blocks.Lanes, sizes.Blocks.Stride), Expressions.Times(place, sizes.Blocks.Lanes));
            writer.Line($"TVector.AddProduct(ref sum, TVector.Load({RegisterTile.At("weights", position)}), TVector.Load(ref Unsafe.Add(ref factors, o)));");
        }

        writer.Line($"{(place == "0" ? "sums" : $"Unsafe.Add(ref sums, {place})")} = TVector.Sum(sum);");
    }
}

/// <summary>sigma = left^T W right, with vectors that are given.</summary>
internal sealed class SpectralValueKernel(string name, SpectralSizes sizes, MemoryOperand weights, MemoryOperand left, MemoryOperand right, MemoryOperand sigma) : Kernel(name)
{
    public override string Formula => "sigma = left^T W right, with W the weights as a matrix";

    public override IReadOnlyList<Operand> Operands { get; } = [weights, left, right, sigma];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => 1;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)MultiplyAddsPerFloat * sizes.Blocks.Size;

    public override string Title => $"SpectralValueOf{sizes.Title}";

    public override string DescribePlan() => $"a pass over {sizes.Blocks.Describe()}, by one worker";

    public override void Emit(SourceWriter writer)
    {
        BlockSums sums = new(writer, sizes.Blocks);
        (Operand ofLanes, Operand ofDepth) = sizes.Sort(left, right);
        KernelDispatch.EmitCommon(writer, this, sizes.Blocks.Lanes);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        writer.Line("if (firstUnit == endUnit) return;");
        writer.Line("TVector total = TVector.Zero;");
        using (sums.EmitLanes("0", Literals.Integer(sizes.Blocks.AllLanes)))
        {
            (BlockValues values, BlockValues factors) = (new(weights.Name), new(ofDepth.Name, IsOfDepth: true));
            string sum = sums.EmitSums([values, factors], ("sum", values, factors))[0];
            writer.Line($"TVector.AddProduct(ref total, {sum}, TVector.Load(ref Unsafe.Add(ref {ofLanes.Name}, o)));");
        }

        writer.Line($"{sigma.Name} = TVector.Sum(total);");
    }
}

/// <summary>weights = original / sigma. A unit is a block.</summary>
internal sealed class SpectralScaleKernel(string name, SpectralSizes sizes, MemoryOperand original, MemoryOperand sigma, MemoryOperand target) : Kernel(name)
{
    public override string Formula => $"{target.Name} = original / sigma, or 0 where that is 0 / 0";

    public override IReadOnlyList<Operand> Operands { get; } = [original, sigma, target];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => sizes.Blocks.Count;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)MultiplyAddsPerFloat * sizes.Blocks.Size;

    public override string Title => $"SpectralScaleOf{sizes.Title}";

    public override string DescribePlan() => $"a pass over {sizes.Blocks.Describe()}";

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitCommon(writer, this, sizes.Blocks.Lanes);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        writer.Line($"TVector scale = TVector.Broadcast({sigma.Name} == 0f ? 0f : 1f / {sigma.Name});");
        using SourceWriter.BlockScope loop = writer.Block(
            $"for (nint i = firstUnit * (nint){sizes.Blocks.Stride}; i < endUnit * (nint){sizes.Blocks.Stride}; i += TVector.Count)");
        writer.Line($"TVector.Store(TVector.Load(ref Unsafe.Add(ref {original.Name}, i)) * scale, ref Unsafe.Add(ref {target.Name}, i));");
    }
}

/// <summary>products[block] = sum of the block's weightGradient * weights: what the gradient loses along left right^T.</summary>
internal sealed class SpectralProductKernel(string name, SpectralSizes sizes, MemoryOperand weightGradient, MemoryOperand weights, MemoryOperand products) : Kernel(name)
{
    public override string Formula => "products[b] = sum over the block b of weightGradient * weights";

    public override IReadOnlyList<Operand> Operands { get; } = [weightGradient, weights, products];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => sizes.Blocks.Count;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)MultiplyAddsPerFloat * sizes.Blocks.Size;

    public override string Title => $"SpectralProductsOf{sizes.Title}";

    public override string DescribePlan() => $"once a step, a pass over {sizes.Blocks.Describe()}";

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitCommon(writer, this, sizes.Blocks.Lanes);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope units = writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)");
        writer.Line("TVector sum = TVector.Zero;");
        using (writer.Block($"for (nint i = unit * (nint){sizes.Blocks.Stride}; i < (unit + 1) * (nint){sizes.Blocks.Stride}; i += TVector.Count)"))
        {
            writer.Line($"TVector.AddProduct(ref sum, TVector.Load(ref Unsafe.Add(ref {weightGradient.Name}, i)), TVector.Load(ref Unsafe.Add(ref {weights.Name}, i)));");
        }

        writer.Line($"Unsafe.Add(ref {products.Name}, unit) = TVector.Sum(sum);");
    }
}

/// <summary>
/// dOriginal = (dw - s left right^T) / sigma, s the sum of dw w over all weights: the gradient of original / sigma, the vectors taken as constant
/// (Miyato et al., 2018, equation 11). A unit is a block.
/// </summary>
internal sealed class SpectralGradientKernel(
    string name,
    SpectralSizes sizes,
    MemoryOperand weightGradient,
    MemoryOperand products,
    MemoryOperand left,
    MemoryOperand right,
    MemoryOperand sigma,
    MemoryOperand originalGradient) : Kernel(name)
{
    public override string Formula => "originalGradient = (weightGradient - s * left right^T) / sigma, with s the sum of all products";

    public override IReadOnlyList<Operand> Operands { get; } = [weightGradient, products, left, right, sigma, originalGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => sizes.Blocks.Count;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)MultiplyAddsPerFloat * sizes.Blocks.Size;

    public override string Title => $"SpectralGradientOf{sizes.Title}";

    public override string DescribePlan() => $"once a step, a pass over {sizes.Blocks.Describe()}";

    public override void Emit(SourceWriter writer)
    {
        BlockSums sums = new(writer, sizes.Blocks);
        (Operand ofLanes, Operand ofDepth) = sizes.Sort(left, right);
        KernelDispatch.EmitCommon(writer, this, sizes.Blocks.Lanes);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        writer.Line($"float sum = {products.Name}{(sizes.Blocks.Count == 2 ? $" + Unsafe.Add(ref {products.Name}, 1)" : "")};");
        if (sizes.Blocks.Count > 2) writer.Line($"for (int block = 1; block < {sizes.Blocks.Count}; block++) sum += Unsafe.Add(ref {products.Name}, block);");
        writer.Line($"TVector scale = TVector.Broadcast({sigma.Name} == 0f ? 0f : 1f / {sigma.Name});");
        writer.Line("TVector total = TVector.Broadcast(sum);");
        using SourceWriter.BlockScope lanes = sums.EmitLanes(Expressions.Times("firstUnit", sizes.Blocks.Lanes), Expressions.Times("endUnit", sizes.Blocks.Lanes));
        writer.Line($"TVector slope = TVector.Load(ref Unsafe.Add(ref {ofLanes.Name}, o)) * total;");
        sums.EmitValues([new(weightGradient.Name), new(ofDepth.Name, IsOfDepth: true), new(originalGradient.Name)], () =>
        {
            writer.Line($"TVector beside = TVector.Load(ref {weightGradient.Name}Value) - (slope * TVector.Broadcast({ofDepth.Name}Value));");
            writer.Line($"TVector.Store(beside * scale, ref {originalGradient.Name}Value);");
        });
    }
}

/// <summary>The vectors of a step become the network's.</summary>
internal sealed class SpectralCommitKernel(string name, SpectralSizes sizes, MemoryOperand newLeft, MemoryOperand newRight, MemoryOperand left, MemoryOperand right) : Kernel(name)
{
    public override string Formula => "left = newLeft, right = newRight";

    public override IReadOnlyList<Operand> Operands { get; } = [newLeft, newRight, left, right];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => 1;

    public override long WorkPerSample => 0;

    public override string Title => $"SpectralVectorsOf{sizes.Title}";

    public override string DescribePlan() => "once an accepted step";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        foreach ((MemoryOperand from, MemoryOperand to, int size) in new[] { (newLeft, left, sizes.LeftSize), (newRight, right, sizes.RightSize) })
        {
            writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref {from.Name}, {size}).CopyTo(MemoryMarshal.CreateSpan(ref {to.Name}, {size}));");
        }
    }
}
