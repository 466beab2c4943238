using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG5013: at which rates a wider twin trains as the small network does, for whoever wants to know.</summary>
internal sealed class TransferredRateCheck : NetworkCheck
{
    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        if (network.Model is not { IsTrained: true, Scaling: { } scaling } || !ScaledRates.Differ(scaling)) yield break;
        yield return Report(
            RuleIds.TransferredRate,
            scaling.AttributeIndex,
            network.Model.Type.Name,
            $"trains as {scaling.Base} does at its learning rate times {ScaledRates.Describe(scaling, parameter => parameter.UnitRate)} with Adam and others"
                + $" whose steps do not depend on the gradient's size, and times {ScaledRates.Describe(scaling, parameter => parameter.GradientRate)} with Sgd",
            ScaledRates.Remedy(network.Model));
    }
}
