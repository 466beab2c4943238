using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>What generated code calls for a loss.</summary>
internal static class SampleFunctionText
{
    private const string Runtime = "global::NetGen.Runtime.";

    /// <summary>The struct of a loss of single elements, made anew.</summary>
    public static string New(ElementFunction function) => $"new {function.Struct}({Singles(function.Arguments)})";

    /// <summary>The object that evaluation asks for a sample's loss; null for a loss that it takes for granted.</summary>
    public static string? Evaluation(SampleFunction function) => function switch
    {
        { IsPresumed: true } => null,
        ElementFunction element => $"new {Runtime}MeanOf<{Runtime}{element.Struct}>(new({Singles(element.Arguments)}))",
        ClassFunction classes => $"new {Runtime}ClassCrossEntropy([{Singles(classes.Weights)}], {Literals.Single(classes.Smoothing)}, {(classes.Ignored is { } label ? Literals.Integer(label) : "null")})",
        _ => throw new InvalidOperationException($"Evaluation knows no {function.GetType().Name}."),
    };

    public static string Singles(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(Literals.Single));
}
