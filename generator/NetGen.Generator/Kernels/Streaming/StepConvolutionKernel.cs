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
    private const int ChannelsOfLoop = 4;

    private readonly StepWindow _window;
    private readonly int _vectors;

    /// <param name="window">What the window is like. Vectors of weights have outputs of one group alone.</param>
    /// <param name="input">The window.</param>
    /// <param name="newest">The step that its last tap is a copy of: what was just computed is read where it is, and not waited for twice.</param>
    public StepConvolutionKernel(
        string name, StepWindow window, TensorOperand input, TensorOperand newest, MemoryOperand weights, MemoryOperand? bias, TensorOperand output)
        : base(name)
    {
        _window = window;
        _vectors = SumParts.SumsAtOnce;
        Operands = [.. new Operand?[] { input, newest, weights, bias, output, ScalarOperand.Step }.OfType<Operand>()];
    }

    public override string Formula => $"output[o] = {(_window.HasBias ? "bias[o] + " : string.Empty)}sum over c, k of window[k, c] * weights[o, c, k]{(_window.Groups > 1 ? ", c in o's group" : string.Empty)}";

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => (long)_window.Taps * _window.Depth * PaddedResults * _window.Groups;

    public override string Title => $"Convolution{Literals.Integer(_window.Taps)}StepFrom{Literals.Integer(_window.Depth * _window.Groups)}To{Literals.Integer(_window.Results * _window.Groups)}{(_window.Rectifies ? "ReLU" : string.Empty)}";

    private int Panel => _window.Weights.Panel;

    private int PaddedResults => Panels.RoundUp(_window.Results, Panel);

    /// <summary>Whether all products of a tile are written out, within what the JIT inlines.</summary>
    private bool WritesOut(int vectors) => JitBudget.CallsOfTile(_window.Taps * _window.Depth, 1, vectors) <= JitBudget.VectorCalls;

    /// <summary>Channels in the text of a loop: fewer instructions a product leave more of the steps behind in sight of the processor.</summary>
    private int ChannelsAtOnce => _window.Depth % ChannelsOfLoop == 0 ? ChannelsOfLoop : 1;

    public override string DescribePlan()
    {
        IEnumerable<string> tiles = RegisterClass.For(Panel).Select(registers =>
            $"{registers.Name.ToLowerInvariant()}: vectors "
                + Literals.Parts([.. Tiles(registers).SelectMany(run => Enumerable.Repeat(run.Vectors, run.Count))])
                + " at once, tap by tap, "
                + (Tiles(registers).All(run => WritesOut(run.Vectors)) ? "written out" : $"{Literals.Count(ChannelsAtOnce, "channel")} in a loop"));
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
            string inputs = Expressions.Times(group, _window.Depth);
            writer.Line(
                $"{Name}Tile{run.Vectors}<TVector>({RegisterTile.At("window", inputs)}, {RegisterTile.At("newest", inputs)}, "
                + $"{RegisterTile.At("weights", position)}, {bias}{At("output", _window.Results)});");
        }

        string At(string memory, int stride) => RegisterTile.At(memory, Expressions.Plus(Expressions.Times(group, stride), "o"));
    }

    /// <summary>
    /// Taps in order, and of each the channels, as in the whole sequence: the newest comes last, and what earlier steps give does not wait for it.
    /// </summary>
    private void EmitTile(SourceWriter writer, int vectors)
    {
        RegisterTile tile = new(1, vectors, Panel, _window.Weights.PanelStride);
        string bias = _window.HasBias ? "ref float bias, " : string.Empty;
        string operands = $"ref float window, ref float newest, ref float weights, {bias}ref float output";
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, $"{Name}Tile{vectors}", operands);
        tile.DeclareVectorPositions(writer);
        tile.DeclareSums(writer, (_, v) => _window.HasBias ? $"TVector.Load({RegisterTile.At("bias", 0, v)})" : "TVector.Zero");
        tile.DeclareFactors(writer);
        if (WritesOut(vectors))
        {
            for (int tap = 0; tap < _window.Taps; tap++)
            {
                (string values, int first) = tap == _window.Taps - 1 ? ("newest", 0) : ("window", tap * _window.Pitch);
                for (int channel = 0; channel < _window.Depth; channel++) EmitProduct(writer, tile, values, first + channel, (tap * _window.Depth) + channel);
            }
        }
        else
        {
            EmitLoops(writer, tile);
        }

        writer.Line();
        tile.Store(writer, (_, v) => RegisterTile.At("output", 0, v), sum => Expressions.Rectified(sum, _window.Rectifies));
    }

    private void EmitLoops(SourceWriter writer, RegisterTile tile)
    {
        using (writer.Loop("tap", _window.Taps - 1, out _))
        {
            EmitChannels(writer, tile, "window");
            if (_window.Pitch != _window.Depth) writer.Line($"window = ref Unsafe.Add(ref window, {_window.Pitch - _window.Depth});");
        }

        EmitChannels(writer, tile, "newest");
    }

    private void EmitChannels(SourceWriter writer, RegisterTile tile, string values)
    {
        using SourceWriter.BlockScope? channels = writer.Loop("channel", _window.Depth / ChannelsAtOnce, out _);
        for (int channel = 0; channel < ChannelsAtOnce; channel++) EmitProduct(writer, tile, values, channel, channel);
        writer.Line($"{values} = ref Unsafe.Add(ref {values}, {ChannelsAtOnce});");
        writer.Line($"weights = ref Unsafe.Add(ref weights, {ChannelsAtOnce * Panel});");
    }

    private void EmitProduct(SourceWriter writer, RegisterTile tile, string values, int value, int input)
    {
        tile.LoadPacked(writer, "weights", input * Panel);
        tile.MultiplyAdd(writer, 0, values, value);
    }
}
