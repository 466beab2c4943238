using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Signal;

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
        using (writer.Block($"public {name}(ulong seed = 0)"))
        {
            writer.Line($"_parameters = {NewBlock(plan)};");
            for (int index = 0; index < plan.Parameters.Count; index++) EmitInitializer(writer, plan.Parameters[index], index);
        }

        writer.Line();
        writer.Line("// The parameters come from elsewhere.");
        using (writer.Block($"private {name}(global::NetGen.Runtime.ParameterBlock parameters)")) writer.Line("_parameters = parameters;");
    }

    private static void EmitInitializer(SourceWriter writer, PlannedParameter parameter, int index)
    {
        Initializer initializer = parameter.Spec.Initializer;
        string fans = parameter.Spec.FanIn > 0
            ? $", fan-in {Literals.Grouped(parameter.Spec.FanIn)}, fan-out {Literals.Grouped(parameter.Spec.FanOut)}, std {Literals.Short(initializer.Std)}"
            : "";
        string[] numbers = initializer.Distribution switch
        {
            Distribution.Constant => [Literals.Double(initializer.First)],
            Distribution.TruncatedNormal =>
                ["seed", Literals.Double(initializer.First), Literals.Double(initializer.Second), Literals.Double(initializer.Low), Literals.Double(initializer.High)],
            _ => ["seed", Literals.Double(initializer.First), Literals.Double(initializer.Second)],
        };
        writer.Line();
        writer.Line($"// {parameter.Name} [{string.Join(", ", parameter.Spec.FileShape.Select(extent => Literals.Integer(extent)))}]: {initializer.Description}{fans}");
        writer.Line($"global::NetGen.Initialization.ParameterInitializer.{initializer.Distribution}(_parameters, {index}, {string.Join(", ", numbers)});");
    }

    private static void EmitInfo(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        writer.Line("/// <inheritdoc/>");
        writer.Line("public static global::NetGen.NetworkInfo Info { get; } = new()");
        writer.Line("{");
        using (writer.Indent())
        {
            writer.Line($"Name = {Literals.Text(model.Type.Name)},");
            writer.Line($"InputShape = {Extents(model.Input.Extents)},");
            writer.Line($"OutputShape = {Extents(plan.NetworkOutput.Shape.Extents)},");
            writer.Line($"InferenceWorkspace = {plan.Memory.InferenceSize},");
            writer.Line($"PackedSize = {plan.Memory.ParameterSize},");
            writer.Line($"TrainedPackedSize = {plan.Memory.TrainedSize},");
            if (plan.Signal.InitialLoss is double loss) writer.Line($"PredictedLoss = {Literals.Rounded(loss)},");
            writer.Line("Layers =");
            writer.Line("[");
            using (writer.Indent())
            {
                for (int index = 0; index < model.Nodes.Count; index++)
                {
                    LayerNode node = model.Nodes[index];
                    writer.Line(
                        $"new({Literals.Text(node.Name)}, {Literals.Text(node.Layer.Kind)}, {Extents(node.OutputShape.Extents)}, {Literals.Integer(node.ParameterCount)}, "
                        + $"{Literals.Integer(node.Layer.MultiplyAdds(node))}, {Literals.Text(Describe.Node(node))}, "
                        + $"{Predicted(plan.Signal.Layers[index])}),");
                }
            }

            writer.Line("],");
            writer.Line("Parameters =");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (PlannedParameter parameter in plan.Parameters)
                {
                    ParameterSpec spec = parameter.Spec;
                    writer.Line(
                        $"new({Literals.Text(parameter.Name)}, {Extents(spec.FileShape)}, {Literals.Text(spec.Initializer.Description)}, {spec.FanIn}, {spec.FanOut}, "
                        + $"{Literals.Single(spec.Initializer.Std)}, {(spec.IsTrained ? "true" : "false")}, "
                        + $"new({parameter.Offset}, {parameter.Groups}, {parameter.Outputs}, {spec.Inputs}, {spec.Rows}, {spec.Columns}, {parameter.Panel})),");
                }
            }

            writer.Line("],");
        }

        writer.Line("};");
    }

    private static string Predicted(LayerSignal signal)
        => $"new({string.Join(", ", new[] { signal.Mean, signal.Std, signal.Active, signal.Saturated, signal.GradientStd, signal.Band }.Select(Literals.Rounded))})";

    private static string Extents(EquatableArray<int> extents) => "[" + string.Join(", ", extents.Select(extent => Literals.Integer(extent))) + "]";
}
