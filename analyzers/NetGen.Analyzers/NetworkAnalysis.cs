using Microsoft.CodeAnalysis;

using NetGen.Generator;
using NetGen.Generator.Analysis;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>What the generator knows of a class, found out once and shared by all rules.</summary>
internal sealed class NetworkAnalysis
{
    private readonly IReadOnlyList<AttributeData> _attributes;
    private readonly INamedTypeSymbol _type;

    private NetworkAnalysis(INamedTypeSymbol type, IReadOnlyList<AttributeData> attributes, CancellationToken cancellationToken)
    {
        _type = type;
        _attributes = attributes;
        NetworkDeclaration declaration = NetworkParser.Parse(type, cancellationToken);
        NetworkResult result = NetworkModelBuilder.Build(declaration);
        Model = result.Model;
        Findings = Model is null ? result.Findings : result.Findings.Concat(NetworkChecks.Run(Model)).ToEquatableArray();
    }

    /// <summary>Null where the declaration has errors, or is a block.</summary>
    public NetworkModel? Model { get; }

    public EquatableArray<Finding> Findings { get; }

    /// <summary>The analysis of a class with NetGen's attributes, null for any other.</summary>
    public static NetworkAnalysis? Create(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        IReadOnlyList<AttributeData> attributes = AttributeParser.Select(type);
        return attributes.Count == 0 ? null : new NetworkAnalysis(type, attributes, cancellationToken);
    }

    /// <summary>Where a finding is to be shown: the attribute that it is about, or the name of the class.</summary>
    public Location Locate(Finding finding, CancellationToken cancellationToken)
    {
        SyntaxReference? reference = finding.AttributeIndex < 0 ? null : _attributes[finding.AttributeIndex].ApplicationSyntaxReference;
        return reference?.GetSyntax(cancellationToken).GetLocation() ?? _type.Locations[0];
    }
}
