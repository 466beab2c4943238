using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers.Rules;
using NetGen.Generator;
using NetGen.Generator.Analysis;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>What the generator knows of a class, found out once and shared by all rules.</summary>
internal sealed class NetworkAnalysis
{
    private readonly IReadOnlyList<AttributeData> _attributes;
    private readonly INamedTypeSymbol _type;
    private readonly Func<EquatableArray<Finding>>? _check;
    private EquatableArray<Finding>? _findings;

    private NetworkAnalysis(INamedTypeSymbol type, IReadOnlyList<AttributeData> attributes, AnalyzerConfigOptionsProvider settings, CancellationToken cancellationToken)
    {
        _type = type;
        _attributes = attributes;

        // Between an opening bracket and the missing closing one everything can still change: [Dense(1 may become [Dense(10)].
        if (attributes.Any(attribute => IsBeingTyped(attribute, cancellationToken)))
        {
            _findings = EquatableArray<Finding>.Empty;
            return;
        }

        NetworkDeclaration declaration = NetworkParser.Parse(type, cancellationToken);
        (Unroll unroll, string? invalidUnroll) = ProjectSettings.ReadUnroll(settings.GlobalOptions);
        NetworkResult result = NetworkModelBuilder.Build(declaration, unroll);
        EquatableArray<Finding> found = result.Findings.Select(finding => ToolchainCheck.Complete(finding, type)).ToEquatableArray();

        // An attribute that the compiler does not know may be a misspelt layer, and then nothing is sure about the network.
        if (!IsUnderstood(declaration) || (result.Model is null && !result.IsRecoverable))
        {
            _findings = found;
            return;
        }

        if (result.Model is null)
        {
            _check = () => CheckStructure(found, NetworkModelBuilder.Recover(declaration), settings);
            return;
        }

        Model = result.Model;
        _check = () => Check(found, invalidUnroll, settings);
    }

    /// <summary>Null where the declaration has errors, is not complete, or is a block.</summary>
    public NetworkModel? Model { get; }

    /// <summary>The index of the class's last attribute of NetGen.</summary>
    public int LastAttribute => _attributes.Count - 1;

    /// <summary>Worked out when somebody asks: who wants the model only does not wait for the checks.</summary>
    public EquatableArray<Finding> Findings => _findings ??= _check!();

    private EquatableArray<Finding> Check(EquatableArray<Finding> found, string? invalidUnroll, AnalyzerConfigOptionsProvider settings)
    {
        (CheckOptions options, IReadOnlyList<Finding> invalid) = CheckOptionsReader.Read(settings, _attributes[0], Model!.AttributeIndex);
        return found
            .Concat(invalid)
            .Concat(invalidUnroll is null ? [] : [CheckOptionsReader.InvalidUnroll(invalidUnroll, Model.AttributeIndex)])
            .Concat(NetworkChecks.Run(Model, options))
            .Concat(GeneratedSourceCheck.Run(_type, Model, options))
            .Concat(VectorsCheck.Run(Model, settings.GlobalOptions))
            .ToEquatableArray();
    }

    /// <summary>A layer that does not fit its input is one error; what else is wrong need not wait until it is mended.</summary>
    private EquatableArray<Finding> CheckStructure(EquatableArray<Finding> found, NetworkModel? assumed, AnalyzerConfigOptionsProvider settings)
    {
        if (assumed is null) return found;
        CheckOptions options = CheckOptionsReader.Read(settings, _attributes[0], assumed.AttributeIndex).Options;
        return found.Concat(NetworkChecks.RunStructural(assumed, options)).ToEquatableArray();
    }

    /// <summary>The analysis of a class with NetGen's attributes, null for any other.</summary>
    public static NetworkAnalysis? Create(INamedTypeSymbol type, AnalyzerConfigOptionsProvider settings, CancellationToken cancellationToken)
    {
        IReadOnlyList<AttributeData> attributes = AttributeParser.Select(type);
        return attributes.Count == 0 ? null : new NetworkAnalysis(type, attributes, settings, cancellationToken);
    }

    /// <summary>A finding as the compiler and editors show it: at its attribute, with what a code fix needs to know.</summary>
    public Diagnostic ToDiagnostic(Finding finding, CancellationToken cancellationToken)
    {
        DiagnosticDescriptor rule = RuleCatalog.Find(finding.Rule);
        DiagnosticSeverity severity = finding.IsMild ? DiagnosticSeverity.Info : rule.DefaultSeverity;
        object[] arguments = [.. finding.Arguments];
        IEnumerable<Location> edited = finding.Fix?.Edits.Select(edit => Locate(edit.AttributeIndex, cancellationToken)) ?? [];
        ImmutableDictionary<string, string?> properties = finding.Fix is null ? ImmutableDictionary<string, string?>.Empty : FixProperties.Write(finding.Fix);
        return Diagnostic.Create(rule, Locate(finding.AttributeIndex, cancellationToken), severity, edited, properties, arguments);
    }

    /// <summary>The syntax of an attribute.</summary>
    public SyntaxNode? FindSyntax(int attributeIndex, CancellationToken cancellationToken)
        => attributeIndex < 0 ? null : _attributes[attributeIndex].ApplicationSyntaxReference?.GetSyntax(cancellationToken);

    /// <summary>The attribute, or the name of the class.</summary>
    public Location Locate(int attributeIndex, CancellationToken cancellationToken)
        => FindSyntax(attributeIndex, cancellationToken)?.GetLocation() ?? _type.Locations[0];

    private static bool IsBeingTyped(AttributeData attribute, CancellationToken cancellationToken)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).Parent is { ContainsDiagnostics: true } list
        && list.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Whether none of the brackets of a class's attributes is open.</summary>
    public static bool IsTyped(INamedTypeSymbol type, CancellationToken cancellationToken)
        => !AttributeParser.Select(type).Any(attribute => IsBeingTyped(attribute, cancellationToken));

    /// <summary>Whether the compiler knows all of its attributes, and those of its blocks.</summary>
    public static bool IsUnderstood(NetworkDeclaration declaration)
        => declaration.Attributes.All(IsUnderstood) && declaration.Blocks.All(block => block.Attributes.All(IsUnderstood));

    private static bool IsUnderstood(AttributeDeclaration attribute) => attribute is { Kind.Length: > 0, IsComplete: true };
}
