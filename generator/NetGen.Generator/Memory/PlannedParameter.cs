using NetGen.Generator.Machine;
using NetGen.Generator.Model;

namespace NetGen.Generator.Memory;

/// <summary>A parameter tensor and where it lies in the packed block: [group][panel][row][column][input][lane].</summary>
internal sealed class PlannedParameter(string name, ParameterSpec spec)
{
    /// <summary>The file's name for it: conv1.weight.</summary>
    public string Name { get; } = name;

    public ParameterSpec Spec { get; } = spec;

    /// <summary>First float in the block; set by the planner.</summary>
    public int Offset { get; set; } = -1;

    /// <summary>Outputs side by side; a vector with the extents of a flattened image lies in the order of the image's values.</summary>
    public int Panel { get; } = IsVectorOfImage(spec) ? 1 : Panels.For(spec.Outputs, spec.Groups);

    public int PanelsPerGroup => (Spec.Outputs + Panel - 1) / Panel;

    /// <summary>Values that each output sums.</summary>
    public int Depth => Spec.Rows * Spec.Columns * Spec.Inputs;

    /// <summary>Floats from one panel to the next.</summary>
    public int PanelStride => Depth * Panel;

    public int GroupStride => PanelsPerGroup * PanelStride;

    public int PackedSize => Spec.Groups * GroupStride;

    private static bool IsVectorOfImage(ParameterSpec spec) => spec.FileShape.Count == 1 && spec.Rows * spec.Columns > 1;
}
