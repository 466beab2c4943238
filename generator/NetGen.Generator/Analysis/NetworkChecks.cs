using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>What there is to say about a network that can be generated: one row per check.</summary>
internal static class NetworkChecks
{
    private static readonly NetworkCheck[] Checks =
    [
        new ReLUWithXavierCheck(),
        new HeWithoutRectifierCheck(),
        new ConstantWeightsCheck(),
        new HandPickedStdCheck(),
        new SELUCheck(),
        new NominalStdCheck(),
        new HiddenBiasCheck(),
        new DeepPlainConvolutionsCheck(),
        new RecurrentStartCheck(),
        new UnscaledResidualCheck(),
        new ScaleBeforeNormalizationCheck(),
        new StdIgnoresChannelsCheck(),
        new SlopeMissingCheck(),
        new ThirdOfVarianceCheck(),
        new ScaledStartCheck(),
        new SoftmaxOverOneUnitCheck(),
        new SoftmaxTwiceCheck(),
        new ActivationLossMismatchCheck(),
        new RestrictedRegressionCheck(),
        new SoftmaxBeforeDifferencesCheck(),
        new StackedLinearCheck(),
        new RedundantActivationCheck(),
        new SaturatingStackCheck(),
        new BornDeadCheck(),
        new SoftmaxInMiddleCheck(),
        new DroppedBorderCheck(),
        new BiasBeforeBatchNormCheck(),
        new DropoutBeforeCheck(RuleIds.DropoutBeforeBatchNorm, layer => layer.MixesBatch, DropoutEffects.OnBatchNorm),
        new DropoutBeforeCheck(RuleIds.DropoutBeforePooling, layer => layer.IsPooling, DropoutEffects.OnPooling),
        new UnusualTrendCheck(),
        new BatchNormOnHeadCheck(),
        new NormalizedOutputsCheck(),
        new DropoutRateCheck(),
        new DropoutBudgetCheck(),
        new BudgetCheck(),
        new ActivationScaleCheck(),
        new GradientScaleCheck(),
        new OverconfidentStartCheck(),
        new OverflowCheck(),
        new PhaseCheck(),
        new SaturatedUnitsCheck(),
        new PredictedSignalCheck(),
        new FanConflictCheck(),
        new InputScaleCheck(),
        new TargetScaleCheck(),
        new DrowningHeadCheck(),
        new LoudPositionsCheck(),
        new NarrowAndDeepCheck(),
        new ShortMemoryCheck(),
        new SaturatedAttentionCheck(),
        new TransferredRateCheck(),
        new UnrollBudgetCheck(),
    ];

    /// <summary>Everything that an .editorconfig may change.</summary>
    public static IReadOnlyList<Threshold> Thresholds { get; } = [.. Checks.SelectMany(check => check.Thresholds)];

    /// <summary>
    /// The findings of all checks, in the order of the attributes; each rule once per attribute, for the layers of a repeated block would
    /// all say the same.
    /// </summary>
    public static IEnumerable<Finding> Run(NetworkModel model, CheckOptions options) => Run(Checks, model, options);

    /// <summary>The findings of those checks that do not ask for shapes, on a network whose shapes are assumed in part.</summary>
    public static IEnumerable<Finding> RunStructural(NetworkModel model, CheckOptions options)
        => Run(Checks.Where(check => check.IsStructural), model, options);

    /// <summary>The findings of those checks that report what is predicted: what is left of them when something else has been mended.</summary>
    public static IEnumerable<Finding> RunPredictions(NetworkModel model, CheckOptions options)
        => Run(Checks.Where(check => check.Predicts), model, options);

    private static IEnumerable<Finding> Run(IEnumerable<NetworkCheck> checks, NetworkModel model, CheckOptions options)
    {
        var network = new NetworkGraph(model);
        var said = new HashSet<(string Rule, int AttributeIndex)>();
        return checks
            .SelectMany(check => check.Run(network, options))
            .Where(finding => said.Add((finding.Rule, finding.AttributeIndex)))
            .OrderBy(finding => finding.AttributeIndex);
    }
}
