using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>Where an operand lies, as the text of an argument.</summary>
internal static class Addresses
{
    /// <summary>In an inference pass: 'source' is the chunk's first sample, 'workspace' and 'parameters' the blocks.</summary>
    /// <param name="sample">The name of the sample's index within the chunk; null where a kernel takes all of the chunk.</param>
    /// <param name="scratch">Where in the workspace scratch memory lies.</param>
    public static string Inference(Operand operand, string? sample, int scratch)
    {
        switch (operand)
        {
            case TensorOperand { Tensor.Storage: var own }:
                Storage storage = own.ForInference;
                if (storage.Kind == StorageKind.NetworkInput) return At("source", Scaled(sample, storage.SampleStride));
                string start = Literals.Integer(storage.InferenceOffset);
                if (!storage.SpansChunk || sample is null) return At("workspace", start);
                return At("workspace", start == "0" ? Scaled(sample, storage.SampleStride) : $"{start} + ({Scaled(sample, storage.SampleStride)})");
            case ParameterOperand parameter:
                return At("parameters", Literals.Integer(parameter.Parameter.Offset));
            case DerivedOperand derived:
                return At("parameters", Literals.Integer(derived.Derived.Offset));
            case WorkerScratchOperand:
                return At("workspace", Literals.Integer(scratch));
            default:
                throw new InvalidOperationException($"Inference has no {operand.GetType().Name}.");
        }
    }

    /// <summary>Where derived memory is computed: all of it lies in the parameter block.</summary>
    public static string Derivation(Operand operand, MemoryPlan memory) => operand switch
    {
        ParameterOperand parameter => At("parameters", Literals.Integer(parameter.Parameter.Offset)),
        DerivedOperand derived => At("parameters", Literals.Integer(derived.Derived.Offset)),
        WorkerScratchOperand => At("parameters", Literals.Integer(memory.DerivedScratch)),
        _ => throw new InvalidOperationException($"Derived parameters have no {operand.GetType().Name}."),
    };

    /// <summary>In a training step: regions of the workspace are as many samples long as it has capacity for.</summary>
    /// <param name="sample">The first sample, as text.</param>
    /// <param name="memory">Where the parts of the workspace lie: the fixed part behind the samples', the workers' own behind that.</param>
    public static string Training(Operand operand, string sample, MemoryPlan memory) => operand switch
    {
        TensorOperand { Tensor.Storage.Kind: StorageKind.NetworkInput } tensor => At("inputs", Scaled(sample, tensor.Tensor.Storage.SampleStride)),
        TensorOperand tensor => At("workspace", Region(tensor.IsGradient ? tensor.Tensor.Storage.GradientOffset : tensor.Tensor.Storage.TrainingOffset, sample, tensor.Tensor.Storage.SampleStride)),
        ParameterOperand parameter => At(parameter.IsGradient ? "gradients" : "parameters", Literals.Integer(parameter.Parameter.Offset)),
        ScratchOperand scratch => At("workspace", $"(capacity * {memory.TrainingPerSample}) + {scratch.Scratch.Offset}"),
        WorkerScratchOperand => At("workspace", $"(capacity * {memory.TrainingPerSample}) + {memory.TrainingFixed} + (worker * (nint){memory.TrainingPerWorker})"),
        DerivedOperand derived => At("parameters", Literals.Integer(derived.Derived.Offset)),
        LabelsOperand => At("pass.Labels", sample),
        TargetsOperand targets => At("pass.Targets", Scaled(sample, targets.SampleStride)),
        LossesOperand => At("pass.SampleLosses.Start", sample),
        ScalarOperand scalar => scalar.Expression.Replace(ScalarOperand.SampleIndex, sample),
        _ => throw new InvalidOperationException($"Training has no {operand.GetType().Name}."),
    };

    private static string Region(int offset, string sample, int stride)
    {
        string position = Scaled(sample, stride);
        if (offset == 0) return position;
        return position == "0" ? $"capacity * {offset}" : $"(capacity * {offset}) + ({position})";
    }

    private static string Scaled(string? index, int stride) => index is null or "0" ? "0" : $"{index} * (nint){stride}";

    private static string At(string memory, string position) => position == "0" ? $"ref {memory}" : $"ref Unsafe.Add(ref {memory}, {position})";
}
