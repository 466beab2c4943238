using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Where an operand lies, as an argument.</summary>
internal static class Addresses
{
    /// <summary>In an inference pass: 'source' is the chunk's first sample, 'workspace' and 'parameters' the blocks.</summary>
    /// <param name="sample">The name of the sample's index within the chunk; null where a kernel takes all of the chunk.</param>
    /// <param name="memory">Where everything lies.</param>
    public static Argument Inference(Operand operand, string? sample, MemoryPlan memory) => Inference(operand, sample, memory, memory.InferenceScratch);

    private static Argument Inference(Operand operand, string? sample, MemoryPlan memory, int scratch)
    {
        switch (operand)
        {
            case TensorOperand { Tensor.Storage: var own }:
                Storage storage = own.ForInference;
                if (storage.Kind == StorageKind.NetworkInput) return Argument.Fixed(At("source", Expressions.Plus(Literals.Integer(storage.RowOffset), Scaled(sample, storage.SampleStride))));
                string distance = memory.SpansChunk(storage) ? Scaled(sample, storage.SampleStride) : "0";
                return InWorkspace(operand.Name, storage.Name, memory.Inference(storage), distance);
            case ParameterOperand or DerivedOperand:
                return InParameters(operand, memory, memory.MasterSize);
            case WorkerScratchOperand:
                return Argument.Place(operand.Name, At("workspace", Literals.Integer(scratch)));
            default:
                throw new InvalidOperationException($"Inference has no {operand.GetType().Name}.");
        }
    }

    /// <summary>In the pass for a single sample: 'source' is the sample.</summary>
    public static Argument SingleSample(Operand operand, MemoryPlan memory) => operand switch
    {
        TensorOperand { Tensor.Storage.ForInference: { Kind: StorageKind.Workspace } storage } =>
            InWorkspace(operand.Name, storage.Name, memory.SingleSample(storage), "0"),
        _ => Inference(operand, null, memory, memory.SingleSampleScratch),
    };

    /// <summary>In a step of a sequence: 'source' is the step, 'memory' that of the stream.</summary>
    public static Argument Step(Operand operand, StreamPlan stream, MemoryPlan memory) => operand switch
    {
        TensorOperand { Tensor.Storage: { Kind: StorageKind.NetworkInput } storage } => Argument.Fixed(At("source", Literals.Integer(storage.RowOffset))),
        TensorOperand { Tensor.Storage: var storage } =>
            Argument.Place(storage.Name, operand.Name, stream.OffsetOf(storage), (start, _) => At("memory", start), "0"),
        WorkerScratchOperand => Argument.Place(operand.Name, At("memory", Literals.Integer(stream.Scratch))),
        ScalarOperand scalar => Argument.Fixed(scalar.Expression),
        _ => InParameters(operand, memory, memory.MasterSize),
    };

    /// <summary>Where derived memory is computed: all of it lies in what inference reads of the parameter block.</summary>
    public static Argument Derivation(Operand operand, MemoryPlan memory) => operand switch
    {
        ParameterOperand or DerivedOperand => InParameters(operand, memory, memory.MasterSize),
        WorkerScratchOperand => Argument.Place(operand.Name, At("parameters", Literals.Integer(memory.DerivedScratch - memory.MasterSize))),
        _ => throw new InvalidOperationException($"Derived parameters have no {operand.GetType().Name}."),
    };

