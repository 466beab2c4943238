using System.Collections.Immutable;

using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Rules;

/// <summary>All rules that findings of the model can name: one row each.</summary>
internal static class RuleCatalog
{
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        NG0001_NotPartial.Descriptor,
        NG0002_MissingInput.Descriptor,
        NG0003_SplitDeclaration.Descriptor,
        NG0004_ModifierWithoutLayer.Descriptor,
        NG0005_SeveralInitializers.Descriptor,
        NG0006_InvalidArgument.Descriptor,
        NG0008_DefaultInitializer.Descriptor,
        NG0009_DuplicateName.Descriptor,
        NG0010_UnknownInput.Descriptor,
        NG0011_InputBelow.Descriptor,
        NG0012_EmptyNetwork.Descriptor,
        NG0013_UnsupportedType.Descriptor,
        NG0014_UnsuitableInitializer.Descriptor,
        NG0015_LossNotLast.Descriptor,
        NG0016_UnusedLayer.Descriptor,
        NG0017_InvalidBlock.Descriptor,
        NG0018_TooLarge.Descriptor,
        NG0019_MissingMarker.Descriptor,
        NG0020_InvalidSetting.Descriptor,
        NG1001_ReLUWithXavier.Descriptor,
        NG1003_ConstantWeights.Descriptor,
        NG1004_ZeroInitAccepted.Descriptor,
        NG3001_ShapeMismatch.Descriptor,
        NG3002_WindowTooLarge.Descriptor,
        NG3003_MissingFlatten.Descriptor,
        NG3005_DroppedBorder.Descriptor,
        NG3006_BiasBeforeBatchNorm.Descriptor,
        NG3007_DropoutBeforeBatchNorm.Descriptor,
        NG3008_DropoutBeforePooling.Descriptor,
        NG3010_BatchNormOnHead.Descriptor,
    ];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById
        = All.ToImmutableDictionary(descriptor => descriptor.Id, StringComparer.Ordinal);

    /// <summary>The rule that a finding names.</summary>
    public static DiagnosticDescriptor Find(string id) => ById[id];
}
