using NetGen.Generator.Layers;
using NetGen.Generator.Machine;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG6001: all of the network was to be written out, but a layer is too large for it and got its loops.</summary>
internal sealed class UnrollBudgetCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        if (network.Model.Unroll != Unroll.Full) return null;
        LayerNode node = network.Nodes[index];
        if (node.Layer.StraightLineOperations(node) is not { } operations || operations <= UnrollBudget.VectorCalls) return null;
        Finding finding = Report(
            RuleIds.UnrollBudgetExceeded,
            node.AttributeIndex,
            node.Name,
            $"takes {Text.Grouped(operations)} vector operations when written out, {Factor(operations / (double)UnrollBudget.VectorCalls)} times the {UnrollBudget.VectorCalls} "
                + "that the JIT inlines in one method, so it got loops",
            "Write Unroll = Unroll.Auto, or give the layer fewer inputs");
        return finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, network.Model.AttributeIndex, "Unroll = Unroll.Auto"), "Write Unroll = Unroll.Auto") };
    }
}
