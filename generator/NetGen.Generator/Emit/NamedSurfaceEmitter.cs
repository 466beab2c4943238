using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator.Layers;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>
/// Prints the methods of a network with several inputs, outputs or losses, or with an input of indices: one argument for each, by its name. Behind
/// them all are rows, in which the values of a sample stand side by side.
/// </summary>
internal static class NamedSurfaceEmitter
{
    private const string Rows = "global::NetGen.Runtime.NamedRows";
    private const string Compute = "Forward and backward: fills the trainer's gradients and changes nothing else";
    private const string Weights = "What each sample counts in the mean over the batch: one number of at least 0 per sample, not all 0.";

    /// <summary>Whether there is a trainer to extend, and a place for extensions: they need a class of their own that stands in a namespace.</summary>
    public static bool HasExtensions(NetworkModel model) => !model.IsPlain && model.IsTrained && model.Type.Containers.Count == 0;

    /// <summary>Forward and Predict by names, and a dataset for training.</summary>
    public static void EmitMembers(SourceWriter writer, NetworkModel model)
    {
        EmitCall(writer, model, "Forward", "The outputs as they are (logits), for one sample or many.");
        writer.Line();
        EmitCall(writer, model, "Predict", "The outputs, each behind the link of its loss: softmax, identity.");
        if (!model.IsTrained) return;
        writer.Line();
        NameAllocator names = new();
        IReadOnlyList<Argument> arguments = [.. Inputs(model, names), .. Targets(model, names)];
        string rows = names.Reserve("rows");
        writer.Line("/// <summary>A dataset for training this network. Values are copied.</summary>");
        Document(writer, arguments);
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The numbers of samples disagree, or an index or label is out of range.</exception>");
        using SourceWriter.BlockScope method = writer.Block($"public static global::NetGen.Data.Dataset CreateDataset({Declare(arguments)})");
        writer.Line($"{Rows} {rows} = {Rows}.ForTraining<{TypeScope.FullName(model.Type)}>();");
        foreach (Argument argument in arguments) writer.Line(argument.Put(rows));
        writer.Line($"return {rows}.ToDataset();");
    }

    /// <summary>Step and ComputeGradients of the network's trainer by names.</summary>
    public static void EmitExtensions(SourceWriter writer, NetworkModel model)
    {
        writer.Line();
        if (model.Type.Namespace.Length == 0)
        {
            EmitClass(writer, model);
            return;
        }

        using SourceWriter.BlockScope scope = writer.Block($"namespace {model.Type.Namespace}");
        EmitClass(writer, model);
    }

    private static void EmitClass(SourceWriter writer, NetworkModel model)
    {
        writer.Line($"/// <summary>Training steps of {model.Type.Name}, with its inputs and targets by their names.</summary>");
        using SourceWriter.BlockScope type = writer.Block($"{model.Type.Accessibility} static class {model.Type.Name.TrimStart('@')}Training");
        EmitStep(writer, model, "Step", "Forward, backward, update", isWeighted: false);
        writer.Line();
        EmitStep(writer, model, "Step", "Forward, backward, update", isWeighted: true);
        writer.Line();
        EmitStep(writer, model, "ComputeGradients", Compute, isWeighted: false);
        writer.Line();
        EmitStep(writer, model, "ComputeGradients", Compute, isWeighted: true);
    }

    private static void EmitStep(SourceWriter writer, NetworkModel model, string name, string summary, bool isWeighted)
    {
        NameAllocator names = new();
        List<Argument> arguments = [.. Inputs(model, names), .. Targets(model, names)];
        if (isWeighted) arguments.Add(new Argument(names.Reserve("sampleWeights"), "global::System.ReadOnlySpan<float>", "PutWeights", null, Weights));
        string trainer = names.Reserve("trainer");
        string rows = names.Reserve("rows");
        writer.Line($"/// <summary>{summary}{(isWeighted ? ", with a weight for each sample" : "")}.</summary>");
        writer.Line($"/// <param name=\"{trainer}\">Of this network.</param>");
        Document(writer, arguments);
        writer.Line($"/// <returns>The {(isWeighted ? "weighted " : "")}mean loss of the batch, before the update: the sum of all losses, each times its weight.</returns>");
        using SourceWriter.BlockScope method = writer.Block(
            $"public static float {name}(this global::NetGen.Trainer<{TypeScope.FullName(model.Type)}> {trainer}, {Declare(arguments)})");
        writer.Line($"{Rows} {rows} = {trainer}.BeginRows();");
        foreach (Argument argument in arguments) writer.Line(argument.Put(rows));
        writer.Line($"return {trainer}.{name}({rows});");
    }

