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
        NG0021_UnsuitableReparameterization.Descriptor,
        NG0022_UnlikeTwin.Descriptor,
        NG1001_ReLUWithXavier.Descriptor,
        NG1002_HeWithoutRectifier.Descriptor,
        NG1003_ConstantWeights.Descriptor,
        NG1004_ZeroInitAccepted.Descriptor,
        NG1005_HandPickedStd.Descriptor,
        NG1006_SELUInitializer.Descriptor,
        NG1007_NominalStd.Descriptor,
        NG1008_HiddenBias.Descriptor,
        NG1012_DeepPlainConvolutions.Descriptor,
        NG1013_RecurrentStart.Descriptor,
        NG1014_UnscaledResidual.Descriptor,
        NG1016_ScaleBeforeNormalization.Descriptor,
        NG1017_StdIgnoresChannels.Descriptor,
        NG1018_SlopeMissing.Descriptor,
        NG1019_ThirdOfVariance.Descriptor,
        NG1020_ScaledStart.Descriptor,
        NG2001_SoftmaxOverOneUnit.Descriptor,
        NG2002_SoftmaxTwice.Descriptor,
        NG2004_ActivationLossMismatch.Descriptor,
        NG2005_RestrictedLogits.Descriptor,
        NG2006_RestrictedRegression.Descriptor,
        NG2007_StackedLinear.Descriptor,
        NG2008_RedundantActivation.Descriptor,
        NG2009_SaturatingStack.Descriptor,
        NG2011_BornDead.Descriptor,
        NG2013_SoftmaxBeforeDifferences.Descriptor,
        NG2014_SoftmaxInMiddle.Descriptor,
        NG3001_ShapeMismatch.Descriptor,
        NG3002_WindowTooLarge.Descriptor,
        NG3003_MissingFlatten.Descriptor,
        NG3004_ReshapeSize.Descriptor,
        NG3005_DroppedBorder.Descriptor,
        NG3006_BiasBeforeBatchNorm.Descriptor,
        NG3007_DropoutBeforeBatchNorm.Descriptor,
        NG3008_DropoutBeforePooling.Descriptor,
        NG3009_UnusualTrend.Descriptor,
        NG3010_BatchNormOnHead.Descriptor,
        NG3011_DropoutRate.Descriptor,
        NG3012_Budget.Descriptor,
        NG3014_DropoutBudget.Descriptor,
        NG3015_NormalizedOutputs.Descriptor,
        NG4001_Exploding.Descriptor,
        NG4002_Vanishing.Descriptor,
        NG4003_GradientRatio.Descriptor,
        NG4004_Overconfident.Descriptor,
        NG4006_Overflow.Descriptor,
        NG4007_Phase.Descriptor,
        NG4008_SaturatedUnits.Descriptor,
        NG4009_PredictedSignal.Descriptor,
        NG4010_FanConflict.Descriptor,
        NG4011_InputScale.Descriptor,
        NG4012_NarrowAndDeep.Descriptor,
        NG4014_ShortMemory.Descriptor,
        NG4015_SaturatedAttention.Descriptor,
        NG4016_TargetScale.Descriptor,
        NG4017_DrowningHead.Descriptor,
        NG4018_LoudPositions.Descriptor,
        NG5013_TransferredRate.Descriptor,
        NG6001_UnrollBudget.Descriptor,
        NG6002_LargeSource.Descriptor,
        NG6003_VectorsUnavailable.Descriptor,
        NG6004_ToolchainTooOld.Descriptor,
    ];

    /// <summary>The rules about calls of the run-time library.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> OfCalls =
    [
        NG2012_HeadWidth.Descriptor,
        NG3013_DataMisfit.Descriptor,
        NG4005_GradientBelowEpsilon.Descriptor,
        NG4013_FirstUpdate.Descriptor,
        NG5001_LearningRate.Descriptor,
        NG5002_AdamSettings.Descriptor,
        NG5003_PenaltyWithAdam.Descriptor,
        NG5004_UnclippedRecurrence.Descriptor,
        NG5008_TrainingOnTest.Descriptor,
        NG5009_PenaltyStrength.Descriptor,
        NG5010_BatchStatistics.Descriptor,
        NG5011_FrozenStart.Descriptor,
        NG5012_StableRate.Descriptor,
        NG5014_UnscaledTraining.Descriptor,
    ];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById
        = All.ToImmutableDictionary(descriptor => descriptor.Id, StringComparer.Ordinal);

    /// <summary>The rule that a finding names.</summary>
    public static DiagnosticDescriptor Find(string id) => ById[id];
}
