using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A convolution of one step's window: output[o] = bias[o] + sum over c, k of window[k, c] * weights[o, c, k]. There is one result of each filter, so what hides the
/// latency of the multiply-add is many vectors of filters at once.
/// </summary>
internal sealed class StepConvolutionKernel : Kernel
{
    private readonly StepWindow _window;
    private readonly int _vectors;

    /// <param name="window">What the window is like. Vectors of weights have outputs of one group alone.</param>
    public StepConvolutionKernel(string name, StepWindow window, TensorOperand input, MemoryOperand weights, MemoryOperand? bias, TensorOperand output)
        : base(name)
    {
        _window = window;
        _vectors = SumParts.SumsAtOnce;

        // Taps are written out where the tile's text stays within the budget of what the JIT inlines, at the price of fewer sums at once, down to half of them.
        while (_vectors > SumParts.SumsAtOnce / 2 && !WritesOutTaps) _vectors /= 2;
        if (!WritesOutTaps) _vectors = SumParts.SumsAtOnce;
        Operands = [.. new Operand?[] { input, weights, bias, output, ScalarOperand.Step }.OfType<Operand>()];
    }

    public override string Formula => $"output[o] = {(_window.HasBias ? "bias[o] + " : string.Empty)}sum over c, k of window[k, c] * weights[o, c, k]{(_window.Groups > 1 ? ", c in o's group" : string.Empty)}";

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => (long)_window.Taps * _window.Depth * PaddedResults * _window.Groups;

    public override string Title => $"Convolution{Literals.Integer(_window.Taps)}StepFrom{Literals.Integer(_window.Depth * _window.Groups)}To{Literals.Integer(_window.Results * _window.Groups)}{(_window.Rectifies ? "ReLU" : string.Empty)}";

    private int Panel => _window.Weights.Panel;

    private int PaddedResults => Panels.RoundUp(_window.Results, Panel);

    private bool WritesOutTaps => JitBudget.CallsOfTile(_window.Taps, 1, _vectors) <= JitBudget.VectorCalls;

    public override string DescribePlan()
    {
        IEnumerable<string> tiles = RegisterClass.For(Panel).Select(registers =>
            $"{registers.Name.ToLowerInvariant()}: vectors {Literals.Parts([.. Tiles(registers).SelectMany(run => Enumerable.Repeat(run.Vectors, run.Count))])} at once, {(WritesOutTaps ? $"{Literals.Count(_window.Taps, "tap")} unrolled" : $"a loop over {Literals.Count(_window.Taps, "tap")}")}");
        return string.Join("\n", [.. tiles, .. _window.Rectifies ? ["ReLU before the store"] : Array.Empty<string>(), _window.DescribeStart()]);
    }

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitByClass(writer, this, Panel);
        foreach (RegisterClass registers in RegisterClass.For(Panel))
        {
            writer.Line();
            using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
            _window.EmitStart(writer, "window", "weights", "output");
            EmitWalk(writer, registers);
        }

        foreach (int vectors in RegisterClass.For(Panel).SelectMany(Tiles).Select(run => run.Vectors).Distinct())
        {
            writer.Line();
            EmitTile(writer, vectors);
        }
    }

    private IEnumerable<LoneTiles> Tiles(RegisterClass registers) => LoneRow.Tiles(registers, PaddedResults, Panel, _vectors);

    private void EmitWalk(SourceWriter writer, RegisterClass registers)
    {
        using SourceWriter.BlockScope? groups = writer.Loop("group", _window.Groups, out string group);
        string bias = _window.HasBias ? $"{At("bias", _window.Results)}, " : string.Empty;
        foreach (LoneTiles run in Tiles(registers))
        {
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {run.First}; o < {run.End}; o += {RegisterTile.Lanes(run.Vectors)})");
            string position = Expressions.Plus(Expressions.Times(group, _window.Weights.GroupStride), RegisterTile.PackedPosition("o", Panel, _window.Weights.PanelStride));
            writer.Line($"{Name}Tile{run.Vectors}<TVector>({RegisterTile.At("window", Expressions.Times(group, _window.Depth))}, {RegisterTile.At("weights", position)}, {bias}{At("output", _window.Results)});");
        }

        string At(string memory, int stride) => RegisterTile.At(memory, Expressions.Plus(Expressions.Times(group, stride), "o"));
    }

    /// <summary>Channels in order, and of each the taps in order, as in the whole sequence.</summary>
    private void EmitTile(SourceWriter writer, int vectors)
    {
        RegisterTile tile = new(1, vectors, Panel, _window.Weights.PanelStride);
        string bias = _window.HasBias ? "ref float bias, " : string.Empty;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, $"{Name}Tile{vectors}", $"ref float window, ref float weights, {bias}ref float output");
        tile.DeclareVectorPositions(writer);
        tile.DeclareSums(writer, (_, v) => _window.HasBias ? $"TVector.Load({RegisterTile.At("bias", 0, v)})" : "TVector.Zero");
        tile.DeclareFactors(writer);
        using (writer.Loop("channel", _window.Depth, out _))
        {
            if (WritesOutTaps)
            {
                for (int tap = 0; tap < _window.Taps; tap++) EmitTap(writer, tile, "window", "weights", tap);
            }
            else
            {
                writer.Line("ref float tapWindow = ref window;");
                writer.Line("ref float tapWeights = ref weights;");
                using SourceWriter.BlockScope taps = writer.Block($"for (int tap = 0; tap < {_window.Taps}; tap++)");
                EmitTap(writer, tile, "tapWindow", "tapWeights", 0);
                writer.Line($"tapWindow = ref Unsafe.Add(ref tapWindow, {_window.Pitch});");
                writer.Line($"tapWeights = ref Unsafe.Add(ref tapWeights, {_window.Depth * Panel});");
            }

            if (_window.Depth > 1)
            {
                writer.Line("window = ref Unsafe.Add(ref window, 1);");
                writer.Line($"weights = ref Unsafe.Add(ref weights, {Panel});");
            }
        }

        writer.Line();
        tile.Store(writer, (_, v) => RegisterTile.At("output", 0, v), sum => _window.Rectifies ? $"TVector.Max(TVector.Zero, {sum})" : sum);
    }

    private void EmitTap(SourceWriter writer, RegisterTile tile, string window, string weights, int tap)
    {
        tile.LoadPacked(writer, weights, tap * _window.Depth * Panel);
        tile.MultiplyAdd(writer, 0, window, tap * _window.Pitch);
    }
}
