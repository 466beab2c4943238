using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Prediction;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints how a network begins: its constructors and what each parameter starts from.</summary>
/// <remarks>
/// The constructors are the same for all networks, and the class has no initialiser that depends on its layers: an edit of attributes together
/// with one of constructors or initialisers, in a class of several files, ends the compiler's edit session ('dotnet watch') with an exception.
/// What depends on the layers is in methods here, and in <see cref="ConstantsEmitter"/>'s class.
/// </remarks>
internal static class InitializationEmitter
{
    public static FileText Emit(NetworkPlan plan)
    {
        SourceWriter writer = new();
        NetworkModel model = plan.Model;
        NetworkEmitter.Header(writer, $"{model.Type.Name}, initial parameters");
        using (TypeScope.Open(writer, model.Type))
        {
            writer.Line("private readonly global::NetGen.Runtime.ParameterBlock _parameters;");
            writer.Line();
            EmitConstructors(writer, plan);
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public static global::NetGen.NetworkInfo Info => {ConstantsEmitter.Info(plan)};");
        }

        return writer.ToFile();
    }

    private static void EmitConstructors(SourceWriter writer, NetworkPlan plan)
    {
        string name = plan.Model.Type.Name;
        writer.Line("/// <summary>A network with initial parameters: the same bits for the same seed, on every machine.</summary>");
        writer.Line("/// <param name=\"seed\">What the random values are drawn from.</param>");
        PassBody body = NewBody();
        CallPrinter printer = new(body, NewBody, "InitializeParameters", "private");
        IReadOnlyList<string> names = [.. plan.Parameters.Select(parameter => parameter.Name)];
        printer.Print([.. plan.Parameters.SelectMany((parameter, index) => InitializerCalls(parameter, index, names))], "ulong seed", "seed");
        using (writer.Block($"public {name}(ulong seed = 0)"))
        {
            writer.Line($"_parameters = {ConstantsEmitter.NewParameters(plan)};");
            writer.Line("InitializeParameters(seed);");
        }

        writer.Line();
        using (writer.Block("private void InitializeParameters(ulong seed)")) body.PrintTo(writer);
        printer.PrintParts(writer);
        writer.Line();
        writer.Line("// The parameters come from elsewhere.");
        using (writer.Block($"private {name}(global::NetGen.Runtime.ParameterBlock parameters)")) writer.Line("_parameters = parameters;");
    }

    private static PassBody NewBody() => PassBody.Plain("seed", "block");

    private static IEnumerable<Call> InitializerCalls(PlannedParameter parameter, int index, IReadOnlyList<string> names)
    {
        yield return InitializerCall(parameter, index, names);
        if (parameter.Spec.ZeroRow is not { } row) yield break;
        yield return new Call(
            "global::NetGen.Initialization.ParameterInitializer.ClearRow",
            [Argument.Fixed("_parameters"), Argument.Numbered("index", index, value => value), Argument.Fixed(Literals.Integer(row))],
            $"{parameter.Name}: the row of index {Literals.Integer(row)}, which nothing moves");
    }

    private static Call InitializerCall(PlannedParameter parameter, int index, IReadOnlyList<string> names)
    {
        Initializer initializer = parameter.Spec.Initializer;
        string[] numbers = initializer.Distribution switch
        {
            Distribution.Constant => [Literals.Double(initializer.First)],
            Distribution.Orthogonal => ["seed", Literals.Double(initializer.First), Literals.Integer(initializer.Parts)],
            Distribution.DeltaOrthogonal => ["seed", Literals.Double(initializer.First)],
            Distribution.Dirac => [Literals.Integer(initializer.Parts)],
            Distribution.Identity => [Literals.Double(initializer.First), Literals.Integer(initializer.Parts)],
            Distribution.Sparse => ["seed", Literals.Double(initializer.Low), Literals.Double(initializer.Second)],
            Distribution.RandomizedAsymmetric => ["seed", Literals.Double(initializer.Second)],
            Distribution.Norms or Distribution.Sinusoidal => [],
            Distribution.SingularVector => ["seed", initializer.First == 1 ? "isLeft: true" : "isLeft: false", initializer.Second == 1 ? "isTransposed: true" : "isTransposed: false"],
            Distribution.Values or Distribution.PartConstants => [.. initializer.Values.Select(Literals.Double)],
            Distribution.TruncatedNormal =>
                ["seed", Literals.Double(initializer.First), Literals.Double(initializer.Second), Literals.Double(initializer.Low), Literals.Double(initializer.High)],
            _ => ["seed", Literals.Double(initializer.First), Literals.Double(initializer.Second)],
        };
        IEnumerable<Argument> others = initializer.Of.Length == 0
            ? []
            : [Argument.Numbered("of", IndexOf(names, parameter.Name.Substring(0, parameter.Name.Length - parameter.Spec.Name.Length) + initializer.Of), value => value)];
        return new Call(
            $"global::NetGen.Initialization.ParameterInitializer.{initializer.Distribution}",
            [Argument.Fixed("_parameters"), Argument.Numbered("index", index, value => value), .. others, .. numbers.Select(Argument.Fixed)],
            $"{parameter.Name} [{string.Join(", ", parameter.Spec.FileShape.Select(extent => Literals.Integer(extent)))}]: {Describe.Initializer(initializer)}");
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
        => Enumerable.Range(0, names.Count).First(index => string.Equals(names[index], name, StringComparison.Ordinal));
}
