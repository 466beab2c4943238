using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG4011: an input whose size is unknown, which is information, or far from 1.</summary>
internal sealed class InputScaleCheck : NetworkCheck
{
    private static readonly Threshold Low = new(RuleIds.InputScale, "low", 0.1, 0, 1);

    private static readonly Threshold High = new(RuleIds.InputScale, "high", 3, 1, 1e30);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Low, High];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        NetworkModel model = network.Model;
        InputTensor input = model.Inputs[0];
        bool isNormalized = network.Nodes.All(node => !node.Inputs.Contains(-1) || node.Layer.Normalizes);
        if (isNormalized || input.IsIndices) yield break;
        if (!input.IsScaleKnown)
        {
            Finding unknown = Report(
                RuleIds.InputScale,
                model.AttributeIndex,
                "The input",
                "has no declared scale, so predictions take mean 0 and std 1 for granted",
                "Write InputMean and InputStd, as they are when the values reach the network");
            yield return unknown with { IsMild = true, Fix = Declare(model) };
            yield break;
        }

        double rms = Math.Sqrt((input.Mean * input.Mean) + (input.Std * input.Std));
        if (rms >= options[Low] && rms <= options[High]) yield break;
        Finding odd = Report(
            RuleIds.InputScale,
            model.AttributeIndex,
            "The input",
            $"has mean {Text.Rounded(input.Mean)} and std {Text.Rounded(input.Std)}, so its size is {Factor(rms)} where the formulas for weights assume about 1",
            "Standardise the data, or write [BatchNorm] as the first layer");
        yield return odd with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.InsertBelow, model.AttributeIndex, "BatchNorm"), "Write [BatchNorm] as the first layer") };
    }

    /// <summary>What the predictions assume, made explicit: right for data that are standardised before they reach the network.</summary>
    private static AttributeFix Declare(NetworkModel model) => new(
        "Declare a standardised input: InputMean = 0, InputStd = 1",
        EquatableArray.Of(
            new AttributeEdit(AttributeEditKind.SetArgument, model.AttributeIndex, "InputMean = 0"),
            new AttributeEdit(AttributeEditKind.SetArgument, model.AttributeIndex, "InputStd = 1")));
}
