using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>How a kernel's work is divided.</summary>
internal enum WorkAxis
{
    /// <summary>By samples: the kernel's last argument is their number.</summary>
    Samples,

    /// <summary>By units of the result, each over the whole batch: the last arguments are batch, first unit and end unit.</summary>
    Units,
}

/// <summary>How many samples a kernel should be handed at once.</summary>
internal enum Granularity
{
    /// <summary>As many as its neighbours.</summary>
    Either,

    /// <summary>One: what it writes for a sample is best read while still in cache.</summary>
    Sample,

    /// <summary>Many: samples share the reading of weights.</summary>
    Chunk,
}

/// <summary>
/// One kernel: what it computes, the plan by which it does so, and the text of it. Plans are made in the constructor (with the
/// policies of Planning); <see cref="Emit"/> prints and decides nothing.
/// </summary>
internal abstract class Kernel(string name)
{
    /// <summary>The method's name: Conv1Forward.</summary>
    public string Name { get; } = name;

    /// <summary>The arguments, in order.</summary>
    public abstract IReadOnlyList<Operand> Operands { get; }

    public virtual WorkAxis Axis => WorkAxis.Samples;

    /// <summary>For <see cref="WorkAxis.Units"/>: how many there are.</summary>
    public virtual int Units => 0;

    /// <summary>Multiply-adds per sample, for deciding whether threads pay.</summary>
    public abstract long WorkPerSample { get; }

    /// <summary>Whether it runs sample by sample or on a chunk of samples at once.</summary>
    public virtual Granularity Granularity => Granularity.Either;

    /// <summary>The tensor whose gradient it writes, if it writes one.</summary>
    public virtual TensorValue? GradientTarget => null;

    /// <summary>Transforms that it calls and may share with other kernels of the network.</summary>
    public virtual IReadOnlyList<SharedTransform> Transforms => [];

    /// <summary>Whether it adds to its target, because an earlier kernel of the backward pass has written there; set by the planner.</summary>
    public bool Accumulates { get; set; }

    /// <summary>The plan with its reasons, one line or several.</summary>
    public abstract string DescribePlan();

    /// <summary>Prints the kernel's methods.</summary>
    public abstract void Emit(SourceWriter writer);

    /// <summary>The parameter list of the entry method.</summary>
    public string Signature => string.Join(", ", Operands.Select(operand => operand.Declaration)) + WorkParameters;

    /// <summary>The argument list with which the entry method passes its parameters on.</summary>
    public string Forwarding => string.Join(", ", Operands.Select(operand => operand.Forwarded)) + WorkArguments;

    private string WorkParameters => Axis == WorkAxis.Samples ? ", int samples" : ", int batch, int firstUnit, int endUnit";

    private string WorkArguments => Axis == WorkAxis.Samples ? ", samples" : ", batch, firstUnit, endUnit";
}
