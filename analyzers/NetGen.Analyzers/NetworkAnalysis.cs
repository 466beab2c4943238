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
    /// <summary>The property of a diagnostic that names the rules whose findings follow from it, with spaces between them.</summary>
    public const string ConsequencesProperty = "Consequences";

    /// <summary>The property of a diagnostic at a block's attribute that names the networks in which it is wrong, with spaces between them.</summary>
    public const string NetworksProperty = "Networks";

    private readonly IReadOnlyList<PlacedAttribute> _places;
    private readonly INamedTypeSymbol _type;
    private readonly Lazy<EquatableArray<Finding>> _findings;
    private readonly RuleSeverities _severities;
    private readonly AttributeText _written;
    private readonly NetworkDeclaration _declaration;
    private readonly Unroll _unroll;
    private IReadOnlyList<Finding> _causes = [];

    private NetworkAnalysis(INamedTypeSymbol type, Compilation compilation, AnalyzerConfigOptionsProvider settings, CancellationToken cancellationToken)
    {
        _type = type;
        NetworkDeclaration declaration = _declaration = NetworkParser.Parse(type, out _places, cancellationToken);
        _severities = new RuleSeverities(compilation);
        _written = new AttributeText((_places.FirstOrDefault(place =>
            place.Attribute.AttributeClass is { TypeKind: not TypeKind.Error })?.Attribute.AttributeClass ?? type).ContainingAssembly);

        // Between an opening bracket and the missing closing one everything can still change: [Dense(1 may become [Dense(10)].
        if (_places.Any(place => IsBeingTyped(place.Attribute, cancellationToken)))
        {
            _findings = Known(EquatableArray<Finding>.Empty);
            return;
        }

        (_unroll, string? invalidUnroll) = ProjectSettings.ReadUnroll(settings.GlobalOptions);
        NetworkResult result = NetworkModelBuilder.Build(declaration, _unroll);
        EquatableArray<Finding> found = result.Findings.Select(finding => ToolchainCheck.Complete(finding, type)).ToEquatableArray();

        // An attribute that the compiler does not know may be a misspelt layer, and then nothing is sure about the network.
        if (!IsUnderstood(declaration) || (result.Model is null && !result.IsRecoverable))
        {
            _findings = Known(found);
            return;
        }

        if (result.Model is null)
        {
            _findings = new(() => CheckStructure(found, NetworkModelBuilder.Recover(declaration), settings));
            return;
        }

        Model = result.Model;
        _findings = new(() => Check(found, invalidUnroll, settings));
    }

    /// <summary>Null where the declaration has errors, is not complete, or is a block.</summary>
    public NetworkModel? Model { get; }

    /// <summary>Whether the class is a network, and no block or unfinished declaration.</summary>
    public bool IsNetwork => _declaration.IsNetwork;

    /// <summary>Whether the class is a block.</summary>
    public bool IsBlock => _declaration.IsBlock;

    /// <summary>The name of the class.</summary>
    public string Name => _type.Name;

    /// <summary>The index of the class's last attribute of NetGen.</summary>
    public int LastAttribute => _declaration.Attributes[_declaration.Attributes.Count - 1].Index;

    /// <summary>All that there is to say of the network, on its class and on those of its blocks. Worked out when somebody asks: who wants the model only
    /// does not wait for the checks.</summary>
    public EquatableArray<Finding> Findings => _findings.Value;

    /// <summary>The files in which its attributes stand, and those of its blocks, as far as they are of its project.</summary>
    public IEnumerable<SyntaxTree> Trees => _places.Where(place => IsSame(place.Type.ContainingAssembly, _type.ContainingAssembly))
        .Select(place => place.Attribute.ApplicationSyntaxReference?.SyntaxTree).OfType<SyntaxTree>().Distinct();

    /// <summary>Whether attributes of a class are among those that make the network.</summary>
    public bool Uses(INamedTypeSymbol block) => _places.Any(place => IsSame(place.Type.OriginalDefinition, block));

    /// <summary>What is to be shown at a class, or at its attributes.</summary>
    public IEnumerable<Finding> FindingsOn(INamedTypeSymbol type)
        => Findings.Where(finding => IsSame(finding.AttributeIndex < 0 ? _type : _places[finding.AttributeIndex].Type.OriginalDefinition, type));

    /// <summary>
    /// What the network would be if all faults were mended that others follow from, and what is worth saying of these: what else follows from them, a call
    /// of the training may ask. Null where nothing is to be mended, or where that makes no network.
    /// </summary>
    public (NetworkModel Model, IReadOnlyList<Finding> Causes)? Mended
    {
        get
        {
            _ = Findings;
            return _causes.Count > 0 && Mend(_causes)?.Model is { } model ? (model, _causes) : null;
        }
    }

    private EquatableArray<Finding> Check(EquatableArray<Finding> found, string? invalidUnroll, AnalyzerConfigOptionsProvider settings)
    {
        (CheckOptions options, IReadOnlyList<Finding> invalid) = CheckOptionsReader.Read(settings, _places[0].Attribute, Model!.AttributeIndex);
        return found
            .Concat(invalid)
            .Concat(invalidUnroll is null ? [] : [CheckOptionsReader.InvalidUnroll(invalidUnroll, Model.AttributeIndex)])
            .Concat(Attach([.. NetworkChecks.Run(Model, options)], options))
            .Concat(GeneratedSourceCheck.Run(_type, Model, options))
            .Concat(VectorsCheck.Run(Model, settings.GlobalOptions))
            .ToEquatableArray();
    }

    private IReadOnlyList<Finding> Attach(IReadOnlyList<Finding> findings, CheckOptions options)
    {
        var causes = new Causes(
            finding => _severities.Of(finding, FindTree(finding.AttributeIndex)) is { } severity ? 1 + (int)severity : 0,
            attribute => _declaration.Find(attribute) is { Block: >= 0 and var block } && !_declaration.Blocks[block].IsInProject,
            Predict);
        IReadOnlyList<Finding> attached = causes.Attach(findings);
        _causes = causes.Mended;
        return attached;

        IReadOnlyList<Finding>? Predict(IReadOnlyList<Finding> faults)
            => Mend(faults) is (NetworkModel model, { } origins)
                ? [.. NetworkChecks.RunPredictions(model, options).Select(finding => InPlace(finding, origins))]
                : null;
    }

    /// <summary>A finding of a changed declaration, at the attribute that stands in the place of its own.</summary>
    private static Finding InPlace(Finding finding, IReadOnlyList<int> origins)
        => finding with { AttributeIndex = finding.AttributeIndex < 0 ? -1 : origins[finding.AttributeIndex] };

    /// <summary>The network with the fixes of some findings made.</summary>
    /// <returns>Its model, and for each of its attributes the one that stands in its place now; null where no network comes of it.</returns>
    private (NetworkModel? Model, IReadOnlyList<int> Origins)? Mend(IReadOnlyList<Finding> faults)
    {
        var edits = new DeclarationEdits(_declaration, _written.Read);
        if (!faults.All(fault => fault.Fix is null || edits.Apply(fault.Fix))) return null;
        (NetworkDeclaration mended, IReadOnlyList<int> origins) = edits.Finish();
        return NetworkModelBuilder.Build(mended, _unroll).Model is { } model ? (model, origins) : null;
    }

    /// <summary>A layer that does not fit its input is one error; what else is wrong need not wait until it is mended.</summary>
    private EquatableArray<Finding> CheckStructure(EquatableArray<Finding> found, NetworkModel? assumed, AnalyzerConfigOptionsProvider settings)
    {
        if (assumed is null) return found;
        CheckOptions options = CheckOptionsReader.Read(settings, _places[0].Attribute, assumed.AttributeIndex).Options;
        return found.Concat(NetworkChecks.RunStructural(assumed, options)).ToEquatableArray();
    }

    /// <summary>The analysis of a class with NetGen's attributes, null for any other.</summary>
    public static NetworkAnalysis? Create(INamedTypeSymbol type, Compilation compilation, AnalyzerConfigOptionsProvider settings,
        CancellationToken cancellationToken)
        => AttributeParser.Select(type).Count == 0 ? null : new NetworkAnalysis(type, compilation, settings, cancellationToken);

    /// <summary>A finding as the compiler and editors show it: at its attribute, with what a code fix needs to know.</summary>
    /// <param name="networks">The names of the networks that have it, for an attribute that belongs to a block; empty for one of the network's class.</param>
    public Diagnostic ToDiagnostic(Finding finding, IReadOnlyList<string> networks, CancellationToken cancellationToken)
    {
        DiagnosticDescriptor rule = RuleCatalog.Find(finding.Rule);
        DiagnosticSeverity severity = finding.IsConsequence ? DiagnosticSeverity.Hidden : finding.IsMild ? DiagnosticSeverity.Info : rule.DefaultSeverity;
        string[] arguments = [.. finding.Arguments];
        string others = networks.Count > 1 ? $" and {Text.Count(networks.Count - 1, "other network")}" : string.Empty;
        if (networks.Count > 0) arguments[0] += $" (in {networks[0]}{others})";
        if (finding.DescribeConsequences() is { Length: > 0 } consequences) arguments[arguments.Length - 1] += ". " + consequences;
        IEnumerable<int> places = (finding.Fix?.Edits.Select(edit => edit.AttributeIndex) ?? []).Concat(finding.Consequences
            .Select(consequence => consequence.AttributeIndex));
        IEnumerable<Location> locations = places.Select(place => Locate(place, cancellationToken));
        ImmutableDictionary<string, string?> properties = finding.Fix is null ? ImmutableDictionary<string, string?>.Empty : FixProperties.Write(finding.Fix);
        if (finding.Consequences.Count > 0) properties = properties.Add(ConsequencesProperty, string.Join(" ", finding.Consequences
            .Select(consequence => consequence.Rule).Distinct()));
        if (networks.Count > 0) properties = properties.Add(NetworksProperty, string.Join(" ", networks));
        return Diagnostic.Create(rule, Locate(finding.AttributeIndex, cancellationToken), severity, locations, properties, arguments);
    }

    /// <summary>The syntax of an attribute.</summary>
    public SyntaxNode? FindSyntax(int attributeIndex, CancellationToken cancellationToken)
        => attributeIndex < 0 ? null : _places[attributeIndex].Attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken);

    private SyntaxTree? FindTree(int attributeIndex) => _places[Math.Max(attributeIndex, 0)].Attribute.ApplicationSyntaxReference?.SyntaxTree;

    /// <summary>The attribute, or the name of the class.</summary>
    public Location Locate(int attributeIndex, CancellationToken cancellationToken)
        => FindSyntax(attributeIndex, cancellationToken)?.GetLocation() ?? _type.Locations[0];

    private static Lazy<EquatableArray<Finding>> Known(EquatableArray<Finding> findings) => new(() => findings);

    private static bool IsSame(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

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
