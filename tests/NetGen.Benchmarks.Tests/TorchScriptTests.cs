using NetGen.Benchmarks.Graphs;
using NetGen.Benchmarks.Networks;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class TorchScriptTests
{
    [Fact]
    public void A_network_is_four_functions_of_its_parameters() => Assert.Equal(
        """
        def forward(p0: Tensor, p1: Tensor, p2: Tensor, p3: Tensor, v0: Tensor):
            v1 = torch.linear(v0, p0, p1)
            v2 = torch.relu_(v1)
            v3 = torch.linear(v2, p2, p3)
            return v3

        def loss(p0: Tensor, p1: Tensor, p2: Tensor, p3: Tensor, v0: Tensor, targets: Tensor):
            return torch.mse_loss(forward(p0, p1, p2, p3, v0), targets)

        def fold(p0: Tensor, p1: Tensor, p2: Tensor, p3: Tensor):
            return [p0, p1, p2, p3]

        def infer(f0: Tensor, f1: Tensor, f2: Tensor, f3: Tensor, v0: Tensor):
            v1 = torch.linear(v0, f0, f1)
            v2 = torch.relu_(v1)
            v3 = torch.linear(v2, f2, f3)
            return v3

        """.ReplaceLineEndings("\n"),
        Write(typeof(Xor), Xor.Info));

    [Fact]
    public void Normalisation_goes_into_the_layer_in_front_of_it_for_inference_alone()
    {
        string text = Write(typeof(KeywordCnn), KeywordCnn.Info);
        string training = Function(text, "forward"), fold = Function(text, "fold"), inference = Function(text, "infer");
        Assert.Equal(9, Count(training, "torch.batch_norm("));
        Assert.Equal(0, Count(inference, "batch_norm"));
        string mean = Argument("bn1.running_mean"), variance = Argument("bn1.running_var");
        Assert.Contains($"torch.batch_norm(v1, p1, p2, {mean}, {variance}, True, 0.1, 1E-05, False)", training, StringComparison.Ordinal);
        Assert.Contains($"scale_1 = p1 / torch.sqrt({variance} + 1E-05)", fold, StringComparison.Ordinal);
        Assert.Contains("weight_1 = p0 * scale_1.view([-1, 1, 1, 1])", fold, StringComparison.Ordinal);
        Assert.Contains($"bias_1 = -{mean} * scale_1 + p2", fold, StringComparison.Ordinal);

        // A kernel and a bias of each convolution, and of the layer behind them.
        Assert.Equal(20, Count(inference, ": Tensor") - 1);

        static string Argument(string name) => $"p{KeywordCnn.Info.Parameters.Select(static parameter => parameter.Name).ToList().IndexOf(name)}";
    }

    [Fact]
    public void Dropout_drops_in_training_alone()
    {
        string text = Write(typeof(DigitNet), DigitNet.Info);
        Assert.Contains("torch.dropout(v9, 0.5, True)", Function(text, "forward"), StringComparison.Ordinal);
        Assert.DoesNotContain("dropout", Function(text, "infer"), StringComparison.Ordinal);
        Assert.Contains("torch.cross_entropy_loss(", Function(text, "loss"), StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_that_is_not_the_same_on_both_sides_is_a_step_of_its_own()
    {
        string text = Write(typeof(ConvStrided), ConvStrided.Info);
        Assert.Contains("v1 = torch.constant_pad_nd(v0, [0, 1, 0, 1], 0.0)\n    v1 = torch.conv2d(v1, p0, p1, [2, 2], [0, 0], [1, 1], 1)", text, StringComparison.Ordinal);
        Assert.Contains("v1 = torch.conv2d(v0, p0, p1, [1, 1], [2, 2], [1, 1], 1)", Write(typeof(Conv5X5), Conv5X5.Info), StringComparison.Ordinal);
    }

    /// <summary>A rectifier may write over what it reads only where nobody reads that again: a residual block's input is read twice.</summary>
    [Fact]
    public void Nothing_is_written_over_that_is_read_again()
    {
        var graph = new NetworkGraph("Two", [2], [2], [new DenseLayer([0], "a", null), new RectifierLayer([1]), new AddLayer([1, 2])], 0);
        Assert.Contains("torch.relu(v1)", TorchScript.Write(graph, ["a"], hasLabels: false), StringComparison.Ordinal);
        graph = graph with { Layers = [new RectifierLayer([0]), new DenseLayer([1], "a", null)] };
        Assert.Contains("torch.relu(v0)", TorchScript.Write(graph, ["a"], hasLabels: false), StringComparison.Ordinal);
    }

    private static string Write(Type network, NetworkInfo info) =>
        TorchScript.Write(GraphReader.Read(network, info), [.. info.Parameters.Select(static parameter => parameter.Name)], network.IsDefined(typeof(SoftmaxCrossEntropyAttribute), inherit: false));

    private static string Function(string text, string name)
    {
        int begin = text.IndexOf($"def {name}(", StringComparison.Ordinal);
        int end = text.IndexOf("\ndef ", begin, StringComparison.Ordinal);
        return end < 0 ? text[begin..] : text[begin..end];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
