using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>NG0021: whose weights can be computed from other parameters, and from which.</summary>
internal static class WeightChecks
{
    /// <summary>Whether a layer's weights can be computed as is declared; else there is a finding.</summary>
    public static bool TakesReparameterization(LayerDraft layer, Reparameterization declared, int attributeIndex, FindingList findings)
    {
        // One whose arguments are wrong has been reported.
        if (layer.Layer is null) return false;
        if (layer.Layer.Affine is null)
        {
            Report(
                $"is meant for [{layer.Kind}], the nearest layer above that has weights, and those are not normalised",
                layer.Layer.Normalizes
                    ? $"Move it above [{layer.Kind}], directly below the layer that it is meant for"
                    : "Move it directly below [Dense] or a convolution, or remove it");
            return false;
        }

        if (layer.Reparameterization is { } other)
        {
            Report(other.Kind == declared.Kind ? "stands there twice" : $"stands beside [{other.Kind}], and weights are computed in one way", "Remove one of the two");
            return false;
        }

        return true;

        void Report(string problem, string remedy)
            => findings.Error(RuleIds.UnsuitableReparameterization, attributeIndex, $"[{declared.Kind}] of {layer.Name}", problem, remedy);
    }

    /// <summary>Reports weights that have no direction or size to begin with.</summary>
    public static void CheckStart(LayerDraft layer, ParameterSpec weight, FindingList findings)
    {
        if (weight.Initializer.MeanSquare > 0) return;
        findings.Error(
            RuleIds.UnsuitableReparameterization,
            weight.Source?.AttributeIndex ?? layer.AttributeIndex,
            $"[{layer.Reparameterization!.Kind}] of {layer.Name}",
            $"divides by the size of {weight.Name}, which begins with zeros",
            "Write an initialiser that draws its values, such as [Auto]");
    }
}
