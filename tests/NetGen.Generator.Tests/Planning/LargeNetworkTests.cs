using Microsoft.CodeAnalysis;

using NetGen.Generator.Layers;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Planning;

/// <summary>Networks near the limits of size: what is accepted can be planned, printed and compiled.</summary>
public sealed class LargeNetworkTests
{
    public static TheoryData<string> Accepted =>
    [
        // 305 million parameters.
        "[Network(3072)] [Dense(16384)] [ReLU] [Dense(15000)] [ReLU] [Dense(600)] [SoftmaxCrossEntropy]",

        // One layer of 536,848,900 weights; 1.06 thousand million parameters; a padded vector for each of 200 million inputs.
        "[Network(23170)] [Dense(23170)] [MeanSquaredError]",
        "[Network(23000)] [Dense(23000)] [ReLU] [Dense(23000)] [MeanSquaredError]",
        "[Network(200000000)] [Dense(1)] [MeanSquaredError]",
        "[Network(200000000)] [Dense(1)]",

        // Weights that Winograd's algorithm would make four times as large, in inference and in training.
        "[Network(14, 14, 1024)] [Conv2D(4096, 3, Padding = Padding.Same)] [ReLU] [Conv2D(4096, 3, Padding = Padding.Same)] [ReLU] [Conv2D(4096, 3, Padding = Padding.Same)] [ReLU] [Conv2D(4096, 3, Padding = Padding.Same)] [GlobalAveragePool2D] [Dense(10)] [SoftmaxCrossEntropy]",
        "[Network(9, 9, 4096)] [Conv2D(4096, 5, Algorithm = ConvolutionAlgorithm.Winograd)] [GlobalAveragePool2D] [Dense(10)] [SoftmaxCrossEntropy]",

        // Samples of which 64 have no room in an array.
        "[Network(8000, 8000, 1)] [Conv2D(1, 3, Padding = Padding.Same)] [Tanh] [Flatten] [Dense(1)] [MeanSquaredError]",
        "[Network(8000, 8000, 4)] [Conv2D(4, 3, Padding = Padding.Same)] [ReLU] [Conv2D(4, 3, Padding = Padding.Same)] [GlobalAveragePool2D] [Dense(10)]",
    ];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void They_can_be_generated(string attributes)
    {
        GeneratorResult result = GeneratorRunner.Run($"using NetGen;\n{attributes} partial class N;");
        Assert.Empty(result.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.True(result.Sources.Count > 3, "Nothing but a placeholder was generated.");
    }

    /// <summary>Sizes are 32-bit numbers: none of them has run over.</summary>
    [Theory]
    [MemberData(nameof(Accepted))]
    public void Memory_has_room(string attributes)
    {
        NetworkModel model = Declared.Model(attributes + " partial class N;");
        MemoryPlan memory = Planner.Plan(model).Memory;
        long exact = model.Nodes.Sum(node => node.Parameters.Sum(parameter => parameter.Count));
        Assert.InRange(memory.ParameterSize, exact, Array.MaxLength);
        Assert.InRange((long)memory.ParameterSize + memory.DerivedSize, exact, Array.MaxLength - 64);
        Assert.InRange(memory.InferenceSize, 0, Array.MaxLength - 64);
        Assert.InRange((long)memory.TrainingPerSample, 0, Array.MaxLength - 64);
        Assert.InRange((long)memory.TrainingFixed, 0, Array.MaxLength - 64);
        Assert.InRange((long)memory.Chunk * model.InputSize, 1, int.MaxValue);
    }

    [Theory]
    [InlineData("[Network(784)] [Dense(100)] [Dense(10)]", 64)]
    [InlineData("[Network(8000, 8000, 1)] [Conv2D(1, 3, Padding = Padding.Same)] [Tanh] [Flatten] [Dense(1)]", 2)]
    [InlineData("[Network(60000000)] [Dense(1)]", 17)]
    public void Fewer_samples_at_a_time_where_they_are_large(string attributes, int expected)
        => Assert.Equal(expected, Planner.Plan(Declared.Model(attributes + " partial class N;")).Memory.Chunk);
}
