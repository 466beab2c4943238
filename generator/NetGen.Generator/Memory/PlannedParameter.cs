using NetGen.Generator.Model;

namespace NetGen.Generator.Memory;

/// <summary>A parameter tensor as it is packed: [group][panel][row][column][input][lane].</summary>
internal sealed class PlannedParameter(string name, ParameterSpec spec)
{
    private readonly ParameterPacking _packing = ParameterPacking.Choose(spec);

    /// <summary>The file's name for it: conv1.weight.</summary>
    public string Name { get; } = name;

    public ParameterSpec Spec { get; } = spec;

    /// <summary>Where its values lie if others are trained in its place, from which they are computed; null where it lies in the block itself.</summary>
    public Derived? Values { get; init; }

    /// <summary>Where the gradient of the loss by it lies then; null without training.</summary>
    public Scratch? Gradient { get; init; }

    /// <summary>Groups as they are packed: those of a convolution may lie side by side, as the outputs of one.</summary>
    public int Groups => _packing.Groups;

    /// <summary>Outputs of each of <see cref="Groups"/>; the padding of gates counts.</summary>
    public int Outputs => _packing.Outputs;

    /// <summary>Outputs side by side.</summary>
    public int Panel => _packing.Panel;

    /// <summary>Groups as the library copies them from and to files: each padded to whole panels. Gates are such groups, to kernels their outputs are those of one.</summary>
    public int CopiedGroups => _packing.Gates == 1 ? Groups : _packing.Gates;

    /// <summary>Outputs of each of <see cref="CopiedGroups"/>.</summary>
    public int CopiedOutputs => _packing.Gates == 1 ? Outputs : Spec.Outputs / _packing.Gates;

    public int PanelsPerGroup => (Outputs + Panel - 1) / Panel;

    /// <summary>Values that each output sums.</summary>
    public int Depth => Spec.Rows * Spec.Columns * Spec.Inputs;

    /// <summary>Floats from one panel to the next.</summary>
    public int PanelStride => Depth * Panel;

    public int GroupStride => PanelsPerGroup * PanelStride;

    public int PackedSize => Groups * GroupStride;
}
