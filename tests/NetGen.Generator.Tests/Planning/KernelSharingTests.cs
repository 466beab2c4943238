using NetGen.Generator.Kernels;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Planning;

/// <summary>Which kernels are one, and what it is called.</summary>
public sealed class KernelSharingTests
{
    private const string Convolution = "Conv2D(8, 3, Padding = Padding.Same)";

    /// <summary>So wide that a single sample has no pass of its own, in which few dense layers would share nothing.</summary>
    private const string Wide = "[Network(16)] [Dense(600)] [ReLU] [Dense(16)]";

    [Theory]
    [InlineData(Wide + " [ReLU]", "Dense(16)", "[ReLU]", "Dense(16)", "[ReLU]")]
    [InlineData(Wide, "Dense(16)", "[Tanh]", "Dense(16)", "[Tanh]")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", Convolution, "", Convolution, "")]
    [InlineData("[Network(28, 28, 3)] [Conv2D(32, 1)]", "Conv2D(32, 3, Padding = Padding.Same)", "[ReLU]", "Conv2D(32, 3, Padding = Padding.Same)", "[ReLU]")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", "Conv2D(8, 3, Padding = Padding.Same, Groups = 8)", "", "Conv2D(8, 3, Padding = Padding.Same, Groups = 8)", "")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)] [Tanh]", "BatchNorm", "", "BatchNorm", "")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", "MaxPool2D(3, Stride = 1, Padding = Padding.Same)", "", "MaxPool2D(3, Stride = 1, Padding = Padding.Same)", "")]
    [InlineData("[Network(16)] [Dense(16)]", "Dropout(0.5)", "", "Dropout(0.5)", "")]
    public void Equal_layers_share_all_their_kernels(string start, string first, string behindFirst, string second, string behindSecond)
    {
        NetworkPlan plan = Plan($"{start} [{Named(first, "one")}] {behindFirst} [{Named(second, "two")}] {behindSecond} [Flatten] [Dense(2)] [SoftmaxCrossEntropy]");
        Kernel[] one = KernelsOf(plan, "one");
        Kernel[] two = KernelsOf(plan, "two");
        Assert.NotEmpty(one);
        Assert.Equal(one.Select(kernel => plan.Sharing[kernel]), two.Select(kernel => plan.Sharing[kernel]));
        Assert.All(one, kernel => Assert.True(plan.Sharing[kernel].IsShared));
    }

    /// <summary>Layers in a chain wait for each other, and longer where they run the same code: few have code of their own for a row that is alone.</summary>
    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Kernels_for_a_single_row_are_shared_by_many_layers_only(int layers, bool isShared)
    {
        NetworkPlan plan = Plan($"[Network(40)] [Dense(16)] [ReLU] {string.Concat(Enumerable.Repeat("[Dense(16)] [ReLU] ", layers))} [Dense(2)] [MeanSquaredError]");
        KernelText[] rows = [.. plan.Sharing.Texts.Where(text => text.Kernels[0].UsesSampleForm)];
        Assert.Equal(isShared ? 3 : layers + 2, rows.Length);
        Assert.Equal(isShared, Array.Exists(rows, text => text.IsShared));

        // All else is one kernel all the same.
        Assert.Contains(plan.Sharing.Texts, text => text.Kernels.Count >= layers && !text.Kernels[0].UsesSampleForm);
    }

    /// <summary>Neither the forward kernel nor any gradient that the difference is about.</summary>
    [Theory]
    [InlineData("[Network(16)] [Dense(16)]", "Dense(16)", "[ReLU]", "Dense(48)", "[ReLU]", "units")]
    [InlineData("[Network(16)] [Dense(16)]", "Dense(48)", "[ReLU]", "Dense(48)", "[ReLU]", "inputs")]
    [InlineData("[Network(16)] [Dense(16)]", "Dense(16)", "[ReLU]", "Dense(16)", "", "a fused activation")]
    [InlineData("[Network(16)] [Dense(16)]", "Dense(16)", "[ReLU]", "Dense(16, UseBias = false)", "[ReLU]", "a bias")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", Convolution, "", "Conv2D(8, 5, Padding = Padding.Same)", "", "the kernel's size")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", Convolution, "", "Conv2D(8, 3, Padding = Padding.Same, Dilation = 2)", "", "dilation")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", Convolution, "", "Conv2D(8, 3, Padding = Padding.Same, Stride = 2)", "", "strides")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", Convolution, "", "Conv2D(8, 3)", "", "padding")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", Convolution, "", "Conv2D(8, 3, Padding = Padding.Same, Groups = 2)", "", "groups")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", Convolution, "[MaxPool2D(2)]", Convolution, "", "the image's extents")]
    [InlineData("[Network(28, 28, 3)] [Conv2D(32, 1)]", "Conv2D(32, 3, Padding = Padding.Same)", "", "Conv2D(32, 3, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Direct)", "", "the algorithm")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)] [Tanh]", "BatchNorm", "", "BatchNorm(Epsilon = 0.01)", "", "a constant")]
    [InlineData("[Network(16)] [Dense(16)]", "Dropout(0.5)", "", "Dropout(0.25)", "", "a rate")]
    [InlineData("[Network(16)] [Dense(16)]", "Tanh", "", "Sigmoid", "", "the function")]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 1)]", "MaxPool2D(3, Stride = 1, Padding = Padding.Same)", "", "AveragePool2D(3, Stride = 1, Padding = Padding.Same)", "", "the kind of window")]
    public void Layers_that_differ_share_no_forward_kernel(string start, string first, string behindFirst, string second, string behindSecond, string difference)
    {
        NetworkPlan plan = Plan($"{start} [{Named(first, "one")}] {behindFirst} [{Named(second, "two")}] {behindSecond} [Flatten] [Dense(2)] [SoftmaxCrossEntropy]");
        Kernel one = Assert.Single(KernelsOf(plan, "one"), kernel => IsForward(plan, kernel));
        Kernel two = Assert.Single(KernelsOf(plan, "two"), kernel => IsForward(plan, kernel));
        Assert.True(plan.Sharing[one] != plan.Sharing[two], $"They differ by {difference}.");
        Assert.NotEqual(plan.Named(one).Name, plan.Named(two).Name);
    }

    public static TheoryData<string> Forms => ["Accumulates", "TakesUnits", "HasSampleCall"];

    /// <summary>What the network asks of a kernel counts too.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Kernels_in_different_forms_are_not_one(string difference)
    {
        NetworkPlan plan = Plan("[Network(64)] [Dense(600)] [ReLU] [Dense(64)] [ReLU] [Dense(64, Name = \"one\")] [ReLU] [Dense(64, Name = \"two\")] [ReLU] [Dense(2)] [MeanSquaredError]");
        string purpose = difference == "Accumulates" ? "InputGradient" : "ReLU";
        Kernel one = KernelsOf(plan, "one").Single(kernel => plan.Named(kernel).Name.EndsWith(purpose, StringComparison.Ordinal));
        Kernel two = KernelsOf(plan, "two").Single(kernel => plan.Named(kernel).Name.EndsWith(purpose, StringComparison.Ordinal));
        Assert.Single(KernelSharing.Find([one, two], new Dictionary<Kernel, int> { [one] = 0, [two] = 1 }).Texts);
        Kernel other = one.In(difference switch
        {
            "Accumulates" => one.Form with { Accumulates = !one.Accumulates },
            "TakesUnits" => one.Form with { TakesUnits = !one.TakesUnits },
            _ => one.Form with { HasSampleCall = !one.UsesSampleForm },
        });
        Assert.Equal(2, KernelSharing.Find([other, two], new Dictionary<Kernel, int> { [other] = 0, [two] = 1 }).Texts.Count);
    }

    /// <summary>The gradient of a tensor that two layers read: one writes it, the other adds to it.</summary>
    [Fact]
    public void What_adds_to_a_gradient_says_so_in_its_name()
    {
        NetworkPlan plan = Plan(
            "[Network(16)] [Dense(16, Name = \"left\")] [Dense(16, Name = \"a\", Input = \"left\")] [Dense(16, Name = \"b\", Input = \"left\")] [Add(\"a\")] "
            + "[Dense(16, Name = \"right\")] [Dense(16, Name = \"c\", Input = \"right\")] [Dense(16, Name = \"d\", Input = \"right\")] [Add(\"c\")] [MeanSquaredError]");
        string[] names = [.. plan.Sharing.Texts.Select(text => text.Name)];
        Assert.Contains("Dense16To16InputGradient", names);
        Assert.Contains("Dense16To16InputGradientAdded", names);
    }

    [Fact]
    public void Names_say_what_is_done_and_are_unique()
    {
        NetworkPlan plan = Plan(
            "[Network(16)] [Dense(600)] [Dense(16)] [Dense(16, Name = \"dense16To16\")] [Dense(16)] [Dense(16, UseBias = false)] [Dense(16, UseBias = false)] [Dense(16)] [MeanSquaredError]");
        string[] names = [.. plan.Sharing.Texts.Select(text => text.Name)];
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        // The layer's own name has taken the first.
        Assert.Contains("Dense16To16WeightGradient_2", names);
        Assert.Contains("Dense16To16", names);
        Assert.Contains("Dense16To16_2", names);
    }

    /// <summary>Ten outputs and twelve are one panel of sixteen.</summary>
    [Fact]
    public void A_kernel_for_several_sizes_is_named_after_the_largest()
    {
        NetworkPlan plan = Plan("[Network(16)] [Dense(10, Name = \"one\")] [Dense(12, Name = \"two\", Input = \"input\")] [Concat(\"one\")] [MeanSquaredError]".Replace(", Input = \"input\"", "", StringComparison.Ordinal));
        KernelText bias = plan.Sharing.Texts.Single(text => text.Kernels[0] is BiasGradientKernel);
        Assert.Equal("BiasGradientOf12", bias.Name);
    }

    [Fact]
    public void Each_text_stands_once_and_carries_its_name()
    {
        NetworkPlan plan = Plan("[Network(16)] [Dense(16)] [ReLU] [Dense(16)] [ReLU] [Dense(16)] [Tanh] [Dense(16)] [Tanh] [Dense(2)] [MeanSquaredError]");
        Assert.Equal(plan.Kernels.Count, plan.Sharing.Texts.Sum(text => text.Kernels.Count));
        Assert.True(plan.Sharing.Texts.Count < plan.Kernels.Count);
        foreach (KernelText text in plan.Sharing.Texts)
        {
            Assert.All(text.Kernels, kernel => Assert.Equal(text.Name, plan.Named(kernel).Name));
            Assert.Contains($"static void {text.Name}(", Text(text), StringComparison.Ordinal);
            Assert.DoesNotContain('\0', Text(text));
        }
    }

    /// <summary>Convolutions with and without a ReLU behind: their tiles are the same, and stand once.</summary>
    [Fact]
    public void Kernels_that_differ_have_their_equal_methods_in_common()
    {
        NetworkPlan plan = Plan(
            "[Network(28, 28, 3)] [Conv2D(32, 1)] [Conv2D(32, 3, Padding = Padding.Same)] [ReLU] [Conv2D(32, 3, Padding = Padding.Same)] [MaxPool2D(2)] "
            + "[Flatten] [Dense(2)] [SoftmaxCrossEntropy]");
        KernelPart tile = plan.Sharing.Parts.First(part => part.Name.StartsWith("Winograd3x3From32To32On28x28Tile", StringComparison.Ordinal));
        string[] callers = [.. tile.Callers.Select(index => plan.Sharing.Texts[index].Name)];
        Assert.Subset(callers.ToHashSet(), new HashSet<string> { "Conv2Forward", "Conv3Forward" });
        Assert.Contains($"static void {tile.Name}<TVector>(", tile.Method.Lines(0), StringComparison.Ordinal);
        string head = "Tile" + tile.Name.Split("Tile")[1] + "<TVector>(ref float";
        foreach (int caller in tile.Callers) Assert.DoesNotContain(head, Text(plan.Sharing.Texts[caller]), StringComparison.Ordinal);
        Assert.All(plan.Sharing.Parts, part => Assert.DoesNotContain(part.Method.Lines(0), character => char.IsControl(character) && character != '\n'));
        string[] methods = [.. plan.Sharing.Parts.Select(part => part.Name).Concat(plan.Sharing.Texts.Select(text => text.Name))];
        Assert.Equal(methods.Length, methods.Distinct().Count());
    }

    [Fact]
    public void Parts_are_equal_where_all_that_they_call_is()
    {
        const string Optimized = "[MethodImpl(Optimized)]\nprivate static void ";
        static string Kernel(string first, string leaf, string middle) =>
            $"private static void \0(int x)\n{{\n    {first}\n    \0Middle(x);\n}}\n\n{Optimized}\0Middle(int x)\n{{\n    {middle}\n    \0Leaf(x);\n}}\n\n{Optimized}\0Leaf(int x)\n{{\n    {leaf}\n}}\n";
        string[] texts = [Kernel("one", "same", "same"), Kernel("two", "same", "same"), Kernel("three", "same", "other"), Kernel("four", "other", "same")];
        (IReadOnlyList<IReadOnlyList<NamedMethod>> left, IReadOnlyList<KernelPart> parts) = KernelParts.Extract(
            [.. texts.Select(text => KernelPrint.Of(text))], ["A", "B", "C", "D"], static _ => "Part", new NameAllocator());
        Assert.Equal([("PartLeaf", "0 1 2"), ("PartMiddle", "0 1")], parts.Select(part => (part.Name, string.Join(' ', part.Callers))));
        Assert.Equal("private static void A(int x)\n{\n    one\n    PartMiddle(x);\n}\n", Text(left[0]));
        Assert.Contains("CMiddle(int x)\n{\n    other\n    PartLeaf(x);\n}\n", Text(left[2]), StringComparison.Ordinal);
        Assert.Equal(texts[3].Replace("\0", "D", StringComparison.Ordinal), Text(left[3]));
        Assert.Equal($"{Optimized}PartMiddle(int x)\n{{\n    same\n    PartLeaf(x);\n}}\n", parts[1].Method.Lines(0));
    }

    private static string Text(KernelText kernel) => Text(kernel.Methods);

    private static string Text(IReadOnlyList<NamedMethod> methods) => string.Join('\n', methods.Select(method => method.Lines(0)));

    private static NetworkPlan Plan(string attributes) => Planner.Plan(Declared.Model(attributes));

    private static string Named(string attribute, string name)
        => attribute.EndsWith(')') ? $"{attribute[..^1]}, Name = \"{name}\")" : $"{attribute}(Name = \"{name}\")";

    private static Kernel[] KernelsOf(NetworkPlan plan, string layer)
        => [.. plan.Kernels.Where(kernel => plan.Owners[kernel] >= 0 && plan.Model.Nodes[plan.Owners[kernel]].Name == layer)];

    /// <summary>Computes the layer's output from its input, weights apart.</summary>
    private static bool IsForward(NetworkPlan plan, Kernel kernel)
        => (plan.Inference.SelectMany(stage => stage.Kernels).Contains(kernel) || kernel is RandomForwardKernel);
}
