using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3012: more work or memory than was allowed; shown at the layer that takes most of it.</summary>
internal sealed class BudgetCheck : NetworkCheck
{
    private static readonly Threshold MultiplyAdds = new(RuleIds.Budget, "multiply_adds", 1e9, 1, 1e18);

    private static readonly Threshold Parameters = new(RuleIds.Budget, "parameters", 25e6, 1, 1e18);

    private static readonly Threshold Activations = new(RuleIds.Budget, "activations", 10e6, 1, 1e18);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [MultiplyAdds, Parameters, Activations];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        foreach (Finding? finding in new[]
        {
            Check(network, node => node.Layer.MultiplyAdds(node), options[MultiplyAdds], "multiply-adds per sample"),
            Check(network, node => node.ParameterCount, options[Parameters], "parameters"),
            Check(network, node => node.OutputShape.Size, options[Activations], "values in its tensors per sample"),
        })
        {
            if (finding is not null) yield return finding;
        }
    }

    private static Finding? Check(NetworkGraph network, Func<LayerNode, long> cost, double limit, string what)
    {
        long sum = network.Nodes.Aggregate(0L, (total, node) => SizeLimits.Sum(total, cost(node)));
        if (sum <= limit) return null;
        LayerNode most = network.Nodes.OrderByDescending(cost).First();
        return Report(
            RuleIds.Budget,
            most.AttributeIndex,
            most.Name,
            $"takes {Text.Grouped(cost(most))} of the network's {Text.Grouped(sum)} {what}, whose limit is {Text.Grouped((long)limit)}",
            "Use smaller layers, or raise the limit in .editorconfig");
    }
}
