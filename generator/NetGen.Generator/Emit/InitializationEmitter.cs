using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Prediction;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints how a network begins: its description, its constructor and what each parameter starts from.</summary>
internal static class InitializationEmitter
{
    public static string Emit(NetworkPlan plan)
    {
        SourceWriter writer = new();
        NetworkModel model = plan.Model;
        NetworkEmitter.Header(writer, $"{model.Type.Name}, description and initial parameters");
        using (TypeScope.Open(writer, model.Type))
        {
            writer.Line("private readonly global::NetGen.Runtime.ParameterBlock _parameters;");
            writer.Line();
            EmitConstructors(writer, plan);
            writer.Line();
            EmitInfo(writer, plan);
        }

        return writer.ToString();
    }

    /// <summary>The text of a new parameter block.</summary>
    public static string NewBlock(NetworkPlan plan)
        => plan.Memory.DerivedSize == 0
            ? "new global::NetGen.Runtime.ParameterBlock(Info)"
            : $"new global::NetGen.Runtime.ParameterBlock(Info, {plan.Memory.DerivedSize})";

    private static void EmitConstructors(SourceWriter writer, NetworkPlan plan)
    {
        string name = plan.Model.Type.Name;
        writer.Line("/// <summary>A network with initial parameters: the same bits for the same seed, on every machine.</summary>");
        writer.Line("/// <param name=\"seed\">What the random values are drawn from.</param>");
        PassBody body = NewBody();
        CallPrinter printer = new(body, NewBody, "InitializeParameters", "private");
        printer.Print([.. plan.Parameters.Select(InitializerCall)], "ulong seed", "seed");
        using (writer.Block($"public {name}(ulong seed = 0)"))
        {
            writer.Line($"_parameters = {NewBlock(plan)};");
            body.PrintTo(writer);
        }

        printer.PrintParts(writer);
        writer.Line();
        writer.Line("// The parameters come from elsewhere.");
        using (writer.Block($"private {name}(global::NetGen.Runtime.ParameterBlock parameters)")) writer.Line("_parameters = parameters;");
    }

    private static PassBody NewBody() => PassBody.Plain("seed", "block");

    private static Call InitializerCall(PlannedParameter parameter, int index)
    {
        Initializer initializer = parameter.Spec.Initializer;
        string[] numbers = initializer.Distribution switch
        {
            Distribution.Constant => [Literals.Double(initializer.First)],
            Distribution.TruncatedNormal =>
                ["seed", Literals.Double(initializer.First), Literals.Double(initializer.Second), Literals.Double(initializer.Low), Literals.Double(initializer.High)],
            _ => ["seed", Literals.Double(initializer.First), Literals.Double(initializer.Second)],
        };
        return new Call(
            $"global::NetGen.Initialization.ParameterInitializer.{initializer.Distribution}",
            [Argument.Fixed("_parameters"), Argument.Numbered("index", index, value => value), .. numbers.Select(Argument.Fixed)],
            $"{parameter.Name} [{string.Join(", ", parameter.Spec.FileShape.Select(extent => Literals.Integer(extent)))}]: {Describe.Initializer(initializer)}");
    }

    private static void EmitInfo(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        RowTable layers = new("Layers", "Layers =", "global::NetGen.LayerInfo", [.. Enumerable.Range(0, model.Nodes.Count).Select(index => LayerRow(plan, index))]);
        RowTable parameters = new("Parameters", "Parameters =", "global::NetGen.ParameterInfo", [.. plan.Parameters.Select(ParameterRow)]);
        writer.Line("/// <inheritdoc/>");
        writer.Line("public static global::NetGen.NetworkInfo Info { get; } = new()");
        writer.Line("{");
        using (writer.Indent())
        {
            writer.Line($"Name = {Literals.Text(model.Type.Name)},");
            writer.Line($"InputShape = {(model.Inputs.Count == 1 ? Extents(model.Inputs[0].Shape.Extents) : $"[{model.InputSize}]")},");
            writer.Line($"OutputShape = {(model.Outputs.Count == 1 ? Extents(plan.NetworkOutputs[0].Shape.Extents) : $"[{model.OutputSize}]")},");
            if (!model.IsPlain)
            {
                writer.Line($"Inputs = [{string.Join(", ", model.Inputs.Select(input => $"new({Literals.Text(input.Name)}, {Extents(input.Shape.Extents)}, {input.Vocabulary})"))}],");
                writer.Line($"Outputs = [{string.Join(", ", model.Outputs.Select(output => $"new({Literals.Text(model.Nodes[output].Name)}, {Extents(model.Nodes[output].OutputShape.Extents)}, 0)"))}],");
            }
            writer.Line($"InferenceWorkspace = {plan.Memory.InferenceSize},");
            writer.Line($"PackedSize = {plan.Memory.ParameterSize},");
            writer.Line($"TrainedPackedSize = {plan.Memory.TrainedSize},");
            if (plan.Signal.InitialLoss is double loss) writer.Line($"PredictedLoss = {Literals.Rounded(loss)},");
            layers.EmitReference(writer);
            parameters.EmitReference(writer);
        }

        writer.Line("};");
        layers.EmitMethods(writer);
        parameters.EmitMethods(writer);
    }

    private static string LayerRow(NetworkPlan plan, int index)
    {
        LayerNode node = plan.Model.Nodes[index];
        return $"new({Literals.Text(node.Name)}, {Literals.Text(node.Layer.Kind)}, {Extents(node.OutputShape.Extents)}, {Literals.Integer(node.ParameterCount)}, "
            + $"{Literals.Integer(node.Layer.MultiplyAdds(node))}, {Literals.Text(Describe.Node(node))}, "
            + $"{Predicted(plan.Signal.Layers[index])}),";
    }

    private static string ParameterRow(PlannedParameter parameter)
    {
        ParameterSpec spec = parameter.Spec;
        return $"new({Literals.Text(parameter.Name)}, {Extents(spec.FileShape)}, {Literals.Text(spec.Initializer.Description)}, {spec.FanIn}, {spec.FanOut}, "
            + $"{Literals.Single(spec.Initializer.Std)}, {(spec.IsTrained ? "true" : "false")}, "
            + $"new({parameter.Offset}, {parameter.Groups}, {parameter.Outputs}, {spec.Inputs}, {spec.Rows}, {spec.Columns}, {parameter.Panel})),";
    }

    private static string Predicted(LayerSignal signal)
        => $"new({string.Join(", ", new[] { signal.Mean, signal.Std, signal.Active, signal.Saturated, signal.GradientStd, signal.Band }.Select(Literals.Rounded))})";

    private static string Extents(EquatableArray<int> extents) => "[" + string.Join(", ", extents.Select(extent => Literals.Integer(extent))) + "]";
}
