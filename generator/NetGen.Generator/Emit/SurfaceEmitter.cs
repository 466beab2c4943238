using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints the members that users call.</summary>
internal static class SurfaceEmitter
{
    /// <param name="phases">Of a training step.</param>
    /// <param name="size">Of all other files.</param>
    public static FileText Emit(NetworkPlan plan, PhaseEmitter phases, SourceSize size)
    {
        SourceWriter writer = new();
        NetworkModel model = plan.Model;
        TypeIdentity type = model.Type;
        NetworkEmitter.Header(writer, type.Name);
        string self = TypeScope.FullName(type);
        string contract = !model.IsTrained ? $"global::NetGen.INetwork<{self}>" : $"global::NetGen.ITrainableNetwork<{self}>";
        const string Parallel = "global::NetGen.Runtime.IParallelInference";
        string heads = model.ListsTargets ? ", global::NetGen.Runtime.IHasTargets" : "";
        string steps = plan.Stream is null ? "" : $", {StreamEmitter.Contract}";
        using (TypeScope.Open(writer, type, $" : {contract}, {Parallel}{steps}{heads}", () => EmitHead(writer, plan, size)))
        {
            InferenceEmitter.EmitDriver(writer, plan);
            writer.Line();
            EmitPredict(writer, plan);
            writer.Line();
            if (!model.IsPlain)
            {
                NamedSurfaceEmitter.EmitMembers(writer, model);
                writer.Line();
            }

            EmitThreads(writer);
            writer.Line();
            EmitFiles(writer, plan, self);
            writer.Line();
            EmitPlumbing(writer, self);
            writer.Line();
            SharedInferenceEmitter.EmitContract(writer, plan, Parallel);
            if (plan.Stream is { } stream)
            {
                writer.Line();
                StreamEmitter.EmitMembers(writer, plan, stream, self);
            }

            if (model.IsTrained)
            {
                writer.Line();
                EmitTrainer(writer, self);
                writer.Line();
                if (heads.Length > 0)
                {
                    TrainingEmitter.EmitTargetList(writer, plan);
                    writer.Line();
                }

                TrainingEmitter.EmitContract(writer, plan, phases, contract);
            }

            if (model.Scaling is { } scaling)
            {
                writer.Line();
                ScalingEmitter.EmitMembers(writer, type.Name, scaling);
            }
        }

        if (NamedSurfaceEmitter.HasExtensions(model)) NamedSurfaceEmitter.EmitExtensions(writer, model);
        return writer.ToFile();
    }

    private static void EmitHead(SourceWriter writer, NetworkPlan plan, SourceSize size)
    {
        EmitDocumentation(writer, plan);
        if (!size.IsWorthSaying) return;
        string ofSize = size.CharactersOfSize == 0 ? string.Empty : $", {Literals.Integer(size.CharactersOfSize)}";
        writer.Line($"[global::NetGen.Runtime.GeneratedSource({Literals.Integer(size.Characters)}, {Literals.Integer(size.Lines)}{ofSize})]");
    }

    private static void EmitDocumentation(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        writer.Line("/// <summary>");
        string parameters = Literals.Count(model.Nodes.Sum(node => node.ParameterCount), "parameter");
        writer.Line($"/// A network of {Literals.Count(model.Nodes.Count, "layer")} on {string.Join(" and ", model.Inputs.Select(input => input.Shape))}, {parameters}:");
        writer.Line("/// <code>");
        foreach (string row in Describe.Table(model, plan.Signal)) writer.Line("/// " + row.Replace("&", "&amp;").Replace("<", "&lt;"));
        writer.Line("/// </code>");
        writer.Line($"/// Predicted {SignalTable.Summary(plan.Signal)}.");
        writer.Line("/// </summary>");
    }

    private static void EmitPredict(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.BlockScope method = writer.Block(
            $"{InferenceEmitter.Member(plan, "Predict")}(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)");
        writer.Line(model.IsPlain ? "Forward(input, output);" : $"((global::NetGen.INetwork<{TypeScope.FullName(model.Type)}>)this).Forward(input, output);");
        EmitLinks(writer, model);
    }

