using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.Analyzers.Training;

/// <summary>
/// Where a trainer is made, in either way: <c>network.CreateTrainer(optimizer, options)</c>, or
/// <c>new Trainer&lt;TNetwork&gt;(network, optimizer, options)</c>.
/// </summary>
/// <remarks>Syntax, not operations: while the network has errors its generated members may be missing, and the call does not bind.</remarks>
/// <param name="Network">The network's class.</param>
/// <param name="Trained">The network.</param>
/// <param name="Arguments">All arguments, for what is said of the call.</param>
/// <param name="Optimizer">The argument that trains it.</param>
/// <param name="Options">The options; null where none are given.</param>
internal sealed record TrainerCall(
    INamedTypeSymbol Network, ExpressionSyntax Trained, ArgumentListSyntax Arguments, ArgumentSyntax Optimizer, ArgumentSyntax? Options)
{
    private const string Member = "CreateTrainer";
    private const string Type = "Trainer";

    /// <summary>Expressions that may make a trainer.</summary>
    public static SyntaxKind[] Kinds => [SyntaxKind.InvocationExpression, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression];

    /// <summary>The call that an expression of <see cref="Kinds"/> is; null for any other.</summary>
    public static TrainerCall? Read(SyntaxNode expression, SemanticModel model, CancellationToken cancellationToken) => expression switch
    {
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Member } member, ArgumentList: { Arguments.Count: > 0 } arguments
        }
            => Create(model.GetTypeInfo(member.Expression, cancellationToken).Type, member.Expression, arguments, first: 0),
        BaseObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: > 1 } arguments } creation when MayMakeTrainer(creation)
            => model.GetTypeInfo(creation, cancellationToken).Type is INamedTypeSymbol { TypeArguments: { Length: 1 } trained } made
                && SeenOperation.IsOfLibrary(made, Type)
                && Argument(arguments, "network", 0) is { } network
                    ? Create(trained[0], network.Expression, arguments, first: 1)
                    : null,
        _ => null,
    };

    /// <summary>What the options are made of, as far as it can be seen where the trainer is; null where none are given.</summary>
    public IOperation? SeenOptions(SemanticModel model, CancellationToken cancellationToken)
        => Options is null ? null : SeenOperation.Origin(model.GetOperation(Options.Expression, cancellationToken), cancellationToken);

    /// <summary>Whether the options are seen to set one of some properties.</summary>
    public bool Sets(SemanticModel model, CancellationToken cancellationToken, params string[] properties)
        => SeenOptions(model, cancellationToken) is IObjectCreationOperation creation
            && Array.Exists(properties, property => SeenOperation.Given(creation, property) is not null);

    /// <summary>Whether the options set one of some properties, or cannot be seen.</summary>
    public bool MaySet(SemanticModel model, CancellationToken cancellationToken, params string[] properties)
    {
        if (Options is null) return false;
        IOperation? options = SeenOptions(model, cancellationToken);
        if (options?.ConstantValue is { HasValue: true, Value: null }) return false;
        return options is not IObjectCreationOperation || Sets(model, cancellationToken, properties);
    }

    private static TrainerCall? Create(ITypeSymbol? network, ExpressionSyntax trained, ArgumentListSyntax arguments, int first)
        => network is INamedTypeSymbol named && Argument(arguments, "optimizer", first) is { } optimizer
            ? new TrainerCall(named, trained, arguments, optimizer, Argument(arguments, "options", first + 1))
            : null;

    /// <summary>By its text alone: most objects are no trainers, and looking up what they are takes time at every key.</summary>
    private static bool MayMakeTrainer(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation is not ObjectCreationExpressionSyntax { Type: { } type }) return true;
        return (type is QualifiedNameSyntax qualified ? qualified.Right : type) is GenericNameSyntax { Identifier.ValueText: Type };
    }

    /// <summary>The argument of a name, or the one in its place.</summary>
    private static ArgumentSyntax? Argument(ArgumentListSyntax list, string name, int place)
    {
        ArgumentSyntax? named = list.Arguments.FirstOrDefault(argument
            => string.Equals(argument.NameColon?.Name.Identifier.ValueText, name, StringComparison.Ordinal));
        return named ?? (place < list.Arguments.Count && list.Arguments[place].NameColon is null ? list.Arguments[place] : null);
    }
}
