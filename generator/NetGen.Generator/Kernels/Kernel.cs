using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

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

    /// <summary>A few: they share the reading of weights, and what it writes for them is best read while still in an outer cache.</summary>
    Few,

    /// <summary>Many: samples share the reading of weights.</summary>
    Chunk,
}

/// <summary>What the plan of the whole network asks of one kernel.</summary>
/// <param name="Accumulates">Whether it adds to its gradient, because an earlier kernel of the backward pass has written there.</param>
/// <param name="TakesUnits">Whether it is told which units of a sample to compute, because threads may share a sample.</param>
/// <param name="HasSampleCall">Whether its form for one sample is called, and so printed.</param>
internal sealed record KernelForm(bool Accumulates, bool TakesUnits, bool HasSampleCall)
{
    /// <summary>Nothing is asked of it.</summary>
    public static KernelForm Plain { get; } = new(false, false, false);

    /// <summary>Whether it is called for one sample and never for more, so that what takes many need not be printed.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether its form for one sample becomes a part of a method that calls nothing.</summary>
    public bool IsInlined { get; init; }
}

/// <summary>
/// One kernel: what it computes, the plan by which it does so, and the text of it. Plans are made in the constructor (with the
/// policies of Planning); <see cref="Emit"/> prints and decides nothing.
/// </summary>
internal abstract class Kernel(string name)
{
    /// <summary>What its methods' names begin with: Conv1Forward, or its title where several layers call it.</summary>
    public string Name { get; private set; } = name;

    /// <summary>
    /// What it does and on what sizes, as a method's name can hold it: Dense100To10ReLU. Kernels that differ may have one title; then a
    /// number tells them apart.
    /// </summary>
    public abstract string Title { get; }

    /// <summary>The arguments, in order.</summary>
    public abstract IReadOnlyList<Operand> Operands { get; }

    /// <summary>Those of them that last from one kernel to another.</summary>
    public IEnumerable<MemoryOperand> Memory => Operands.OfType<MemoryOperand>();

    /// <summary>Whether its result is the gradient of a tensor.</summary>
    public bool GivesGradient => Operands.Any(operand => operand is TensorOperand { IsGradient: true, IsWritten: true });

    /// <summary>What the network asks of it.</summary>
    public KernelForm Form { get; private set; } = KernelForm.Plain;

    public virtual WorkAxis Axis => WorkAxis.Samples;

    /// <summary>For <see cref="WorkAxis.Units"/>: how many there are.</summary>
    public virtual int Units => 0;

    /// <summary>Multiply-adds per sample, for deciding whether threads pay.</summary>
    public abstract long WorkPerSample { get; }

    /// <summary>Work of a training step whatever its batch, in multiply-adds that take as long.</summary>
    public virtual long WorkPerStep => 0;

    /// <summary>Moving a float to another place in an outer cache takes as long as so many multiply-adds, 0.15 nanoseconds.</summary>
    public const int MultiplyAddsPerFloat = 8;

    /// <summary>Samples that go together where a kernel asks for a few (<see cref="Granularity.Few"/>).</summary>
    public const int FewSamples = 8;

    /// <summary>What it writes, where that is a sum over the batch of which parts may be summed by themselves; null otherwise.</summary>
    public virtual BatchSum? SumOverBatch => null;

    /// <summary>
    /// Whether its tensors have gaps among their channels, as between gates or heads that begin with a panel each, in which it counts on zeros.
    /// </summary>
    public virtual bool CountsOnZeros => false;

    /// <summary>
    /// Whether it writes every float of the scratch memory that it fills, so that anything may have been there before: no lane of a panel is left as it is.
    /// </summary>
    public virtual bool FillsScratch => false;

    /// <summary>Whether it runs sample by sample or on a chunk of samples at once.</summary>
    public virtual Granularity Granularity => Granularity.Either;

    /// <summary>Transforms that it calls and may share with other kernels of the network.</summary>
    public virtual IReadOnlyList<SharedTransform> Transforms => [];

    /// <summary>Whether it adds to its gradient, because an earlier kernel of the backward pass has written there.</summary>
    public bool Accumulates => Form.Accumulates;

    /// <summary>Multiply-adds of a sample that is alone, or as many as take that time.</summary>
    public virtual long SampleWork => WorkPerSample;

    /// <summary>Into how many parts of its result, each with one owner, the work on a sample can be divided.</summary>
    public virtual int SampleUnits => 1;

    /// <summary>Whether it is told which of these units to compute, because threads may share a sample.</summary>
    public bool TakesUnits => Form.TakesUnits;

    /// <summary>Whether it has a form for exactly one sample, with less around the work than the form for many.</summary>
    public virtual bool HasSampleForm => false;

    /// <summary>The vector operations that the form for one sample adds to a method that calls it, if it is inlined there.</summary>
    public virtual int? InlinedOperations => null;

    /// <summary>Whether the form for one sample is called, and so printed.</summary>
    public bool UsesSampleForm => Form.HasSampleCall;

    /// <summary>The name of the form for one sample, which takes the operands alone.</summary>
    public string SampleName => Name + "Sample";

    /// <summary>The same kernel in another form.</summary>
    public Kernel In(KernelForm form)
    {
        if (form == Form) return this;
        Kernel copy = (Kernel)MemberwiseClone();
        copy.Form = form;
        return copy;
    }

    /// <summary>The same kernel under another name.</summary>
    public Kernel Named(string name)
    {
        if (name == Name) return this;
        Kernel copy = (Kernel)MemberwiseClone();
        copy.Name = name;
        return copy;
    }

    /// <summary>What it computes, by the names of its operands: <c>weightGradient[k, o] = sum over n of input[n, k] * outputGradient[n, o]</c>.</summary>
    public abstract string Formula { get; }

    /// <summary>The plan with its reasons, one line or several.</summary>
    public abstract string DescribePlan();

    /// <summary>Prints the kernel's methods.</summary>
    public abstract void Emit(SourceWriter writer);

    /// <summary>The parameter list of the entry method.</summary>
    public string Signature => string.Join(", ", Operands.Select(operand => operand.Declaration)) + WorkParameters;

    /// <summary>The argument list with which the entry method passes its parameters on.</summary>
    public string Forwarding => string.Join(", ", Operands.Select(operand => operand.Forwarded)) + WorkArguments;

    /// <summary>The last arguments of a call that computes all of so many samples.</summary>
    public string WholeSamples(string samples) => TakesUnits ? $"{samples}, 0, {SampleUnits}" : samples;

    private string WorkParameters
        => Axis == WorkAxis.Units ? ", int batch, int firstUnit, int endUnit" : TakesUnits ? ", int samples, int firstUnit, int endUnit" : ", int samples";

    private string WorkArguments => Axis == WorkAxis.Units ? ", batch, firstUnit, endUnit" : TakesUnits ? ", samples, firstUnit, endUnit" : ", samples";
}
