using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Tests;

/// <summary>What can be said in ONNX is said by one of the networks that are run.</summary>
public sealed class CoverageTests
{
    public static TheoryData<string> Kinds { get; } = [.. LayerExporters.Kinds];

    public static TheoryData<string> WaysOfWeights { get; } = [.. Reparameterizations.Kinds];

    private static readonly Lazy<IReadOnlyList<LayerInfo>> s_layers = new(() => [.. Subjects.Names.SelectMany(name => Subjects.Create(name).Info.Layers)]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_of_layer_is_in_a_network(string kind) => Assert.Contains(s_layers.Value, layer => layer.Kind == kind);

    [Theory]
    [MemberData(nameof(WaysOfWeights))]
    public void Each_way_to_compute_weights_is_in_a_network(string kind) => Assert.Contains(s_layers.Value, layer => layer.Settings.Has("weights") && layer.Settings.Word("weights") == kind);
}
