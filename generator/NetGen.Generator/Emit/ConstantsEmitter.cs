using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Planning;
using NetGen.Generator.Prediction;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>
/// Prints what is worked out once for all objects of a network: its description, its programs, its pool of workspaces. They stand in a class of
/// their own, because the user's has attributes, and is edited with them.
/// </summary>
internal static class ConstantsEmitter
{
    public static FileText Emit(NetworkPlan plan)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, description and programs");
        writer.Line($"namespace {NetworkEmitter.KernelNamespace};");
        writer.Line();

        // Initialised in the order of the text.
        using (writer.Block($"internal static class {NetworkEmitter.ConstantsClass(plan)}"))
        {
            EmitInfo(writer, plan);
            writer.Line();
            writer.Line($"internal static readonly global::NetGen.Runtime.WorkspacePool Workspaces = new({plan.Memory.InferenceSize});");
            writer.Line();
            EmitInferenceProgram(writer, plan);
            if (plan.Stream is { } stream)
            {
                writer.Line();
                StreamEmitter.EmitProgram(writer, plan, stream);
            }

            if (plan.Model.IsTrained)
            {
                writer.Line();
                if (plan.Model.ListsTargets) EmitTargetList(writer, plan.Model);
                EmitTrainingProgram(writer, plan);
            }

            writer.Line();
            string derived = plan.Memory.DerivedSize == 0 ? "" : $", {plan.Memory.DerivedSize}";
            writer.Line($"internal static global::NetGen.Runtime.ParameterBlock NewParameters() => new(Info{derived});");
        }

