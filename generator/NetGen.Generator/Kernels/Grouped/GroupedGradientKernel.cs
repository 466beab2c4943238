using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// The gradient of the weights of groups smaller than a vector: dWeights[ky, kx, c, o] = sum over samples and pixels of
/// input[y', x', channel c of o's group] * dOutput[y, x, o]. A unit is one channel of the groups of a panel of outputs: what its lanes read is put
/// side by side in scratch memory, some rows at a time, and then it is a gradient of depthwise weights. Every weight has one owner, who adds over the whole batch in order.
/// </summary>
internal sealed class GroupedGradientKernel : Kernel
{
    // 24 KiB: most of the first-level cache.
    private const int MostFloats = 6 * 1024;

    /// <param name="name">The method's name.</param>
    /// <param name="lanes">The groups.</param>
    /// <param name="plan">How the taps are covered; its input is <paramref name="input"/> put side by side, one channel of each group.</param>
    /// <param name="input">What the forward pass read.</param>
    /// <param name="outputGradient">The gradient of what it wrote.</param>
    /// <param name="weightGradient">Where the result goes.</param>
    public GroupedGradientKernel(
        string name, GroupLanes lanes, DepthwiseGradientPlan plan, TensorOperand input, TensorOperand outputGradient, MemoryOperand weightGradient)
        : base(name)
    {
        Lanes = lanes;
        Plan = plan;
        Source = input.Tensor;
        Operands = [input, outputGradient, weightGradient, new WorkerScratchOperand("scratch", plan.Blocks.SelectMany(block => block.Runs).Select(ScratchSize).DefaultIfEmpty(1).Max())];
    }

    public GroupLanes Lanes { get; }

    public DepthwiseGradientPlan Plan { get; }

    /// <summary>The input as it lies in memory.</summary>
    public TensorValue Source { get; }

    public override string Formula => ConvolutionFormula.OfWeights(Operands, "y + ky", "x + kx", limits: ", c in o's group");

    public override IReadOnlyList<Operand> Operands { get; }

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => Plan.Weights.PanelsPerGroup * Lanes.Depth;

    public override BatchSum? SumOverBatch => new((MemoryOperand)Operands[2], Plan.Weights);

    public override long WorkPerSample => (long)Plan.Output.Shape.Positions * Plan.Weights.PackedSize;

    public override string Title => KernelTitle.Convolution("GroupedConvolution", Plan.Weights.Spec.Rows, Plan.Weights.Spec.Columns, Source.Shape, Plan.Output.Shape) + "WeightGradient";

