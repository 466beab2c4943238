using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.Analyzers.Training;

/// <summary>What can be seen of a data set where a call uses it.</summary>
/// <param name="IsTest">Whether it is the part that was put aside for testing.</param>
/// <param name="TestName">The name by which the part is taken, where that stands in the call itself.</param>
/// <param name="Classes">The number of its classes, null where that is not a constant.</param>
internal sealed record DatasetCall(bool IsTest, SyntaxNode? TestName, int? Classes)
{
    private const string DataNamespace = "Data";

    /// <summary>Values per sample, null where that is not a constant.</summary>
    public int? InputSize { get; init; }

    /// <summary>Target values per sample, null where that is not a constant, or where there are labels.</summary>
    public int? TargetSize { get; init; }

    /// <summary>Whether samples have class labels, and not target values; null where that cannot be seen.</summary>
    public bool? HasLabels { get; init; }

    /// <summary>Follows an expression to where the data come from: a part of a pair, a constructor, one of the library's own sets.</summary>
    public static DatasetCall Read(SemanticModel model, IOperation? operation, CancellationToken cancellationToken)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        return operation switch
        {
            IPropertyReferenceOperation { Property: { Name: "Test" or "Train" } part } reference when IsOfLibrary(part.ContainingType, "TrainAndTest")
                => Read(model, reference.Instance, cancellationToken) with { IsTest = part.Name is "Test", TestName = part.Name is "Test" ? NameOf(reference.Syntax) : null },

            // The inputs or labels of a set, or a part of them.
            IPropertyReferenceOperation { Instance: { } instance } when IsOfLibrary(instance.Type, "Dataset") => Read(model, instance, cancellationToken),
            IInvocationOperation { Instance: { } instance } when IsOfLibrary(instance.Type, "Dataset") || instance.Type is { Name: "ReadOnlySpan" or "Span" } => Read(model, instance, cancellationToken),

            // A part of a set, or the same changed on the way: to another size perhaps, and labels to shares of classes.
            IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType: { } type } } call when IsOfLibrary(type, "SampleSplitting")
                => Read(model, call.Arguments.First(argument => argument.Parameter is { Ordinal: 0 }).Value, cancellationToken),
            IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType: { } type } } call when IsOfLibrary(type, "SampleTransforms")
                => Read(model, call.Arguments.First(argument => argument.Parameter is { Ordinal: 0 }).Value, cancellationToken) with
                {
                    InputSize = null,
                    HasLabels = null,
                },
            IInvocationOperation { TargetMethod: { IsStatic: true } method } when IsOfLibrary(method.ReturnType, "Dataset") || IsOfLibrary(method.ReturnType, "TrainAndTest")
                => OfLibrary(method.ContainingType),
            IObjectCreationOperation creation when IsOfLibrary(creation.Type, "Dataset") => Read(creation.Constructor, creation.Arguments),
            ILocalReferenceOperation local => Read(model, local.Local, cancellationToken),
            _ => new DatasetCall(false, null, null),
        };
    }

    /// <summary>A local variable that is given its value where it is declared, by itself or as a part of a pair.</summary>
    private static DatasetCall Read(SemanticModel model, ILocalSymbol local, CancellationToken cancellationToken)
    {
        var unknown = new DatasetCall(false, null, null);
        if (local.DeclaringSyntaxReferences is not { Length: 1 } places || places[0].SyntaxTree != model.SyntaxTree) return unknown;
        IOperation? declaration = model.GetOperation(places[0].GetSyntax(cancellationToken), cancellationToken);
        if (declaration is IVariableDeclaratorOperation { Initializer.Value: { } value }) return Read(model, value, cancellationToken) with { TestName = null };
        IOperation? around = declaration;
        while (around is not (null or IDeconstructionAssignmentOperation)) around = around.Parent;
        if (around is not IDeconstructionAssignmentOperation { Value: { Type: { } type } pair } assignment || !IsOfLibrary(type, "TrainAndTest")) return unknown;
        ITupleOperation? names = assignment.Target as ITupleOperation ?? (assignment.Target as IDeclarationExpressionOperation)?.Expression as ITupleOperation;
        bool isSecond = names is { Elements: { Length: 2 } elements } && elements[1].DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(part => SymbolEqualityComparer.Default.Equals(part.Local, local));
        return Read(model, pair, cancellationToken) with { IsTest = isSecond, TestName = null };
    }

    /// <summary>What the arguments of a constructor of a data set, or of a method that makes its format, say.</summary>
    private static DatasetCall Read(IMethodSymbol? maker, ImmutableArray<IArgumentOperation> arguments)
    {
        IOperation? format = arguments.FirstOrDefault(argument => argument.Parameter is { Name: "format" })?.Value;
        if (format is IWithOperation changed) format = changed.Operand;
        if (format is IInvocationOperation { TargetMethod: { Name: "OfLabels" or "OfTargets" } method } call
            && IsOfLibrary(method.ContainingType, "SampleFormat")) return Read(method, call.Arguments);
        bool hasLabels = maker?.Parameters.Any(parameter => parameter.Name is "labels" or "classes") ?? false;
        bool hasTargets = maker?.Parameters.Any(parameter => parameter.Name is "targets" or "targetSize") ?? false;
        return new DatasetCall(false, null, Constant("classes"))
        {
            InputSize = Constant("inputSize"),
            TargetSize = Constant("targetSize"),
            HasLabels = hasLabels != hasTargets ? hasLabels : null,
        };

        int? Constant(string name)
        {
            IArgumentOperation? argument = arguments.FirstOrDefault(candidate => string.Equals(candidate.Parameter?.Name, name, StringComparison.Ordinal));
            return argument is { Value.ConstantValue: { HasValue: true, Value: int value } } ? value : null;
        }
    }

    /// <summary>One of the library's own sets, which are of labelled square images; what they are of stands in their constants.</summary>
    private static DatasetCall OfLibrary(INamedTypeSymbol set)
    {
        int? Constant(string name)
            => IsOfLibrary(set, set.Name)
                && set.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: int value } ? value : null;
        int? classes = Constant("Classes");
        return new DatasetCall(false, null, classes)
        {
            InputSize = Constant("ImageSize") is { } side ? side * side : null,
            HasLabels = classes is null ? null : true,
        };
    }

    private static SyntaxNode? NameOf(SyntaxNode reference) => (reference as Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax)?.Name;

    private static bool IsOfLibrary(ITypeSymbol? type, string name)
        => type is { ContainingType: null, ContainingNamespace: { Name: DataNamespace, ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } } }
            && string.Equals(type.Name, name, StringComparison.Ordinal);
}
