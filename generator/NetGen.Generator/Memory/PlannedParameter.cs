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

    /// <summary>
    /// Where its values lie in fewer bits. Inference reads these alone, so that its floats, the master weights, are for training; null where
    /// inference reads those.
    /// </summary>
    public Derived? Narrow { get; private set; }

    /// <summary>The factor of each output, as it is packed, with which sums of <see cref="Narrow"/> are multiplied; null where they need none.</summary>
    public Derived? Scales { get; private set; }

    /// <summary>Why inference reads floats although the network asks for fewer bits; null where there is nothing to explain.</summary>
    public string? ReasonForFloats { get; private set; }

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

    /// <summary>Inference reads it there, and all of its kernels do.</summary>
    public void ReadAs(Derived narrow, Derived? scales) => (Narrow, Scales) = (narrow, scales);

    /// <summary>Inference reads floats.</summary>
    public void KeepFloats(string reason) => ReasonForFloats = reason;
}
