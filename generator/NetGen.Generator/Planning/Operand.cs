namespace NetGen.Generator.Planning;

/// <summary>What a kernel is handed. Each becomes one argument of the kernel's method.</summary>
internal abstract record Operand(string Name)
{
    /// <summary>The parameter declaration in the emitted method.</summary>
    public virtual string Declaration => "ref float " + Name;

    /// <summary>How the method passes it on.</summary>
    public virtual string Forwarded => "ref " + Name;
}

/// <summary>The values of a tensor, or the gradient of the loss by them.</summary>
internal sealed record TensorOperand(string Name, TensorValue Tensor, bool IsGradient, bool IsWritten) : Operand(Name);

/// <summary>A parameter, or the gradient of the loss by it.</summary>
internal sealed record ParameterOperand(string Name, PlannedParameter Parameter, bool IsGradient, bool IsWritten) : Operand(Name);

/// <summary>Scratch memory that does not grow with the batch.</summary>
internal sealed record ScratchOperand(string Name, Scratch Scratch) : Operand(Name);

/// <summary>Scratch memory of each worker's own, undefined when the kernel begins. All kernels use the same.</summary>
internal sealed record WorkerScratchOperand(string Name, int Size) : Operand(Name);

/// <summary>What is computed from parameters whenever they have changed: transformed weights.</summary>
internal sealed record DerivedOperand(string Name, Derived Derived) : Operand(Name);

/// <summary>The class index of each sample.</summary>
internal sealed record LabelsOperand() : Operand("labels")
{
    public override string Declaration => "ref int labels";
}

/// <summary>The values that each sample's output is compared with.</summary>
internal sealed record TargetsOperand(int SampleStride) : Operand("targets");

/// <summary>Where each sample's loss goes.</summary>
internal sealed record LossesOperand() : Operand("losses");

/// <summary>A number that only a training step knows.</summary>
internal sealed record ScalarOperand(string Type, string Name, string Expression) : Operand(Name)
{
    /// <summary>Stands for the index in the batch of the first sample that the kernel is handed.</summary>
    public const string SampleIndex = "{sample}";

    public override string Declaration => Type + " " + Name;

    public override string Forwarded => Name;
}

/// <summary>Memory behind the parameters.</summary>
internal sealed class Derived(string name, int size)
{
    public string Name { get; } = name;

    public int Size { get; } = size;

    /// <summary>First float in the parameter block; set by the planner.</summary>
    public int Offset { get; set; } = -1;
}

/// <summary>Memory in the fixed part of the training or inference workspace.</summary>
internal sealed class Scratch(string name, int size, bool forInference)
{
    public string Name { get; } = name;

    public int Size { get; } = size;

    public bool ForInference { get; } = forInference;

    public int Offset { get; set; } = -1;
}