    private static void EmitCall(SourceWriter writer, NetworkModel model, string name, string summary)
    {
        NameAllocator names = new();
        IReadOnlyList<Argument> inputs = Inputs(model, names);
        IReadOnlyList<Argument> outputs = Outputs(model, names);
        string rows = names.Reserve("rows");
        writer.Line($"/// <summary>{summary}</summary>");
        Document(writer, [.. inputs, .. outputs]);
        writer.Line($"/// <exception cref=\"global::System.ArgumentException\">A length is not a whole number of samples, numbers of samples disagree, or an index{(model.Inputs.Any(input => input.LengthsOf is not null) ? " or a length" : "")} is out of range.</exception>");
        using SourceWriter.BlockScope method = writer.Block($"public void {name}({Declare([.. inputs, .. outputs])})");
        writer.Line($"{Rows} {rows} = {Rows}.Rent(Info);");
        using (writer.Block("try"))
        {
            foreach (Argument input in inputs) writer.Line(input.Put(rows));
            writer.Line($"((global::NetGen.INetwork<{TypeScope.FullName(model.Type)}>)this).{name}({rows}.Inputs, {rows}.Outputs);");
            foreach (Argument output in outputs) writer.Line(output.Put(rows));
        }

        using (writer.Block("finally")) writer.Line($"{rows}.Return();");
    }

    private static IReadOnlyList<Argument> Inputs(NetworkModel model, NameAllocator names)
        => [.. model.Inputs.Select((input, index) => new Argument(
            Identifier(names, input.Name),
            input.IsIndices ? "global::System.ReadOnlySpan<int>" : "global::System.ReadOnlySpan<float>",
            "PutInput",
            index,
            input.LengthsOf is { } sequence ? $"The number of steps that each sample has of {model.Inputs[sequence].Name}, from 1 to {Literals.Integer(input.Shape.Vocabulary - 1)}; those behind do not count."
                : input.IsIndices ? $"Batch x {input.Shape} indices from 0 to {Literals.Integer(input.Shape.Vocabulary - 1)}." : $"Batch x {input.Shape} values."))];

    private static IReadOnlyList<Argument> Outputs(NetworkModel model, NameAllocator names)
        => [.. model.Outputs.Select((output, index) => new Argument(
            Identifier(names, model.Nodes[output].Name), "global::System.Span<float>", "TakeOutput", index, $"Room for batch x {model.Nodes[output].OutputShape} values."))];

    private static IReadOnlyList<Argument> Targets(NetworkModel model, NameAllocator names)
        => [.. model.Losses.Select((term, index) =>
        {
            bool isLabel = term.Loss.Target == LossTarget.Labels;
            LayerNode node = model.Nodes[term.Node];
            string meaning = isLabel ? $"{Labels(term.Loss.TargetSize(node.OutputShape))}, from 0 to {Literals.Integer(node.OutputShape.Channels - 1)}" : term.Loss.TargetSize(node.OutputShape) == node.OutputShape.Size ? $"Batch x {node.OutputShape} values" : $"Batch x {Literals.Integer(term.Loss.TargetSize(node.OutputShape))} values";
            return new Argument(
                Identifier(names, node.Name), isLabel ? "global::System.ReadOnlySpan<int>" : "global::System.ReadOnlySpan<float>", "PutTarget", index, $"{meaning}: what {node.Name} should be.");
        })];

    private static string Labels(int count) => count == 1 ? "One label per sample" : $"Batch x {Literals.Integer(count)} labels, one for each step";

    /// <summary>A layer may be called anything: what no identifier may have is an underscore, and in front of a digit stands one.</summary>
    private static string Identifier(NameAllocator names, string name)
    {
        string plain = new([.. name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')]);
        string text = names.Reserve(char.IsDigit(plain[0]) ? "_" + plain : plain);
        return SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None ? text : "@" + text;
    }

    private static string Declare(IEnumerable<Argument> arguments) => string.Join(", ", arguments.Select(argument => $"{argument.Type} {argument.Name}"));

    private static void Document(SourceWriter writer, IEnumerable<Argument> arguments)
    {
        foreach (Argument argument in arguments) writer.Line($"/// <param name=\"{argument.Name.TrimStart('@')}\">{argument.Description}</param>");
    }

    /// <summary>An argument, and the method of the rows that takes it.</summary>
    private sealed record Argument(string Name, string Type, string Method, int? Index, string Description)
    {
        public string Put(string rows) => $"{rows}.{Method}({(Index is { } index ? $"{Literals.Integer(index)}, " : "")}{Name});";
    }
}