    /// <summary>What losses make of outputs before they are predictions.</summary>
    private static void EmitLinks(SourceWriter writer, NetworkModel model)
    {
        if (!model.Losses.Any(term => term.Loss.Link is not null)) return;
        using SourceWriter.BlockScope loop = writer.Block($"for (int first = 0; first < output.Length; first += {model.OutputSize})");
        int offset = 0;
        foreach (int node in model.Outputs)
        {
            int size = model.Nodes[node].OutputShape.Size;
            if (model.LossOf(node) is { Loss: { Link: string link } loss })
            {
                string name = model.IsPlain ? "logits" : "logits" + NameAllocator.Pascal(model.Nodes[node].Name);
                writer.Line($"ref float {name} = ref output[{Expressions.Plus("first", Literals.Integer(offset))}];");
                int row = loss.LinkedAtOnce(model.Nodes[node].OutputShape);
                if (row < size) writer.Line($"for (int row = 0; row < {size}; row += {row}, {name} = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {name}, {row}))");
                using SourceWriter.BlockScope? rows = row < size ? writer.Indent() : null;
                writer.Line($"global::NetGen.Runtime.Losses.{link}(ref {name}, {row}, ref {name});");
            }

            offset += size;
        }
    }

    private static void EmitThreads(SourceWriter writer)
    {
        writer.Line("private int _threads = global::System.Environment.ProcessorCount;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.BlockScope property = writer.Block("public int Threads");
        writer.Line("get => _threads;");
        writer.Line("set => _threads = global::NetGen.Runtime.Guard.Threads(value);");
    }

    private static void EmitFiles(SourceWriter writer, NetworkPlan plan, string self)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("public void Save(string path) => global::NetGen.Files.NetworkFile.Save(_parameters, path);");
        writer.Line();
        foreach ((string type, string source) in new[] { ("string", "path"), ("global::System.IO.Stream", "stream"), ("global::System.ReadOnlyMemory<byte>", "file") })
        {
            writer.Line("/// <inheritdoc/>");
            using (writer.Block($"public static {self} Load({type} {source})"))
            {
                writer.Line($"global::NetGen.Runtime.ParameterBlock parameters = {ConstantsEmitter.NewParameters(plan)};");
                writer.Line($"global::NetGen.Files.NetworkFile.Load(parameters, {source});");
                writer.Line($"return new {self}(parameters);");
            }

            writer.Line();
        }

        writer.Line("/// <inheritdoc/>");
        writer.Line("public void CopyParameter(string name, global::System.Span<float> destination) => _parameters.CopyParameter(name, destination);");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public void SetParameter(string name, global::System.ReadOnlySpan<float> values) => _parameters.SetParameter(name, values);");
    }

    private static void EmitPlumbing(SourceWriter writer, string self)
    {
        string contract = $"global::NetGen.INetwork<{self}>";
        writer.Line($"static {self} {contract}.Create(ulong seed) => new {self}(seed);");
        writer.Line();
        writer.Line($"global::NetGen.Runtime.ParameterBlock {contract}.Parameters => _parameters;");
    }

    private static void EmitTrainer(SourceWriter writer, string self)
    {
        writer.Line("/// <summary>A trainer of this network. It changes the network's parameters with every step.</summary>");
        writer.Line("/// <param name=\"optimizer\">How parameters follow gradients: <c>new Adam(1e-3f)</c>.</param>");
        writer.Line("/// <param name=\"options\">Threads, seed, clipping; null for the defaults.</param>");
        writer.Line($"public global::NetGen.Trainer<{self}> CreateTrainer(global::NetGen.Optimizer optimizer, global::NetGen.TrainerOptions? options = null)");
        using (writer.Indent()) writer.Line("=> new(this, optimizer, options);");
    }
}
