using Microsoft.CodeAnalysis;

using NetGen.Generator.Analysis;
using NetGen.Generator.Emit;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator;

/// <summary>
/// Turns classes marked [Network] into networks: parse, build the model, plan, print. Each network is a branch of its own, so that an
/// edit touches one, and each file is: the compiler gets what an edit left as it was as the same object. It reports nothing; the analyzer does.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    private const string Marker = NetworkParser.MarkerMetadataName;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkDeclaration> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(Marker, static (_, _) => true, static (syntax, cancellation) => NetworkParser.Parse(syntax, cancellation))
            .Where(static declaration => declaration is { CanHoldCode: true })
            .Select(static (declaration, _) => declaration!)
            .WithTrackingName(TrackingNames.Declaration);

        IncrementalValueProvider<Unroll> unroll = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => ProjectSettings.ReadUnroll(options.GlobalOptions).Value);

        IncrementalValuesProvider<BuiltNetwork> models = declarations
            .Combine(unroll)
            .Select(static (pair, _) => new BuiltNetwork(pair.Left, NetworkModelBuilder.Build(pair.Left, pair.Right)))
            .WithTrackingName(TrackingNames.Model);

        IncrementalValuesProvider<GeneratedFile> files = models
            .SelectMany(static (built, _) => Print(built))
            .WithTrackingName(TrackingNames.Files);

        context.RegisterSourceOutput(files, static (production, file) => production.AddSource(file.HintName, file.Text.ToSourceText()));
    }

    private static IEnumerable<GeneratedFile> Print(BuiltNetwork built)
        => built.Result.Model is NetworkModel model
            ? NetworkEmitter.Emit(Planner.Plan(model))
            : [PlaceholderEmitter.Emit(built.Type, built.Form, built.StreamType, built.IsScaled, built.Result.Findings)];

    /// <summary>A network, understood or not.</summary>
    private sealed record BuiltNetwork(TypeIdentity Type, TypeForm Form, string StreamType, bool IsScaled, NetworkResult Result)
    {
        public BuiltNetwork(NetworkDeclaration declaration, NetworkResult result)
            : this(declaration.Type, declaration.Form, declaration.StreamType, declaration.IsScaled, result)
        {
        }
    }
}