    /// <summary>In a training step: regions of the workspace are as many samples long as it has capacity for.</summary>
    /// <param name="sample">The first sample, as text.</param>
    /// <param name="memory">Where the parts of the workspace lie: the fixed part behind the samples', the workers' own behind that.</param>
    public static Argument Training(Operand operand, string sample, MemoryPlan memory) => operand switch
    {
        TensorOperand { Tensor.Storage: { Kind: StorageKind.NetworkInput } storage } =>
            Argument.Fixed(At("inputs", Expressions.Plus(Literals.Integer(storage.RowOffset), Scaled(sample, storage.SampleStride)))),
        TensorOperand tensor => Region(tensor, sample, memory),
        ParameterOperand or DerivedOperand => InParameters(operand, memory, first: 0),
        ScratchOperand scratch => Argument.Place(
            scratch.Scratch.Name,
            operand.Name,
            memory.OffsetOf(scratch.Scratch),
            (start, _) => At("workspace", Expressions.Plus($"capacity * {memory.TrainingPerSample}", start)),
            "0"),
        WorkerScratchOperand =>
            Argument.Place(operand.Name, At("workspace", Expressions.Plus(
                $"capacity * {memory.TrainingPerSample}", Literals.Integer(memory.TrainingFixed), $"worker * (nint){memory.TrainingPerWorker}"))),
        LabelsOperand { Place.IsRow: false } => Argument.Fixed(At("pass.Labels", sample)),
        LabelsOperand labels => Argument.Fixed($"ref Unsafe.As<float, int>({At("pass.Targets", InRow(labels.Place, sample))})"),
        TargetsOperand targets => Argument.Fixed(At("pass.Targets", InRow(targets.Place, sample))),
        SampleWeightsOperand weights => Argument.Fixed(At("pass.SampleWeights.Start", Expressions.Plus(RowOf(weights.Place), sample))),
        LossesOperand => Argument.Fixed(At("pass.SampleLosses.Start", sample)),
        ScalarOperand scalar => Scalar(scalar, sample),
        _ => throw new InvalidOperationException($"Training has no {operand.GetType().Name}."),
    };

    /// <summary>A reference into memory.</summary>
    public static string At(string memory, string position) => position == "0" ? $"ref {memory}" : $"ref Unsafe.Add(ref {memory}, {position})";

    private static Argument InWorkspace(string operand, string tensor, int offset, string distance)
        => Argument.Place(tensor, operand, offset, (start, way) => At("workspace", Expressions.Plus(start, way)), distance);

    /// <param name="first">The float of the block at which 'parameters' begins.</param>
    private static Argument InParameters(Operand operand, MemoryPlan memory, int first)
    {
        return operand switch
        {
            ParameterOperand { IsGradient: true } gradient => Argument.Place(
                GradientOf(gradient.Parameter.Name), operand.Name, memory.OffsetOf(gradient.Parameter), (start, _) => At("gradients", start), "0"),
            ParameterOperand parameter => Argument.Place(
                parameter.Parameter.Name, operand.Name, Behind(memory.OffsetOf(parameter.Parameter)), (start, _) => At("parameters", start), "0"),
            DerivedOperand { Format.Element: not "float" } narrow => Argument.Place(
                narrow.Derived.Name,
                operand.Name,
                Behind(memory.OffsetOf(narrow.Derived)),
                (start, _) => $"ref Unsafe.As<float, {narrow.Format.Element}>({At("parameters", start)})",
                "0",
                narrow.Format.Element),
            DerivedOperand derived => Argument.Place(
                derived.Derived.Name, operand.Name, Behind(memory.OffsetOf(derived.Derived)), (start, _) => At("parameters", start), "0"),
            _ => throw new InvalidOperationException($"{operand.GetType().Name} is no parameter."),
        };

        int Behind(int offset)
            => offset >= first
                ? offset - first
                : throw new InvalidOperationException($"Inference has no {operand.Name} as floats: it keeps those weights in fewer bits.");
    }

    private static Argument Region(TensorOperand operand, string sample, MemoryPlan memory)
    {
        Storage storage = operand.Tensor.Storage;
        return Argument.Place(
            operand.IsGradient ? GradientOf(storage.Name) : storage.Name,
            operand.Name,
            memory.Training(storage, operand.IsGradient),
            (start, way) => At("workspace", Expressions.Plus(start == "0" ? "0" : $"capacity * {Expressions.Grouped(start)}", way)),
            Scaled(sample, storage.SampleStride));
    }

    private static string GradientOf(string name) => name + ".gradient";

    private static Argument Scalar(ScalarOperand operand, string sample)
    {
        string text = operand.Expression.Replace(ScalarOperand.SampleIndex, sample);
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number)
            ? Argument.Numbered(operand.Name, number, value => value)
            : Argument.Fixed(text);
    }

    /// <summary>A loss's row among those of all losses, which are as long as the workspace has capacity for.</summary>
    private static string RowOf(LossPlace place) => place.Index switch { 0 => "0", 1 => "capacity", var index => $"capacity * {index}" };

    private static string InRow(TargetPlace place, string sample) => Expressions.Plus(Literals.Integer(place.Offset), Scaled(sample, place.RowSize));

    private static string Scaled(string? index, int stride) => index is null or "0" ? "0" : $"{index} * (nint){stride}";
}