        return writer.ToFile();
    }

    /// <summary>The network's description, as the user's class says it.</summary>
    public static string Info(NetworkPlan plan) => Member(plan, nameof(Info));

    /// <summary>The pool of workspaces.</summary>
    public static string Workspaces(NetworkPlan plan) => Member(plan, nameof(Workspaces));

    /// <summary>How calls of Forward are shared by threads.</summary>
    public static string Inference(NetworkPlan plan) => Member(plan, nameof(Inference));

    /// <summary>How a stream runs.</summary>
    public static string Stream(NetworkPlan plan) => Member(plan, nameof(Stream));

    /// <summary>What several losses compare with.</summary>
    public static string Targets(NetworkPlan plan) => Member(plan, nameof(Targets));

    /// <summary>The phases of a training step.</summary>
    public static string Program(NetworkPlan plan) => Member(plan, nameof(Program));

    /// <summary>A new parameter block.</summary>
    public static string NewParameters(NetworkPlan plan) => Member(plan, nameof(NewParameters)) + "()";

    private static string Member(NetworkPlan plan, string name) => $"global::{NetworkEmitter.KernelNamespace}.{NetworkEmitter.ConstantsClass(plan)}.{name}";

    private static void EmitInfo(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        RowTable layers = new("Layers", "Layers =", "global::NetGen.LayerInfo", [.. Enumerable.Range(0, model.Nodes.Count).Select(index => LayerRow(plan, index))]);
        RowTable parameters = new("Parameters", "Parameters =", "global::NetGen.ParameterInfo", [.. plan.Parameters.Select(parameter => ParameterRow(plan, parameter))]);
        writer.Line("internal static global::NetGen.NetworkInfo Info { get; } = new()");
        writer.Line("{");
        using (writer.Indent())
        {
            writer.Line($"Name = {Literals.Text(model.Type.Name)},");
            writer.Line($"InputShape = {(model.Inputs.Count == 1 ? Extents(model.Inputs[0].Shape.Extents) : $"[{model.InputSize}]")},");
            writer.Line($"OutputShape = {(model.Outputs.Count == 1 ? Extents(plan.NetworkOutputs[0].Shape.Extents) : $"[{model.OutputSize}]")},");
            if (!model.IsPlain)
            {
                writer.Line($"Inputs = [{string.Join(", ", model.Inputs.Select(input => Input(model, input)))}],");
            }

            if (!model.IsPlain || model.Losses.Any(term => term.Loss.Classes.Count > 0 || term.Loss.Link is not null)) writer.Line($"Outputs = [{string.Join(", ", model.Outputs.Select(output => Output(model, output)))}],");
            writer.Line($"InferenceWorkspace = {plan.Memory.InferenceSize},");
            writer.Line($"PackedSize = {plan.Memory.ParameterSize},");
            writer.Line($"TrainedPackedSize = {plan.Memory.TrainedSize},");
            if (plan.Memory.MasterSize > 0) writer.Line($"MasterSize = {plan.Memory.MasterSize},");
            if (plan.Signal.InitialLoss is double loss) writer.Line($"PredictedLoss = {Literals.Rounded(loss)},");
            layers.EmitReference(writer);
            parameters.EmitReference(writer);
        }

        writer.Line("};");
        layers.EmitMethods(writer);
        parameters.EmitMethods(writer);
    }

    private static string Input(NetworkModel model, InputTensor input)
    {
        string tensor = $"new({Literals.Text(input.Name)}, {Extents(input.Shape.Extents)}, {input.Shape.Vocabulary})";
        return input.LengthsOf is { } sequence ? $"{tensor} {{ LengthsOf = {Literals.Text(model.Inputs[sequence].Name)} }}" : tensor;
    }

    private static string Output(NetworkModel model, int output)
    {
        string tensor = $"new({Literals.Text(model.Nodes[output].Name)}, {Extents(model.Nodes[output].OutputShape.Extents)}, 0)";
        List<string> details = [];
        if (model.LossOf(output) is { Loss: var loss })
        {
            if (loss.Classes.Count > 0) details.Add($"Classes = {Names(loss)}");
            if (loss.Link is { } link) details.Add($"Link = global::NetGen.OutputLink.{link}");
        }

        return details.Count == 0 ? tensor : $"{tensor} {{ {string.Join(", ", details)} }}";
    }

    private static string Names(Loss loss) => $"[{string.Join(", ", loss.Classes.Select(Literals.Text))}]";

    private static string LayerRow(NetworkPlan plan, int index)
    {
        LayerNode node = plan.Model.Nodes[index];
        return $"new({Literals.Text(node.Name)}, {Literals.Text(node.Layer.Kind)}, {Extents(node.OutputShape.Extents)}, {Literals.Integer(node.ParameterCount)}, "
            + $"{Literals.Integer(node.Layer.MultiplyAdds(node))}, {Literals.Text(Describe.Node(node))}, "
            + $"{Predicted(node, plan.Signal.Layers[index])}) {{ {Place(plan.Model, node)} }},";
    }

    /// <summary>What a layer reads, and its settings.</summary>
    private static string Place(NetworkModel model, LayerNode node)
    {
        string settings = NodeSettings.Of(model, node).ToString();
        return $"Inputs = [{string.Join(", ", NodeSettings.InputsOf(model, node).Select(Literals.Text))}]{(settings.Length == 0 ? string.Empty : $", Settings = new({Literals.Text(settings)})")}";
    }

    private static string ParameterRow(NetworkPlan plan, PlannedParameter parameter)
    {
        ParameterSpec spec = parameter.Spec;
        return $"new({Literals.Text(parameter.Name)}, {Extents(spec.FileShape)}, {Literals.Text(spec.Initializer.Description)}, {spec.FanIn}, {spec.FanOut}, "
            + $"{Literals.Single(spec.Initializer.Std)}, {(spec.IsTrained ? "true" : "false")}, "
            + $"new({plan.Memory.OffsetOf(parameter)}, {parameter.CopiedGroups}, {parameter.CopiedOutputs}, {spec.Inputs}, {spec.Rows}, "
            + $"{spec.Columns}, {parameter.Panel})){Details(plan, parameter)},";
    }

    private static string Details(NetworkPlan plan, PlannedParameter parameter)
    {
        List<string> details = [];
        if (parameter.Narrow is { } narrow)
        {
            details.Add($"Precision = global::NetGen.WeightPrecision.{narrow.Format.Precision}");
            details.Add($"NarrowOffset = {Literals.Integer(plan.Memory.OffsetOf(narrow))}");
        }

        if (parameter.Narrow is { Format.IsBundled: true }) details.Add("IsBundled = true");
        if (parameter.Scales is { } scales) details.Add($"ScaleOffset = {Literals.Integer(plan.Memory.OffsetOf(scales))}");
        if (parameter.Spec.FileParts.Count > 0) details.Add(FileParts(parameter));
        return details.Count == 0 ? string.Empty : $" {{ {string.Join(", ", details)} }}";
    }

    /// <summary>Where files have its rows, which is not under its own name.</summary>
    private static string FileParts(PlannedParameter parameter)
    {
        string layer = parameter.Name.Substring(0, parameter.Name.Length - parameter.Spec.Name.Length);
        IEnumerable<string> parts = parameter.Spec.FileParts.Select(part =>
            $"new({Literals.Text(layer + part.Tensor)}, {part.TensorRows}, {part.Row}, {part.Rows})");
        return $"FileParts = [{string.Join(", ", parts)}]";
    }

    private static string Predicted(LayerNode node, LayerSignal signal)
    {
        List<string> further = [];
        if (SignalTable.HasSteps(node)) further.Add($"StepCorrelation = {Literals.Rounded(signal.PositionCorrelation)}");
        if (signal.Softmax is { } softmax)
        {
            IEnumerable<string> figures = new[] { softmax.Entropy, softmax.LargestEntropy, softmax.Slope }.Select(Literals.Rounded);
            further.Add($"Softmax = new({Literals.Rounded(softmax.Std)}, {softmax.Choices}, {string.Join(", ", figures)})");
        }

        double[] numbers = [signal.Mean, signal.Std, signal.Active, signal.Saturated, signal.GradientStd, signal.Band];
        string predicted = $"new({string.Join(", ", numbers.Select(Literals.Rounded))})";
        return further.Count == 0 ? predicted : $"{predicted} {{ {string.Join(", ", further)} }}";
    }

    private static string Extents(EquatableArray<int> extents) => "[" + string.Join(", ", extents.Select(extent => Literals.Integer(extent))) + "]";

    private static void EmitInferenceProgram(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("internal static readonly global::NetGen.Runtime.InferenceProgram Inference = new(");
        using SourceWriter.BlockScope arguments = writer.Indent();
        writer.Line($"InputSize: {plan.Model.InputSize},");
        writer.Line($"OutputSize: {plan.Model.OutputSize},");
        writer.Line($"WorkPerSample: {Literals.Integer(plan.WorkPerSample)},");
        writer.Line($"SamplesPerThread: {plan.SamplesPerThread},");
        IEnumerable<string> phases = plan.SharedSample.Phases.Select(phase => $"new({phase.Units}, {Literals.Integer(phase.Work)})");
        writer.Line($"Phases: [{string.Join(", ", phases)}]);");
    }

    /// <summary>What the losses compare with, where a dataset does not tell.</summary>
    private static void EmitTargetList(SourceWriter writer, NetworkModel model)
    {
        IEnumerable<string> rows = model.Losses.Select(term =>
            $"new({Literals.Text(model.Nodes[term.Node].Name)}, global::NetGen.Runtime.TrainingTarget.{term.Loss.Target}, {(term.Loss.Target == LossTarget.Labels ? model.Nodes[term.Node].OutputShape.Channels : model.Nodes[term.Node].OutputShape.Size)}, {Offset(term)}, {Literals.Double(term.Weight)}){Details(term)}");
        writer.Line($"internal static readonly global::NetGen.Runtime.TargetInfo[] Targets = [{string.Join(", ", rows)}];");

        string Details(LossTerm term)
        {
            List<string> details = [];
            Shape output = model.Nodes[term.Node].OutputShape;
            if (SampleFunctionText.Evaluation(term.Loss.FunctionOf(output), output) is { } loss) details.Add($"Loss = {loss}");
            if (term.Loss.Target == LossTarget.Values && term.Loss.TargetSize(output) != output.Size) details.Add($"TargetSize = {Literals.Integer(term.Loss.TargetSize(output))}");
            if (model.Nodes[term.Node].OutputLengths.Input is { } lengths)
                details.Add($"Steps = new({Literals.Integer(model.Inputs.Take(lengths).Sum(input => input.Shape.Size))}, {Literals.Integer(model.InputSize)}, {Literals.Integer(output.Positions)}, {(term.Loss.FunctionOf(output) is RowFunction { Reach: LossReach.Sample } ? "false" : "true")})");
            if (term.Loss.Target == LossTarget.Labels && model.TargetSizeOf(term) > 1) details.Add($"Labels = {Literals.Integer(model.TargetSizeOf(term))}");
            if (term.Loss.TakesBinaryLabels) details.Add("TakesBinaryLabels = true");
            if (term.Loss.Classes.Count > 0) details.Add($"Classes = {Names(term.Loss)}");
            return details.Count == 0 ? string.Empty : $" {{ {string.Join(", ", details)} }}";
        }

        // Where in a sample's row of outputs the output begins that a loss reads.
        int Offset(LossTerm term) => model.Outputs.TakeWhile(output => output != term.Node).Sum(output => model.Nodes[output].OutputShape.Size);
    }

    private static void EmitTrainingProgram(SourceWriter writer, NetworkPlan plan)
    {
        RowTable phases = new("Phases", "", "global::NetGen.Runtime.TrainingPhase", [.. plan.Phases.Select(PhaseRow)]);
        RowTable tensors = new("Tensors", "Tensors:", "global::NetGen.Runtime.LayerTensor", [.. Enumerable.Range(0, plan.Tensors.Count).Select(index => TensorRow(plan, index))]);
        writer.Line("internal static global::NetGen.Runtime.TrainingProgram Program { get; } = new(");
        using (writer.Indent())
        {
            phases.EmitReference(writer);
            writer.Line($"WorkspacePerSample: {plan.Memory.TrainingPerSample},");
            writer.Line($"WorkspaceFixed: {plan.Memory.TrainingFixed},");
            writer.Line($"WorkspacePerWorker: {plan.Memory.TrainingPerWorker},");
            EmitTargets(writer, plan.Model);
            tensors.EmitReference(writer);
            List<string> details = plan.Model.ListsTargets ? ["Targets = Targets"] : [];
            if (plan.Model.IsPlain && plan.Model.Losses[0].Loss.TakesProbabilities) details.Add("TakesProbabilities = true");
            writer.Line($"MinimumBatch: {plan.MinimumBatch}){(details.Count == 0 ? "" : $" {{ {string.Join(", ", details)} }}")};");
        }

        phases.EmitMethods(writer);
        tensors.EmitMethods(writer);
    }

    private static void EmitTargets(SourceWriter writer, NetworkModel model)
    {
        const string Target = "global::NetGen.Runtime.TrainingTarget";
        if (model.IsPlain)
        {
            writer.Line($"Target: {Target}.{model.Losses[0].Loss.Target},");
            writer.Line($"TargetSize: {(model.Losses[0].Loss.Target == LossTarget.Labels ? model.OutputSize : model.TargetSize)},");
            return;
        }

        writer.Line($"Target: {Target}.Rows,");
        writer.Line($"TargetSize: {model.TargetSize},");
    }

    private static string PhaseRow(Phase phase)
        => $"new global::NetGen.Runtime.TrainingPhase({Literals.Text(phase.Name)}, {Literals.Integer(phase.WorkPerSample)}, {Literals.Integer(phase.WorkPerStep)}),";

    /// <summary>Where a layer's output lies: what NetworkSignal.MeasureSignal reads.</summary>
    private static string TensorRow(NetworkPlan plan, int index)
    {
        PlannedTensor tensor = plan.Tensors[index];
        TensorValue value = tensor.Value;
        string saturation = tensor.SaturationSource < 0
            ? ""
            : $", new({tensor.SaturationSource}, [{string.Join(", ", tensor.Saturated.Select(Literals.Rounded))}])";
        return $"new({(tensor.HoldsValues ? plan.Memory.Training(value.Storage, isGradient: false) : -1)}, {(tensor.HoldsGradient ? plan.Memory.Training(value.Storage, isGradient: true) : -1)}, {value.Storage.SampleStride}, "
            + (tensor.IsRow ? $"1, {value.Shape.Size}, {value.Shape.Size}" : $"{value.Shape.Positions}, {value.Shape.Channels}, {value.Pitch}")
            + $"{saturation}{Phases(plan, tensor)}), // {plan.Model.Nodes[index].Name}";
    }

    /// <summary>Behind which phases a tensor is read, where the end of the step does not leave it.</summary>
    private static string Phases(NetworkPlan plan, PlannedTensor tensor)
    {
        int values = tensor.HoldsValues ? plan.Memory.CompletePhase(tensor.Value.Storage, isGradient: false) : -1;
        int gradient = tensor.HoldsGradient ? plan.Memory.CompletePhase(tensor.Value.Storage, isGradient: true) : -1;
        return (values < 0 ? "" : $", ValuesPhase: {values}") + (gradient < 0 ? "" : $", GradientPhase: {gradient}");
    }
}
