using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>
/// Prints the surface of a network that has errors, with bodies that throw: so the editor shows the one error that matters, and not
/// forty missing members.
/// </summary>
internal static class PlaceholderEmitter
{
    private const string Throws = "/// <summary>The declaration has errors: this throws.</summary>";

    /// <param name="form">
    /// What the text may use (in the C# of old, a network is a class without interfaces, and has no trainer), and which members must not be in it.
    /// </param>
    /// <param name="streamType">The type of the stream that is asked for, or empty.</param>
    /// <param name="isScaled">Whether it is said to be the wider twin of another network.</param>
    public static GeneratedFile Emit(TypeIdentity type, TypeForm form, string streamType, bool isScaled, EquatableArray<Finding> findings)
    {
        SourceWriter writer = new();
        string failure = $"throw new global::System.InvalidOperationException({Message(type, findings)})";
        if (form.Language == LanguageLevel.WithoutStaticInterfaceMembers) EmitOld(writer, type, form, failure);
        else EmitNetwork(writer, type, form, streamType, isScaled, failure);
        return new GeneratedFile($"{type.HintName}.g.cs", writer.ToFile());
    }

    private static void EmitNetwork(SourceWriter writer, TypeIdentity type, TypeForm form, string streamType, bool isScaled, string failure)
    {
        NetworkEmitter.Header(writer, $"{type.Name}, whose declaration has errors");
        string self = TypeScope.FullName(type);
        const string Pass = "global::NetGen.Runtime.TrainingPass";
        string network = $"global::NetGen.INetwork<{self}>";
        string trainable = $"global::NetGen.ITrainableNetwork<{self}>";
        using (TypeScope.Open(writer, type, $" : {trainable}"))
        {
            EmitConstructor(writer, type, form, failure);
            foreach (Member member in Members(self)) EmitMember(writer, member, form, network, failure);
            if (!IsTaken(form, GeneratedMembers.CreateTrainer.Key))
            {
                EmitMember(
                    writer,
                    new Member(GeneratedMembers.CreateTrainer, "", $"global::NetGen.Trainer<{self}>", "(global::NetGen.Optimizer optimizer, global::NetGen.TrainerOptions? options = null)"),
                    form,
                    network,
                    failure);
            }

            if (streamType.Length > 0 && !IsTaken(form, GeneratedMembers.CreateStream.Key))
                EmitMember(writer, new Member(GeneratedMembers.CreateStream, "", "global::NetGen." + streamType, "()"), form, network, failure);
            if (isScaled && !IsTaken(form, GeneratedMembers.ScaledParameterGroups.Key))
            {
                Member groups = new(GeneratedMembers.ScaledParameterGroups, "static ", ScalingEmitter.Groups, ScalingEmitter.Arguments);
                EmitMember(writer, groups, form, network, failure);
            }

            EmitThreads(writer, form, network, failure);
            EmitPlumbing(writer, form, "Create", $"static {self} {network}.Create(ulong seed) => {failure};");
            EmitPlumbing(writer, form, "Parameters", $"global::NetGen.Runtime.ParameterBlock {network}.Parameters => {failure};");
            EmitPlumbing(writer, form, "Program", $"static global::NetGen.Runtime.TrainingProgram {trainable}.Program => {failure};");
            EmitPlumbing(writer, form, "RunPhase", $"void {trainable}.RunPhase(int phase, {Pass} pass, int worker, int workers) => {failure};");
            EmitPlumbing(writer, form, "CommitState", $"void {trainable}.CommitState({Pass} pass) => {failure};");
        }
    }

    /// <summary>The same in C# 7.3, as far as it goes there: what is reported is then the one error that matters.</summary>
    private static void EmitOld(SourceWriter writer, TypeIdentity type, TypeForm form, string failure)
    {
        writer.Line($"{GeneratedMembers.FileHead}{type.Name}, which needs a newer C#");
        writer.Line();
        using (TypeScope.Open(writer, type))
        {
            EmitConstructor(writer, type, form, failure);
            foreach (Member member in Members(TypeScope.FullName(type))) EmitMember(writer, member, form, contract: null, failure);
            EmitThreads(writer, form, contract: null, failure);
        }
    }

    private static Member[] Members(string self) =>
    [
        new(GeneratedMembers.Info, "static ", "global::NetGen.NetworkInfo", ""),
        new(GeneratedMembers.Load, "static ", self, "(string path)"),
        new(GeneratedMembers.LoadStream, "static ", self, "(global::System.IO.Stream stream)"),
        new(GeneratedMembers.LoadMemory, "static ", self, "(global::System.ReadOnlyMemory<byte> file)"),
        new(GeneratedMembers.Forward, "", "void", "(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)"),
        new(GeneratedMembers.Predict, "", "void", "(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)"),
        new(GeneratedMembers.Save, "", "void", "(string path)"),
        new(GeneratedMembers.CopyParameter, "", "void", "(string name, global::System.Span<float> destination)"),
        new(GeneratedMembers.SetParameter, "", "void", "(string name, global::System.ReadOnlySpan<float> values)"),
    ];

    private static void EmitConstructor(SourceWriter writer, TypeIdentity type, TypeForm form, string failure)
    {
        if (IsTaken(form, GeneratedMembers.Constructor.Key)) return;
        writer.Line(Throws);
        writer.Line("/// <param name=\"seed\">Without effect.</param>");
        using (writer.Block($"public {type.Name}(ulong seed = 0)"))
        {
            writer.Line("_ = seed;");
            writer.Line($"{failure};");
        }

        writer.Line();
    }

    /// <summary>
    /// A public member, or, where the user's code has one in its place, a member of the interface alone: a class that lacks it would have more
    /// errors.
    /// </summary>
    private static void EmitMember(SourceWriter writer, Member member, TypeForm form, string? contract, string failure)
    {
        bool isTaken = IsTaken(form, member.Generated.Key);
        if (isTaken && contract is null) return;
        if (!isTaken) writer.Line(Throws);
        writer.Line($"{(isTaken ? "" : "public ")}{member.Modifier}{member.Type} {(isTaken ? contract + "." : "")}{member.Generated.Name}{member.Parameters} => {failure};");
        writer.Line();
    }

    private static void EmitThreads(SourceWriter writer, TypeForm form, string? contract, string failure)
    {
        bool isTaken = IsTaken(form, GeneratedMembers.Threads.Key) || form.Taken.Any(key => key.Contains("et_Threads"));
        if (isTaken && contract is null) return;
        if (!isTaken) writer.Line(Throws);
        using (writer.Block(isTaken ? $"int {contract}.Threads" : "public int Threads"))
        {
            writer.Line($"get => {failure};");
            writer.Line($"set => {failure};");
        }

        writer.Line();
    }

    private static void EmitPlumbing(SourceWriter writer, TypeForm form, string name, string text)
    {
        if (!IsTaken(form, name)) writer.Line(text);
    }

    private static bool IsTaken(TypeForm form, string key) => form.Taken.Contains(key);

    private static string Message(TypeIdentity type, EquatableArray<Finding> findings)
    {
        string rules = string.Join(", ", findings.Select(finding => finding.Rule).Distinct().OrderBy(rule => rule, StringComparer.Ordinal));
        return Literals.Text(rules.Length == 0
            ? $"{type.Name} was not generated: its declaration has errors."
            : $"{type.Name} was not generated: its declaration has errors ({rules}).");
    }

    /// <summary>A member as text: modifier, type, parameters.</summary>
    private sealed record Member(GeneratedMember Generated, string Modifier, string Type, string Parameters);
}
