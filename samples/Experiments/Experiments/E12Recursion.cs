using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>E12.</summary>
internal sealed class E12Recursion : Formula
{
    public override string Id => "E12";

    public override string Title => "The recursion of the variance";

    public override string Published => $"{Articles.Intoli}: Var(x[i+1]) = n[i] Var(x[i]) Var(w[i]) for six linear layers of 100 units.";

    public override string Setting => "What the declarations of three linear stacks, std 0.05, 0.1 and 0.2, predict of each layer.";

    public override string Shown => "The article derives by hand how the variance of a layer's output follows from that of the layer before.";

    public override string Why => "Products of independent variables of mean 0 have the product of their variances, and sums of independent ones the sum: n times both.";

    public override Conclusion Check()
    {
        (string Name, double Std, NetworkInfo Info)[] stacks = [("std 0.05", 0.05, LinearSmallNet.Info), ("std 0.1", 0.1, LinearRightNet.Info), ("std 0.2", 0.2, LinearLargeNet.Info)];
        Chart chart = Pictures.ByLayer(
            "Predicted std of six linear layers of 100 units",
            "std",
            "It halves, stays, and doubles from layer to layer.",
            [.. Enumerable.Range(1, 6).Select(static layer => FormattableString.Invariant($"h{layer - 1}"))],
            [.. stacks.Select(static stack => (stack.Name, (IReadOnlyList<double>)[.. stack.Info.Layers.Take(6).Select(static layer => layer.Predicted.Std)], false))]);
        return new Conclusion(
            "The declarations give the same factors, 0.5, 1 and 2, at every layer.",
            [.. stacks.Select(static stack => new Figure(
                $"{stack.Name}: largest difference of a layer's factor from sqrt(100) std",
                "0",
                0,
                1e-5 * 10 * stack.Std,
                [Enumerable.Range(1, Stacks.Drawn).Max(layer => Math.Abs((stack.Info.Layers[layer].Predicted.Std / stack.Info.Layers[layer - 1].Predicted.Std) - (10 * stack.Std)))],
                Claim.Always))],
            [chart]);
    }
}
