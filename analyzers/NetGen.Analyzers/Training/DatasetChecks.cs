using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

using NetGen.Analyzers.Rules;
using NetGen.Generator;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Training;

/// <summary>NG2012, NG3013 and NG5008: the data that a call trains or evaluates a network with.</summary>
internal static class DatasetChecks
{
    /// <param name="network">Gives the analysis of a network's class; asked only where there is something to compare with.</param>
    public static IEnumerable<Diagnostic> Run(IInvocationOperation call, Func<INamedTypeSymbol, NetworkAnalysis?> network, CancellationToken cancellationToken)
    {
        if (Subject(call) is not { } subject || call.SemanticModel is not { } model) yield break;
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter is { } parameter && string.Equals(parameter.Name, subject.Parameter, StringComparison.Ordinal)) is not { Value: { } value }) yield break;
        DatasetCall data = DatasetCall.Read(model, value, cancellationToken);
        if (data.IsTest && subject.Trains) yield return OnTest(call, data, value.Syntax);
        foreach (DataMisfit misfit in Misfits(subject, data, network))
            yield return Diagnostic.Create(NG3013_DataMisfit.Descriptor, value.Syntax.GetLocation(), misfit.Network, misfit.Problem, misfit.Remedy);
        if (data.Classes is { } classes && network(subject.Network) is { } analysis && CompareHead(analysis, classes, value.Syntax, model.Compilation, cancellationToken) is { } width) yield return width;
    }

    /// <summary>The network, and which parameter the data are.</summary>
    private static (INamedTypeSymbol Network, string Parameter, bool Trains)? Subject(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        INamedTypeSymbol type = method.ContainingType;
        if (type is not { ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } }) return null;
        return (type.Name, method.Name) switch
        {
            ("Trainer", "Fit") when OnlyArgument(type.TypeArguments) is { } network => (network, "train", true),
            ("Trainer", "Step" or "ComputeGradients") when OnlyArgument(type.TypeArguments) is { } network => (network, "inputs", true),
            ("TargetSteps" or "WeightedSteps", "Step" or "ComputeGradients") when OnlyArgument(method.TypeArguments) is { } network => (network, "inputs", true),
            ("NetworkEvaluation", "Evaluate") when OnlyArgument(method.TypeArguments) is { } network => (network, "dataset", false),
            _ => null,
        };
    }

    /// <summary>
    /// Where whole samples are given, what of them does not fit the network. Arrays of a step's inputs are made for it, whatever they are part of.
    /// </summary>
    private static IEnumerable<DataMisfit> Misfits(
        (INamedTypeSymbol Network, string Parameter, bool Trains) subject, DatasetCall data, Func<INamedTypeSymbol, NetworkAnalysis?> network)
        => subject.Parameter is "train" or "dataset"
            && (data.InputSize is not null || data.HasLabels is not null)
            && network(subject.Network)?.Model is { } model
            ? DataMisfit.Find(model, data, subject.Trains)
            : [];

    private static INamedTypeSymbol? OnlyArgument(ImmutableArray<ITypeSymbol> arguments) => arguments.Length == 1 ? arguments[0] as INamedTypeSymbol : null;

    private static Diagnostic OnTest(IInvocationOperation call, DatasetCall data, SyntaxNode place)
    {
        object[] arguments =
        [
            call.TargetMethod.Name,
            "trains on the samples that were put aside for testing, so that what is measured on them says nothing about new data",
            "Write Train, and use Test with Evaluate",
        ];
        return data.TestName is { } name
            ? CallDiagnostic.Create(NG5008_TrainingOnTest.Descriptor, name, "Train", arguments)
            : Diagnostic.Create(NG5008_TrainingOnTest.Descriptor, place.GetLocation(), arguments);
    }

    private static Diagnostic? CompareHead(NetworkAnalysis analysis, int classes, SyntaxNode place, Compilation compilation, CancellationToken cancellationToken)
    {
        if (analysis.Model is not { IsPlain: true, IsTrained: true } model || !model.Losses[0].Loss.ChoosesClass) return null;
        int units = model.OutputSize;
        if (units == classes || units == 1) return null;
        object[] arguments =
        [
            model.Type.Name,
            $"ends with {Text.Count(units, "unit")}, but the labels of these data have {Text.Of(classes)} classes, "
                + (units < classes ? "so that labels from " + Text.Of(units) + " on have no unit" : $"so that {Text.Of(units - classes)} of the units are never right"),
            $"Write a last layer with {Text.Count(classes, "unit")}",
        ];

        // More units than classes train, if to no purpose.
        DiagnosticSeverity severity = units < classes ? DiagnosticSeverity.Error : DiagnosticSeverity.Info;
        (AttributeFix Fix, Location Place)? fix = Widen(analysis, model, classes, compilation, cancellationToken);
        return Diagnostic.Create(
            NG2012_HeadWidth.Descriptor, place.GetLocation(), severity, fix is { } found ? [found.Place] : [], fix is null ? null : FixProperties.Write(fix.Value.Fix), arguments);
    }

    /// <summary>Another width of the last layer with weights, where that is a dense one on the network's own class, and in this compilation.</summary>
    private static (AttributeFix Fix, Location Place)? Widen(NetworkAnalysis analysis, NetworkModel model, int classes, Compilation compilation, CancellationToken cancellationToken)
    {
        var network = new NetworkGraph(model);
        LayerNode? head = model.Nodes.Where((node, index) => NetworkGraph.WeightOf(node) is not null && network.IsHead(index)).LastOrDefault();
        if (head is not { Layer.Affine: { IsConvolution: false, WidthArgument: { } width }, IsInBlock: false, IsEditable: true }) return null;
        Location place = analysis.Locate(head.AttributeIndex, cancellationToken);
        if (place.SourceTree is not { } tree || !compilation.ContainsSyntaxTree(tree)) return null;
        var edit = new AttributeEdit(AttributeEditKind.SetArgument, 0, Text.Of(classes)) { Parameter = width };
        return (AttributeFix.Of(edit, $"Write [{head.Layer.Kind}({Text.Of(classes)})]"), place);
    }
}
