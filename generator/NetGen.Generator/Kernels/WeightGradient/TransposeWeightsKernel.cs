using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Copies a convolution's weights so that input channels lie side by side: what the gradient of its input reads.
/// [group][panel of outputs][row][column][input][lane] becomes [group][panel of inputs][row][column][output][lane].
/// </summary>
internal sealed class TransposeWeightsKernel : Kernel
{
    private readonly int _groups;
    private readonly WeightOrder _from;
    private readonly WeightOrder _to;

    /// <param name="name">The method's name.</param>
    /// <param name="groups">Groups of the convolution.</param>
    /// <param name="from">How its weights lie: its outputs are the results.</param>
    /// <param name="to">How they shall lie: its inputs are the results.</param>
    /// <param name="source">The weights.</param>
    /// <param name="target">Where the copy goes; lanes for which there is no input are left as they are.</param>
    public TransposeWeightsKernel(string name, int groups, WeightOrder from, WeightOrder to, MemoryOperand source, MemoryOperand target)
        : base(name)
    {
        _groups = groups;
        _from = from;
        _to = to;
        Operands = [source, target];
    }

    public override string Formula => $"{Operands[1].Name}[o, c, ky, kx] = {Operands[0].Name}[c, o, ky, kx]";

    public override IReadOnlyList<Operand> Operands { get; }

    public override WorkAxis Axis => WorkAxis.Units;

    public override bool FillsScratch => CopiesPanels && _to.Results % _to.Panel == 0;

    public override int Units => CopiesPanels ? _groups * InputPanels * _from.Taps : _groups * _to.Results;

    public override long WorkPerSample => 0;

    public override long WorkPerStep => (long)MultiplyAddsPerFloat * _groups * _from.Results * _to.Results * _from.Taps;

    // Panels that hold results of one group are blocks of a matrix; where several groups share them, elements are copied one by one.
    private bool CopiesPanels => !_from.IsSideBySide && !_to.IsSideBySide;

    private int InputPanels => Panels.RoundUp(_to.Results, _to.Panel) / _to.Panel;

    private int OutputPanels => Panels.RoundUp(_from.Results, _from.Panel) / _from.Panel;

    public override string Title => $"TransposedWeights{KernelTitle.FromTo(_to.Results, _from.Results)}";

    public override string DescribePlan()
    {
        string how = CopiesPanels ? $"in blocks of {_to.Panel} inputs and {_from.Panel} outputs" : "one by one";
        return $"once a step, {Literals.Grouped((long)_groups * _from.Results * _to.Results * _from.Taps)} weights, {how}: small beside the convolution that reads them";
    }

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope units = writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)");
        if (CopiesPanels) EmitPanels(writer);
        else EmitElements(writer);
    }

    /// <summary>A unit is a tap of a panel of inputs.</summary>
    private void EmitPanels(SourceWriter writer)
    {
        int blocks = _from.Taps * InputPanels;
        string tap = _from.Taps == 1 ? "0" : "tap";
        string input = InputPanels == 1 ? "0" : "input";
        if (tap != "0") writer.Line($"int tap = unit % {_from.Taps};");
        if (input != "0") writer.Line($"int input = {Expressions.Times(Expressions.Remainder(Expressions.Quotient("unit", _from.Taps), InputPanels), _to.Panel)};");
        string group = _groups == 1 ? "0" : blocks == 1 ? "unit" : $"(unit / {blocks})";
        string from = Expressions.Plus(_from.Group(group), Expressions.Times(tap, _from.TapStride), Expressions.Times(input, _from.Panel));
        string to = Expressions.Plus(_to.Group(group), Expressions.Times(input, _to.PanelStride / _to.Panel), Expressions.Times(tap, _to.TapStride));
        writer.Line($"ref float from = {RegisterTile.At(Operands[0].Name, from)};");
        writer.Line($"ref float to = {RegisterTile.At(Operands[1].Name, to)};");
        string inputs = Literals.Integer(InputPanels == 1 ? _to.Results : _to.Panel);
        if (InputPanels > 1 && _to.Results % _to.Panel != 0)
        {
            writer.Line($"int inputs = Math.Min({_to.Panel}, {_to.Results} - input);");
            inputs = "inputs";
        }

        int whole = _from.Results / _from.Panel;
        if (whole > 0)
        {
            using SourceWriter.BlockScope? panels = writer.Loop("panel", whole, out _);
            writer.Line($"Transposition.Copy(ref from, {_from.Panel}, ref to, {_to.Panel}, {inputs}, {_from.Panel});");
            if (OutputPanels > 1)
            {
                writer.Line($"from = ref Unsafe.Add(ref from, {_from.PanelStride});");
                writer.Line($"to = ref Unsafe.Add(ref to, {_from.Panel * _to.Panel});");
            }
        }

        if (whole < OutputPanels) writer.Line($"Transposition.Copy(ref from, {_from.Panel}, ref to, {_to.Panel}, {inputs}, {_from.Results % _from.Panel});");
    }

    private static string Value(string memory, string position) => position == "0" ? memory : $"Unsafe.Add(ref {memory}, {position})";

    /// <summary>A unit is an input.</summary>
    private void EmitElements(SourceWriter writer)
    {
        writer.Line($"int group = {Expressions.Quotient("unit", _to.Results)};");
        writer.Line($"int input = {Expressions.Remainder("unit", _to.Results)};");
        writer.Line($"int number = {_to.Number("group", "input")};");
        writer.Line($"ref float from = ref Unsafe.Add(ref {Operands[0].Name}, {Expressions.Plus(_from.Group("group"), $"input * {_from.Panel}")});");
        writer.Line($"ref float to = ref Unsafe.Add(ref {Operands[1].Name}, {Expressions.Plus(_to.Group("group"), _to.Result("number"))});");
        using SourceWriter.BlockScope? outputs = writer.Loop("output", _from.Results, out string output);
        writer.Line($"int source = {_from.Number("group", output)};");
        writer.Line($"ref float weight = ref Unsafe.Add(ref from, {_from.Result("source")});");
        using SourceWriter.BlockScope? taps = writer.Loop("tap", _from.Taps, out string tap);
        string target = Expressions.Plus(Expressions.Times(tap, _to.TapStride), Expressions.Times(output, _to.Panel));
        writer.Line($"{Value("to", target)} = {Value("weight", Expressions.Times(tap, _from.TapStride))};");
    }
}
