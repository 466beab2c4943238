using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Planning;

/// <summary>What is decided about one sample alone, and about one row of a dense layer.</summary>
public sealed class SingleSampleTests
{
    [Theory]
    [InlineData("[Network(2)] [Dense(8)] [ReLU] [Dense(1)] [MeanSquaredError]", "StraightLine")]
    [InlineData("[Network(3)] [Dense(5)] [Tanh] [Dense(2)] [MeanSquaredError]", "StraightLine")]
    [InlineData("[Network(3)] [Dense(3)] [Tanh] [Dense(3)] [Sigmoid] [Dense(3)] [Tanh] [Dense(2)] [MeanSquaredError]", "Calls")] // three functions: more values than the JIT follows
    [InlineData("[Network(64)] [Dense(64)] [ReLU] [Dense(64)] [ReLU] [Dense(10)] [SoftmaxCrossEntropy]", "Calls")]
    [InlineData("[Network(4)] [Dense(3)] [Softmax]", "Calls")]
    [InlineData("[Network(64)] [Dense(800)] [Dense(10)] [SoftmaxCrossEntropy]", "Chunk")]
    public void Form_follows_from_work_and_workspace(string attributes, string expected) => Assert.Equal(expected, Plan(attributes).SingleSample.Form.ToString());

    [Fact]
    public void Pass_for_one_sample_stays_within_the_budget_of_the_JIT()
    {
        for (int units = 1; units <= 40; units++)
        {
            NetworkPlan plan = Plan($"[Network({units})] [Dense({units})] [Tanh] [Dense({units})] [ReLU] [Dense(1)] [MeanSquaredError]");
            bool isShort = plan.Inference.SelectMany(stage => stage.Kernels).Sum(kernel => kernel.InlinedOperations ?? JitBudget.VectorCalls + 1) <= JitBudget.VectorCalls;
            Assert.Equal(isShort, plan.SingleSample.Form == SingleSampleForm.StraightLine);
        }
    }

    /// <summary>In a pass that calls its kernels, an activation is one of them: inlined there, many would be more than the JIT keeps in registers.</summary>
    [Theory]
    [InlineData("[Network(3)] [Dense(5)] [Tanh] [Dense(2)] [MeanSquaredError]", true)]
    [InlineData("[Network(3)] [Dense(3)] [Tanh] [Dense(3)] [Sigmoid] [Dense(3)] [Tanh] [Dense(2)] [MeanSquaredError]", false)]
    public void Activations_are_inlined_into_a_pass_that_calls_nothing(string attributes, bool isInlined)
        => Assert.All(Plan(attributes).Inference.SelectMany(static stage => stage.Kernels).OfType<ActivationForwardKernel>(), kernel => Assert.Equal(isInlined, kernel.Form.IsInlined));

    [Theory]
    [InlineData(1, 64, 4, 16, 0)]
    [InlineData(2, 67, 4, 16, 3)]
    [InlineData(4, 64, 2, 32, 0)]
    [InlineData(5, 64, 1, 64, 0)]
    [InlineData(64, 1024, 1, 1024, 0)]
    [InlineData(1, 8, 2, 4, 0)]
    [InlineData(1, 7, 1, 7, 0)]
    public void Few_outputs_are_summed_in_parts(int panels, int depth, int count, int length, int rest)
        => Assert.Equal(new SumParts(count, length, rest), SumParts.For(panels, depth, networkWork: 0));

    [Fact]
    public void Sums_that_take_little_of_the_networks_time_are_left_whole()
    {
        Assert.Equal(4, SumParts.For(1, 1024, networkWork: 6_000_000).Count);
        Assert.Equal(1, SumParts.For(1, 1024, networkWork: 7_000_000).Count);
    }

    [Fact]
    public void Every_input_belongs_to_a_part()
    {
        for (int panels = 1; panels <= 9; panels++)
        {
            for (int depth = 1; depth <= 70; depth++)
            {
                SumParts parts = SumParts.For(panels, depth, networkWork: 0);
                Assert.Equal(depth, (parts.Count * parts.Length) + parts.Rest);
                Assert.InRange(parts.Rest, 0, parts.Count - 1);
            }
        }
    }

    [Fact]
    public void Blocks_of_a_row_cover_every_output_once_in_vectors_of_every_width()
    {
        for (int units = 1; units <= 300; units++)
        {
            MatrixMultiplyKernel kernel = Plan($"[Network(5)] [Dense({units})]").Inference.SelectMany(stage => stage.Kernels).OfType<MatrixMultiplyKernel>().Single();
            SingleRowPlan row = kernel.SingleRow;
            Assert.Equal(row.PaddedOutputs, row.WholePanels.Sum(blocks => blocks.Count * blocks.Vectors) * row.Panel);
            foreach (int width in new[] { 8, 4, 1 }.Where(width => width < row.Panel))
            {
                int first = 0;
                foreach (int vectors in row.PartsOfPanels)
                {
                    int outputs = vectors * width;
                    for (; first <= row.PaddedOutputs - outputs; first += outputs)
                    {
                        // Within one panel, or whole panels: vectors are found by their distance from the first.
                        Assert.True(outputs % row.Panel == 0 ? first % row.Panel == 0 : (first % row.Panel) + outputs <= row.Panel);
                    }
                }

                Assert.Equal(row.PaddedOutputs, first);
            }
        }
    }

    private static NetworkPlan Plan(string attributes) => Planner.Plan(Declared.Model(attributes));
}
