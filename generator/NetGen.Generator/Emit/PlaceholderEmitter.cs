using NetGen.Generator.Model;

namespace NetGen.Generator.Emit;

/// <summary>
/// Prints the surface of a network that has errors, with bodies that throw: so the editor shows the one error that matters, and not
/// forty missing members.
/// </summary>
internal static class PlaceholderEmitter
{
    public static GeneratedFile Emit(TypeIdentity type, EquatableArray<Finding> findings)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{type.Name}, whose declaration has errors");
        string self = TypeScope.FullName(type);
        string rules = string.Join(", ", findings.Select(finding => finding.Rule).Distinct().OrderBy(rule => rule, StringComparer.Ordinal));
        string message = Literals.Text($"{type.Name} was not generated: its declaration has errors ({rules}).");
        const string Pass = "global::NetGen.Runtime.TrainingPass";
        string network = $"global::NetGen.INetwork<{self}>";
        string trainable = $"global::NetGen.ITrainableNetwork<{self}>";
        using (TypeScope.Open(writer, type, $" : {trainable}"))
        {
            writer.Line("/// <summary>The declaration has errors: this throws.</summary>");
            writer.Line("/// <param name=\"seed\">Without effect.</param>");
            using (writer.Block($"public {type.Name}(ulong seed = 0)"))
            {
                writer.Line("_ = seed;");
                writer.Line("throw Invalid();");
            }

            writer.Line();
            foreach (string member in new[]
            {
                "static global::NetGen.NetworkInfo Info",
                $"static {self} Load(string path)",
                "void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)",
                "void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)",
                "void Save(string path)",
                "void CopyParameter(string name, global::System.Span<float> destination)",
                "void SetParameter(string name, global::System.ReadOnlySpan<float> values)",
                $"global::NetGen.Trainer<{self}> CreateTrainer(global::NetGen.Optimizer optimizer, global::NetGen.TrainerOptions? options = null)",
            })
            {
                writer.Line("/// <summary>The declaration has errors: this throws.</summary>");
                writer.Line($"public {member} => throw Invalid();");
                writer.Line();
            }

            writer.Line("/// <summary>The declaration has errors: this throws.</summary>");
            using (writer.Block("public int Threads"))
            {
                writer.Line("get => throw Invalid();");
                writer.Line("set => throw Invalid();");
            }

            writer.Line();
            writer.Line($"static {self} {network}.Create(ulong seed) => throw Invalid();");
            writer.Line($"global::NetGen.Runtime.ParameterBlock {network}.Parameters => throw Invalid();");
            writer.Line($"static global::NetGen.Runtime.TrainingProgram {trainable}.Program => throw Invalid();");
            writer.Line($"void {trainable}.RunPhase(int phase, {Pass} pass, int worker, int workers) => throw Invalid();");
            writer.Line($"void {trainable}.CommitState({Pass} pass) => throw Invalid();");
            writer.Line($"private static global::System.InvalidOperationException Invalid() => new({message});");
        }

        return new GeneratedFile($"{type.HintName}.g.cs", writer.ToString());
    }
}
