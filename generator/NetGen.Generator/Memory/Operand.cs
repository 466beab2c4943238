using NetGen.Generator.Operations;

namespace NetGen.Generator.Memory;

/// <summary>What a kernel does with memory that it is handed.</summary>
internal enum Access
{
    /// <summary>Reads it.</summary>
    Read,

    /// <summary>Writes it, whatever was there.</summary>
    Write,

    /// <summary>Gives it a share of a gradient: the first kernel of the backward pass to do so writes it, those behind add to it.</summary>
    Contribute,

    /// <summary>Reads and overwrites it.</summary>
    Update,
}

/// <summary>What a kernel is handed. Each becomes one argument of the kernel's method.</summary>
internal abstract record Operand(string Name)
{
    /// <summary>How the memory holds its numbers.</summary>
    public virtual WeightFormat Format => WeightFormat.Float32;

    /// <summary>The parameter declaration in the emitted method.</summary>
    public virtual string Declaration => $"ref {Format.Element} {Name}";

    /// <summary>How the method passes it on.</summary>
    public virtual string Forwarded => "ref " + Name;
}

/// <summary>An operand that lasts from one kernel to another: what orders kernels.</summary>
internal abstract record MemoryOperand(string Name, Access Access) : Operand(Name)
{
    /// <summary>Which memory it is: equal for all operands that name the same.</summary>
    public abstract object Memory { get; }

    public bool IsRead => Access is Access.Read or Access.Update;

    public bool IsWritten => Access != Access.Read;
}

/// <summary>The values of a tensor, or the gradient of the loss by them.</summary>
internal sealed record TensorOperand(string Name, TensorValue Tensor, bool IsGradient, Access Access) : MemoryOperand(Name, Access)
{
    public override object Memory => (Tensor.Storage, IsGradient);

    public static TensorOperand Read(string name, TensorValue tensor) => new(name, tensor, IsGradient: false, Access.Read);

    public static TensorOperand Write(string name, TensorValue tensor) => new(name, tensor, IsGradient: false, Access.Write);

    public static TensorOperand ReadGradient(string name, TensorValue tensor) => new(name, tensor, IsGradient: true, Access.Read);

    public static TensorOperand ContributeGradient(string name, TensorValue tensor) => new(name, tensor, IsGradient: true, Access.Contribute);
}

/// <summary>A parameter, or the gradient of the loss by it.</summary>
internal sealed record ParameterOperand(string Name, PlannedParameter Parameter, bool IsGradient, Access Access) : MemoryOperand(Name, Access)
{
    public override object Memory => (Parameter, IsGradient);

    /// <summary>The values of a parameter, wherever they lie.</summary>
    public static MemoryOperand Read(string name, PlannedParameter parameter)
        => parameter.Values is { } values ? new DerivedOperand(name, values, Access.Read) : new ParameterOperand(name, parameter, IsGradient: false, Access.Read);

    /// <summary>The same where there is such a parameter.</summary>
    public static MemoryOperand? ReadIfAny(string name, PlannedParameter? parameter) => parameter is null ? null : Read(name, parameter);

    /// <summary>The factors of a weight's outputs, where inference reads it with such.</summary>
    public static MemoryOperand? ScalesIfAny(string name, PlannedParameter weights)
        => weights.Scales is { } scales ? new DerivedOperand(name, scales, Access.Read) : null;

    public static MemoryOperand ReadGradient(string name, PlannedParameter parameter) => Gradient(name, parameter, Access.Read);

    public static MemoryOperand ContributeGradient(string name, PlannedParameter parameter) => Gradient(name, parameter, Access.Contribute);

    /// <summary>The same where there is such a parameter.</summary>
    public static MemoryOperand? ContributeGradientIfAny(string name, PlannedParameter? parameter) => parameter is null ? null : ContributeGradient(name, parameter);

    private static MemoryOperand Gradient(string name, PlannedParameter parameter, Access access)
        => parameter.Gradient is { } gradient ? new ScratchOperand(name, gradient, access) : new ParameterOperand(name, parameter, IsGradient: true, access);
}

/// <summary>Scratch memory that does not grow with the batch.</summary>
internal sealed record ScratchOperand(string Name, Scratch Scratch, Access Access) : MemoryOperand(Name, Access)
{
    public override object Memory => Scratch;
}

/// <summary>What is computed from parameters whenever they have changed: transformed weights, weights in fewer bits.</summary>
internal sealed record DerivedOperand(string Name, Derived Derived, Access Access) : MemoryOperand(Name, Access)
{
    public override WeightFormat Format => Derived.Format;

    public override object Memory => Derived;
}

/// <summary>Scratch memory of each worker's own, undefined when the kernel begins. All kernels use the same.</summary>
internal sealed record WorkerScratchOperand(string Name, int Size) : Operand(Name);

/// <summary>The class index of each sample.</summary>
internal sealed record LabelsOperand(TargetPlace Place) : Operand("labels")
{
    public override string Declaration => "ref int labels";
}

/// <summary>The values that each sample's output is compared with.</summary>
internal sealed record TargetsOperand(TargetPlace Place) : Operand("targets");

/// <summary>What each sample counts for a loss; 1 unless a step says otherwise.</summary>
internal sealed record SampleWeightsOperand(LossPlace Place) : Operand("weights");

/// <summary>Where each sample's loss goes.</summary>
internal sealed record LossesOperand() : Operand("losses");

/// <summary>A number that only a training step knows, or a step of a sequence.</summary>
internal sealed record ScalarOperand(string Type, string Name, string Expression) : Operand(Name)
{
    /// <summary>Stands for the index in the batch of the first sample that the kernel is handed.</summary>
    public const string SampleIndex = "{sample}";

    /// <summary>The number of a sequence's step, the first of which is 0.</summary>
    public static ScalarOperand Step { get; } = new("long", "step", "step");

    public override string Declaration => Type + " " + Name;

    public override string Forwarded => Name;
}

/// <summary>Memory behind the parameters.</summary>
/// <param name="size">Floats.</param>
/// <param name="format">What lies in it, if not floats.</param>
internal sealed class Derived(string name, int size, WeightFormat? format = null)
{
    public string Name { get; } = name;

    public WeightFormat Format { get; } = format ?? WeightFormat.Float32;

    public int Size { get; } = size;
}

/// <summary>Memory in the fixed part of the training workspace.</summary>
internal sealed class Scratch(string name, int size)
{
    public string Name { get; } = name;

    public int Size { get; } = size;
}
