using System.Globalization;

using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>
/// Published networks can be declared as they were published: torchvision's ResNets for images of 224x224 and 1,000 classes, with its numbers of
/// parameters and its names in files.
/// </summary>
public sealed class PublishedResNetTests
{
    private const string Head = """
        [Network(224, 224, 3)]
        [Conv2D(64, 7, Stride = 2, PaddingSize = 3, UseBias = false, Name = "conv1")] [BatchNorm(Name = "bn1")] [ReLU]
        [MaxPool2D(3, Stride = 2, PaddingSize = 1)]

        """;

    private const string Tail = """
        [GlobalAveragePool2D]
        [Dense(1000, Name = "fc")]
        [SoftmaxCrossEntropy]
        partial class ResNet;

        """;

    private static readonly int[] Widths = [64, 128, 256, 512];

    /// <summary>The number of parameters is that of torchvision's model page; running statistics are no parameters.</summary>
    [Theory]
    [InlineData(18, new[] { 2, 2, 2, 2 }, 11_689_512)]
    [InlineData(34, new[] { 3, 4, 6, 3 }, 21_797_672)]
    [InlineData(50, new[] { 3, 4, 6, 3 }, 25_557_032)]
    [InlineData(101, new[] { 3, 4, 23, 3 }, 44_549_160)]
    [InlineData(152, new[] { 3, 8, 36, 3 }, 60_192_808)]
    public void A_ResNet_has_its_published_number_of_parameters(int depth, int[] repeats, long parameters)
    {
        NetworkModel model = Build(depth, repeats);
        Assert.Equal(parameters, model.Nodes.Sum(node => node.ParameterCount));
        Assert.Equal(depth, model.Nodes.Count(node => node.Layer.Kind is "Conv2D" or "Dense" && !node.Name.Contains("downsample", StringComparison.Ordinal)));
        Assert.Equal("7x7x" + (depth < 50 ? "512" : "2048"), model.Nodes[model.Outputs[0] - 2].OutputShape.ToString());
    }

    [Theory]
    [InlineData(18, new[] { 2, 2, 2, 2 })]
    [InlineData(50, new[] { 3, 4, 6, 3 })]
    public void A_ResNet_has_the_names_of_its_published_file(int depth, int[] repeats)
    {
        IEnumerable<string> names = Build(depth, repeats).Nodes.SelectMany(node => node.Parameters.Select(parameter => $"{node.Name}.{parameter.Name}"));
        Assert.Equal(FileNames(depth, repeats).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    private static NetworkModel Build(int depth, int[] repeats)
    {
        NetworkResult result = Declared.Build(Source(depth, repeats));
        Assert.DoesNotContain(result.Findings, finding => finding.Rule != RuleIds.DefaultInitializer);
        return result.Model!;
    }

    private static string Source(int depth, int[] repeats)
    {
        string network = Head;
        string blocks = "";
        for (int stage = 0; stage < 4; stage++)
        {
            string name = Number(stage + 1);
            string rest = $"[Use<Next{name}>(Name = \"layer{name}\", FirstIndex = 1, Repeat = {Number(repeats[stage] - 1)})]";

            // The first block of a stage brings its input to the shape of the others; basic blocks of the first stage need not.
            bool needsShortcut = depth >= 50 || stage > 0;
            network += $"[Use<{(needsShortcut ? "First" : "Next")}{name}>(Name = \"layer{name}.0\")]\n{rest}\n";
            int outputs = Widths[stage] * (depth < 50 ? 1 : 4);
            int stride = stage == 0 ? 1 : 2;
            blocks += $"""
                [Block] {Branch(depth, Widths[stage], stride)} class Strided{name};
                [Block] {Branch(depth, Widths[stage], 1)} class Plain{name};
                [Block] [Conv2D({Number(outputs)}, 1, Stride = {Number(stride)}, UseBias = false, Name = "0")] [BatchNorm(Name = "1")] class Down{name};
                [Block] [Residual<Strided{name}, Down{name}>(Name = "", ShortcutName = "downsample")] [ReLU] class First{name};
                [Block] [Residual<Plain{name}>(Name = "")] [ReLU] class Next{name};

                """;
        }

        return network + Tail + blocks;
    }

    /// <summary>A basic block, or a bottleneck with the stride on its 3x3 convolution, as torchvision has it.</summary>
    private static string Branch(int depth, int width, int stride) => depth < 50
        ? $"{Convolution(width, 3, stride)} [ReLU] {Convolution(width, 3, 1)}"
        : $"{Convolution(width, 1, 1)} [ReLU] {Convolution(width, 3, stride)} [ReLU] {Convolution(4 * width, 1, 1)}";

    private static string Convolution(int filters, int kernel, int stride)
        => $"[Conv2D({Number(filters)}, {Number(kernel)}, Stride = {Number(stride)}, PaddingSize = {Number(kernel / 2)}, UseBias = false)] [BatchNorm]";

    private static IEnumerable<string> FileNames(int depth, int[] repeats)
    {
        List<string> names = ["conv1.weight", .. Normalization("bn1"), "fc.weight", "fc.bias"];
        for (int stage = 1; stage <= 4; stage++)
        {
            for (int block = 0; block < repeats[stage - 1]; block++)
            {
                string prefix = $"layer{Number(stage)}.{Number(block)}.";
                for (int layer = 1; layer <= (depth < 50 ? 2 : 3); layer++) names.AddRange([$"{prefix}conv{Number(layer)}.weight", .. Normalization($"{prefix}bn{Number(layer)}")]);
                if (block == 0 && (depth >= 50 || stage > 1)) names.AddRange([$"{prefix}downsample.0.weight", .. Normalization($"{prefix}downsample.1")]);
            }
        }

        return names;

        static string[] Normalization(string name) => [$"{name}.weight", $"{name}.bias", $"{name}.running_mean", $"{name}.running_var"];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
