using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Copies a convolution's weights so that input channels lie side by side: what the gradient of its input reads.
/// [group][panel of outputs][row][column][input][lane] becomes [group][panel of inputs][row][column][output][lane].
/// </summary>
internal sealed class TransposeWeightsKernel(string name, PlannedParameter weights, ParameterOperand source, ScratchOperand target, int inputPanel)
    : Kernel(name)
{
    public override IReadOnlyList<Operand> Operands { get; } = [source, target];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => weights.Spec.Groups * weights.Spec.Inputs;

    public override long WorkPerSample => 0;

    public override string DescribePlan() => $"once a step, {Literals.Grouped(weights.Spec.Count)} weights: small beside the convolution that reads them";

    /// <summary>Floats of the transposed copy.</summary>
    public static int Size(PlannedParameter weights, int inputPanel)
        => weights.Spec.Groups * Panels.RoundUp(weights.Spec.Inputs, inputPanel) * weights.Spec.Rows * weights.Spec.Columns * weights.Spec.Outputs;

    public override void Emit(SourceWriter writer)
    {
        int taps = weights.Spec.Rows * weights.Spec.Columns;
        int inputs = weights.Spec.Inputs;
        int outputs = weights.Spec.Outputs;
        int groupStride = Panels.RoundUp(inputs, inputPanel) * taps * outputs;
        using SourceWriter.BlockScope method = writer.Block($"private static void {Name}({Signature})");
        using SourceWriter.BlockScope units = writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)");
        writer.Line($"int group = unit / {inputs};");
        writer.Line($"int input = unit % {inputs};");
        writer.Line($"ref float from = ref Unsafe.Add(ref {source.Name}, (group * {weights.GroupStride}) + (input * {weights.Panel}));");
        writer.Line(
            $"ref float to = ref Unsafe.Add(ref {target.Name}, (group * {groupStride}) + (input / {inputPanel} * {taps * outputs * inputPanel}) + (input % {inputPanel}));");
        using SourceWriter.BlockScope tap = writer.Block($"for (int tap = 0; tap < {taps}; tap++)");
        using SourceWriter.BlockScope output = writer.Block($"for (int output = 0; output < {outputs}; output++)");
        writer.Line(
            $"Unsafe.Add(ref to, ((tap * {outputs}) + output) * {inputPanel}) = "
            + $"Unsafe.Add(ref from, (output / {weights.Panel} * {weights.PanelStride}) + (tap * {inputs * weights.Panel}) + (output % {weights.Panel}));");
    }
}
