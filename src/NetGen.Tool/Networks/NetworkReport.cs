namespace NetGen.Tool.Networks;

/// <summary>A network's summary as data: what <c>--json</c> writes.</summary>
/// <param name="Name">The class.</param>
/// <param name="InputShape">Without the batch.</param>
/// <param name="OutputShape">Without the batch.</param>
/// <param name="Parameters">Trained parameters.</param>
/// <param name="MultiplyAdds">Of one forward pass of one sample.</param>
/// <param name="PredictedLoss">Before the first training step; null without a loss.</param>
/// <param name="Memory">In bytes.</param>
/// <param name="Layers">In the order in which they run.</param>
/// <param name="Findings">What the analyzer says; null where it was not asked.</param>
internal sealed record NetworkReport(
    string Name,
    IReadOnlyList<int> InputShape,
    IReadOnlyList<int> OutputShape,
    long Parameters,
    long MultiplyAdds,
    double? PredictedLoss,
    MemorySummary Memory,
    IReadOnlyList<LayerInfo> Layers,
    IReadOnlyList<Finding>? Findings)
{
    public static NetworkReport Of(LoadedNetwork network, IReadOnlyList<Finding>? findings = null)
    {
        NetworkInfo info = network.Info;
        return new(info.Name, info.InputShape, info.OutputShape, info.ParameterCount, info.MultiplyAdds, info.PredictedLoss, network.Summarize().Memory, info.Layers, findings);
    }
}
