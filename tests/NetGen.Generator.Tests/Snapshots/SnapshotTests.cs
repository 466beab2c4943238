using System.Text;

using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>The plan and the code of small networks, one per kind of layer, and of whole ones: reviewed as text.</summary>
public sealed class SnapshotTests
{
    public static TheoryData<string, string> LayerKinds => new()
    {
        { "Conv2D", "[Network(5, 5, 2)] [Conv2D(3, 3, Padding = Padding.Same, Stride = 2)] [MeanSquaredError]" },
        { "GroupedConv2D", "[Network(4, 4, 2)] [Conv2D(6, 1)] [Conv2D(10, 3, Groups = 2, Dilation = 2, PaddingSize = 2)] [MeanSquaredError]" },
        { "DepthwiseConv2D", "[Network(5, 5, 2)] [Conv2D(6, 1)] [Conv2D(6, 3, Groups = 6, Padding = Padding.Same)] [ReLU] [MeanSquaredError]" },
        { "Dense", "[Network(40)] [Dense(20)] [MeanSquaredError]" },
        { "DenseOnSteps", "[Network(6, 5)] [Dense(4)] [ReLU] [Dense(3)] [MeanSquaredError]" },
        { "MaxPool2D", "[Network(4, 4, 2)] [Conv2D(4, 1)] [MaxPool2D(2)] [MeanSquaredError]" },
        { "AveragePool2D", "[Network(5, 5, 2)] [Conv2D(4, 1)] [AveragePool2D(3, Stride = 2, Padding = Padding.Same)] [MeanSquaredError]" },
        { "GlobalAveragePool2D", "[Network(4, 4, 2)] [Conv2D(4, 1)] [GlobalAveragePool2D] [MeanSquaredError]" },
        { "Dropout", "[Network(6)] [Dense(4)] [Dropout(0.25)] [Dense(2)] [MeanSquaredError]" },
        { "BatchNorm", "[Network(3, 3, 2)] [Conv2D(4, 1)] [BatchNorm] [MeanSquaredError]" },
        { "Activation", "[Network(6)] [Dense(4)] [GELU] [Dense(4)] [Tanh] [MeanSquaredError]" },
        { "Softmax", "[Network(6)] [Dense(4)] [Softmax] [MeanSquaredError]" },
        { "Add", "[Network(6)] [Dense(4, Name = \"left\")] [Dense(4)] [Add(\"left\")] [MeanSquaredError]" },
        { "Multiply", "[Network(6)] [Dense(4, Name = \"gate\")] [Dense(4)] [Multiply(\"gate\")] [MeanSquaredError]" },
        { "Concat", "[Network(2, 2, 3)] [Conv2D(3, 1, Name = \"left\")] [Conv2D(2, 1)] [Concat(\"left\")] [MeanSquaredError]" },
    };

    [Theory]
    [MemberData(nameof(LayerKinds))]
    public void A_small_network_of_each_kind_keeps_its_plan_and_code(string scenario, string attributes)
        => VerifyNetwork(scenario, $"using NetGen;\n\nnamespace Samples;\n\n{attributes}\npublic sealed partial class {scenario}Net;\n");

    [Theory]
    [InlineData("WholeXor", Networks.Xor)]
    [InlineData("WholeResidual", Networks.Residual)]
    public void A_whole_network_keeps_its_plan_and_code(string scenario, string source) => VerifyNetwork(scenario, source);

    /// <summary>Its code is large: the plan is reviewed, the code of its small parts only.</summary>
    [Fact]
    public void DigitNet_keeps_its_plan_and_passes()
    {
        IReadOnlyList<GeneratedSource> sources = GeneratorRunner.Run(Networks.DigitNet).Sources;
        VerifyText("WholeDigitNet", "Plan", PlanOf(Networks.DigitNet));
        VerifyText("WholeDigitNet", "Code", Join(sources.Where(source => !source.HintName.Contains(".Layer", StringComparison.Ordinal))));
    }

    private static void VerifyNetwork(string scenario, string source)
    {
        VerifyText(scenario, "Plan", PlanOf(source));
        VerifyText(scenario, "Code", Join(GeneratorRunner.Run(source).Sources));
    }

    private static void VerifyText(string scenario, string part, string text)
#if USE_VERIFY
        => VerifyXunit.Verifier.Verify(text, "txt").UseDirectory(scenario).UseFileName(part).ToTask().GetAwaiter().GetResult();
#else
        => Snapshot.Verify(text, Snapshot.FolderBesideSource([scenario]), part);
#endif

    private static string PlanOf(string source)
    {
        NetworkModel model = Declared.Build(source.Replace("using NetGen;", "", StringComparison.Ordinal)).Model!;
        return PlanText.Write(Planner.Plan(model));
    }

    private static string Join(IEnumerable<GeneratedSource> sources)
    {
        StringBuilder text = new();
        foreach (GeneratedSource source in sources) text.Append("//HintName: ").Append(source.HintName).Append('\n').Append(source.Text).Append('\n');
        return text.ToString();
    }
}
