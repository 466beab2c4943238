using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Planning;

/// <summary>What overwrites its input, because nobody else reads it and no gradient needs it.</summary>
public sealed class InPlaceTests
{
    private const string Layers = "[Conv2D(5, 3)] [PReLU] [Scale(Initial = -0.5)] [Flatten] [Dense(9)] [PReLU] [Scale(Initial = 3, Shared = true)] [PReLU] [Dense(3)] [PReLU]";

    [Theory]
    [InlineData("[Network(6, 5, 2)] " + Layers, 4, 4)]
    [InlineData("[Network(6)] [PReLU] [Dense(9)] [PReLU]", 2, 1)]
    [InlineData("[Network(6)] [Dense(9)] [PReLU] [Add(\"dense1\")]", 1, 0)]
    [InlineData("[Network(6, 5, 2)] [Flatten] [PReLU]", 1, 0)]
    [InlineData("[Network(6, 5, 2)] " + Layers + " [MeanSquaredError]", 4, 0)]
    public void Slopes_overwrite_what_nobody_reads_again(string attributes, int slopes, int inPlace)
    {
        SlopeForwardKernel[] kernels = [.. Planner.Plan(Declared.Model(attributes)).Inference.SelectMany(stage => stage.Kernels).OfType<SlopeForwardKernel>()];
        Assert.Equal(slopes, kernels.Length);
        Assert.Equal(inPlace, kernels.Count(kernel => kernel.Operands.Any(operand => operand is TensorOperand { Access: Access.Update })));
    }

    [Fact]
    public void In_place_or_not_makes_no_difference_to_a_bit()
    {
        const string Input = "[Network(6, 5, 2)]";
        using var assembly = CompiledAssembly.Compile(
            $"using NetGen; {Input} {Layers} public sealed partial class Overwriting; {Input} {Layers} [MeanSquaredError] public sealed partial class Keeping;");
        foreach (int batch in (ReadOnlySpan<int>)[1, 2, 17])
        {
            float[] input = [.. Enumerable.Range(0, batch * 60).Select(index => MathF.Sin(index * 1.7f))];
            float[] expected = new float[batch * 3];
            float[] actual = new float[batch * 3];
            assembly.CreateNetwork("Keeping", 7).Forward(input, expected);
            assembly.CreateNetwork("Overwriting", 7).Forward(input, actual);
            NumericAssert.BitEqual("output", actual, expected);
            if (batch == 17) Assert.Contains(expected, value => value < 0);
        }
    }
}