    public override string DescribePlan()
    {
        string blocks = string.Join(", ", Plan.Blocks.GroupBy(block => (block.Rows, block.Section.Count)).Select(
            sizes => $"{Literals.Integer(sizes.Count())} of {sizes.Key.Rows}x{sizes.Key.Count} taps"));
        return $"{Lanes.Groups} groups side by side: {Literals.Count(Units, "unit")}, each the owner of its weights\n"
            + $"blocks of {Plan.Weights.Panel} outputs and one channel of each group: {blocks}\n"
            + "sums over a sample's pixels in registers, over samples in memory; taps outside the input are left out";
    }

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitCommon(writer, this, Plan.Weights.Panel);
        writer.Line();
        EmitWalk(writer);
        DepthwiseGradientEmitter.EmitTiles(writer, this, Plan);
    }

    private void EmitWalk(SourceWriter writer)
    {
        (string input, string gradient, string result) = (Operands[0].Name, Operands[1].Name, Operands[2].Name);
        int panel = Plan.Weights.Panel;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < batch; sample++)");
        using (writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)"))
        {
            (string number, string channel) = Lanes.Depth == 1 ? ("unit", "0") : ($"unit / {Lanes.Depth}", $"unit % {Lanes.Depth}");
            writer.Line($"int panel = {number};");
            string endChannel = "1";
            if (Lanes.Depth > 1)
            {
                writer.Line($"int groupChannel = {channel};");
                (channel, endChannel) = ("groupChannel", "groupChannel + 1");
            }

            writer.Line(Lanes.PrepareStatement(panel, "panel"));
            writer.Line($"ref float panelGradient = ref Unsafe.Add(ref {gradient}, panel * {panel});");
            string first = Expressions.Plus($"panel * {Plan.Weights.PanelStride}", Expressions.Times(channel, panel));
            writer.Line($"ref float panelResult = ref Unsafe.Add(ref {result}, {first});");
            foreach (WeightBlock block in Plan.Blocks)
            {
                DepthwiseGradientEmitter.EmitStart(writer, Plan, block);
                foreach (RowRun run in block.Runs) EmitRun(writer, block, run, channel, endChannel);
            }
        }

        writer.Line();
        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {Source.Storage.SampleStride});");
        writer.Line($"{gradient} = ref Unsafe.Add(ref {gradient}, {Plan.Output.Storage.SampleStride});");
    }

    private void EmitRun(SourceWriter writer, WeightBlock block, RowRun run, string channel, string endChannel)
    {
        int most = RowsAtOnce(run);
        bool isAlone = most >= run.Count;
        using SourceWriter.BlockScope? loop = isAlone ? null : writer.Block($"for (int row = {run.First}; row < {run.First + run.Count}; row += {most})");
        string row = isAlone ? Literals.Integer(run.First) : "row";
        string rows = run.Count % most == 0 ? Literals.Integer(most) : "rows";
        if (rows == "rows") writer.Line($"int rows = Math.Min({most}, {run.First + run.Count} - row);");
        string inputRow = isAlone
            ? Literals.Integer(Plan.InputRow(run.First, run.FirstKernelRow))
            : Expressions.Plus(Expressions.Times("row", Plan.StrideRows), Literals.Integer(Plan.InputRow(0, run.FirstKernelRow)));
        string inputRows = rows == "rows"
            ? Expressions.Plus(Expressions.Times("rows", Plan.StrideRows), Literals.Integer(InputRows(run, 0)))
            : Literals.Integer(InputRows(run, most));
        if (!isAlone)
        {
            writer.Line($"int inputRow = {inputRow};");
            inputRow = "inputRow";
        }

        writer.Line(GroupLanes.SpreadCall(Source, Operands[0].Name, inputRow, "ref scratch", inputRows, channel, endChannel));
        using SourceWriter.BlockScope lanes = writer.Block($"for (int lane = 0; lane < {Plan.Weights.Panel}; lane += TVector.Count)");
        string tap = Expressions.Plus("lane", Literals.Integer(DepthwiseGradientEmitter.Tap(Plan, run.FirstKernelRow, block.Section.First)));
        writer.Line(
            $"{DepthwiseGradientEmitter.TileName(this, block.Section, run.KernelRows)}<TVector>(ref Unsafe.Add(ref scratch, lane), "
            + $"ref Unsafe.Add(ref panelGradient, {Expressions.Plus(Expressions.Times(row, DepthwiseGradientEmitter.OutputRowStride(Plan)), "lane")}), {RegisterTile.At("panelResult", tap)}, {rows});");
    }

    /// <summary>Input rows under so many output rows.</summary>
    private int InputRows(RowRun run, int rows) => ((rows - 1) * Plan.StrideRows) + ((run.KernelRows - 1) * Plan.DilationRows) + 1;

    /// <summary>Output rows whose input fits the cache.</summary>
    private int RowsAtOnce(RowRun run)
    {
        int rows = run.Count;
        while (rows > 1 && InputRows(run, rows) * DepthwiseGradientEmitter.InputRowStride(Plan) > MostFloats) rows--;
        return rows;
    }

    private int ScratchSize(RowRun run) => InputRows(run, RowsAtOnce(run)) * DepthwiseGradientEmitter.InputRowStride(Plan);
}
