using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>What generated code calls for a loss.</summary>
internal static class SampleFunctionText
{
    private const string Runtime = "global::NetGen.Runtime.";

    /// <summary>The struct of a loss of single elements, made anew.</summary>
    public static string New(ElementFunction function) => $"new {function.Struct}({Singles(function.Arguments)})";

    /// <summary>The struct of a loss of rows, made anew.</summary>
    public static string New(RowFunction function) => $"new {function.Struct}({Arguments(function)})";

    /// <summary>The object that evaluation asks for a sample's loss; null for a loss that it takes for granted.</summary>
    public static string? Evaluation(SampleFunction function, Shape output) => function switch
    {
        { IsPresumed: true } => null,
        ElementFunction element => $"new {Runtime}MeanOf<{Runtime}{element.Struct}>(new({Singles(element.Arguments)}))",
        ClassFunction classes => $"new {Runtime}ClassCrossEntropy([{Singles(classes.Weights)}], {Literals.Single(classes.Smoothing)}, {(classes.Ignored is { } label ? Literals.Integer(label) : "null")})",
        RowFunction { Reach: LossReach.Label } row => $"new {Runtime}OfScores<{Qualified(row)}>(new({Arguments(row)}))",
        RowFunction { Reach: LossReach.Position } row => $"new {Runtime}MeanOfRows<{Qualified(row)}>(new({Arguments(row)}), {output.Positions}, {row.Targets / output.Positions})",
        RowFunction row => $"new {Runtime}OfWholeSample<{Qualified(row)}>(new({Arguments(row)}), {output.Positions}, {row.Targets})",
        _ => throw new InvalidOperationException($"Evaluation knows no {function.GetType().Name}."),
    };

    /// <summary>A user's struct has its full name, one of the run-time library's that which kernels call it by.</summary>
    private static string Qualified(RowFunction function) => function.Struct.StartsWith("global::", StringComparison.Ordinal) ? function.Struct : Runtime + function.Struct;

    private static string Arguments(RowFunction function) => string.Join(", ", function.Arguments.Select(Argument));

    private static string Argument(ArgumentValue value) => value.Kind switch
    {
        ArgumentKind.Boolean => value.Integer != 0 ? "true" : "false",
        ArgumentKind.Integer => Literals.Integer(value.Integer),
        _ => Literals.Single(value.Number),
    };

    public static string Singles(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(Literals.Single));
}
