using NetGen.Generator.Emit;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>Which networks can be given a sequence step by step, how long, and what is said of those that cannot.</summary>
public sealed class StreamTests
{
    private const string Asked = ", so it cannot be given a sequence step by step, as Stream = true asks | ";

    [Theory]
    [InlineData("[Network(8, 3, Stream = true)] [LSTM(4, Bidirectional = true)]", "has lstm1, which runs in both directions", "Remove Bidirectional from its attribute, or remove Stream = true")]
    [InlineData("[Network(8, 3, Stream = true)] [GRU(4, Reverse = true)]", "has gru1, which runs from the last step to the first", "Remove Reverse from its attribute, or remove Stream = true")]
    [InlineData("[Network(8, 3, Stream = true)] [GRU(4, LastStepOnly = true)] [GRU(4, Input = \"input\", InitialState = \"gru1\")]", "has gru2, which joins single steps with what is made of all of them", "Remove Stream = true")]
    [InlineData("[Network(8, 3, Stream = true)] [Conv1D(4, 3, Padding = Padding.Same)]", "has conv1, which sees steps that come later", "Write Padding = Padding.Causal in its attribute, or remove Stream = true")]
    [InlineData("[Network(8, 3, Stream = true)] [Conv1D(4, 3)]", "has conv1, which sees steps that come later", "Write Padding = Padding.Causal in its attribute, or remove Stream = true")]
    [InlineData("[Network(8, 3, Stream = true)] [Conv1D(4, 3, PaddingSize = 2)]", "has conv1, which sees steps that come later", "Write Padding = Padding.Causal in its attribute, or remove Stream = true")]
    [InlineData("[Network(8, 3, Stream = true)] [DepthwiseConv1D(3, Padding = Padding.Causal, Stride = 2)]", "has depthwise1, which gives one step for each 2 that it reads", "Remove Stream = true")]
    [InlineData("[Network(8, 4, Stream = true)] [MultiHeadAttention(2)]", "has attention1, which attends to steps that come later", "Write Causal = true in its attribute, or remove Stream = true")]
    [InlineData("[Network(8, 4, Stream = true)] [LSTM(4)] [MultiHeadAttention(2, Memory = \"input\")]", "has attention1, which attends to another sequence", "Remove Stream = true")]
    [InlineData("[Network(8, 4, Stream = true)] [Dense(3)] [Flatten] [Dense(2)]", "has flatten1, which works on all steps at once", "Remove Stream = true")]
    [InlineData("[Network(8, 4, Stream = true)] [GlobalAveragePool1D]", "has pool1, which works on all steps at once", "Remove Stream = true")]
    [InlineData("[Network(8, 4, Stream = true)] [GroupNorm(2)]", "has gn1, which works on all steps at once", "Remove Stream = true")]
    [InlineData("[Network(8, 4, Stream = true)] [Reverse]", "has reverse1, which works on all steps at once", "Remove Stream = true")]
    [InlineData("[Network(8, 4, Stream = true)] [Last] [RepeatVector(8)] [Add(\"input\")]", "has add1, which joins single steps with what is made of all of them", "Remove Stream = true")]
    [InlineData("[Network(8, Stream = true)] [Dense(3)]", "reads a vector of 8, which has no steps", "Declare a sequence, as in [Network(100, 8)], or remove Stream = true")]
    [InlineData("[Network(8, 8, 1, Stream = true)] [Flatten]", "reads an image of 8x8x1, which has no steps", "Declare a sequence, as in [Network(100, 8)], or remove Stream = true")]
    [InlineData("[Network(8, 2, Stream = true)] [Input(\"other\", 8, 2)] [Dense(2)] [Add(\"other\")]", "has 2 inputs, and a stream is made for one input and one output", "Remove Stream = true")]
    [InlineData("[Network(8, 2, Stream = true)] [Dense(2, Name = \"a\")] [Output(\"a\")] [Dense(2)] [Output(\"dense1\")]", "has 2 outputs, and a stream is made for one input and one output", "Remove Stream = true")]
    public void A_network_that_needs_later_steps_is_told_so(string attributes, string problem, string remedy)
    {
        Assert.Equal([$"NG0006 @0: The network | {problem}{Asked}{remedy}"], FindingsOf.Network(attributes));

        // It is a network all the same.
        Assert.Empty(FindingsOf.Network(attributes.Replace(", Stream = true", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_fix_removes_the_argument()
    {
        Finding finding = Declared.Single(RuleIds.InvalidArgument, "[Network(8, 3, Stream = true)] [LSTM(4, Bidirectional = true)]");
        AttributeEdit edit = Assert.Single(finding.Fix!.Edits);
        Assert.Equal((AttributeEditKind.RemoveArgument, 0, "Stream"), (edit.Kind, edit.AttributeIndex, edit.Text));
    }

    [Theory]
    [InlineData("[Network(8, 3, Stream = true)] [LSTM(4)] [Conv1D(4, 3, Padding = Padding.Causal)] [Dense(2)]", null)]
    [InlineData("[Network(8, 3, Stream = true)] [Dense(4)] [Positions] [LSTM(4)]", "positions1")]
    [InlineData("[Network(8, 4, Stream = true)] [Dense(4)] [MultiHeadAttention(2, Causal = true)] [SinusoidalPositions]", "attention1")]
    [InlineData("[Network(8, Vocabulary = 5, Stream = true)] [Embedding(4)] [TransformerBlock(2, Causal = true)] [Last] [Dense(5)]", "block1.self_attn")]

    // Behind the last step there are no steps: what is there is no sequence of the stream's.
    [InlineData("[Network(8, 4, Stream = true)] [LSTM(4, LastStepOnly = true)] [RepeatVector(3)] [Positions] [Flatten] [Dense(2)]", null)]
    public void A_stream_ends_where_a_layer_has_memory_for_so_many_steps(string attributes, string? bounding)
    {
        NetworkModel model = Declared.Model(attributes);
        StepAnalysis steps = StepAnalysis.Of(model);
        Assert.Null(steps.Obstacle);
        Assert.Equal(bounding, steps.BoundedBy);
        Assert.Equal(8, steps.Steps);
        Assert.Contains(bounding is null ? "has no end" : $"ends with 8 steps, for which {bounding} has memory or parameters", PlanText.Write(Planner.Plan(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_being_asked_nothing_is_planned()
    {
        NetworkPlan plan = Planner.Plan(Declared.Model("[Network(8, 3)] [LSTM(4)] [Dense(2)]"));
        Assert.Null(plan.Stream);
        Assert.DoesNotContain("stream", PlanText.Write(plan), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Of a window that reaches far back, a ring is kept with as many steps; of attention, keys and values.</summary>
    [Fact]
    public void A_stream_keeps_what_it_needs()
    {
        StreamPlan stream = Planner.Plan(Declared.Model("[Network(500, 16, Stream = true)] [Conv1D(16, 2, Padding = Padding.Causal, Dilation = 256)] [LSTM(16)] [MultiHeadAttention(2, Causal = true)]")).Stream!;
        Assert.Equal(
            [("conv1WindowHistory", 257 * 16), ("lstm1State", 16), ("lstm1Cell", 16), ("attention1HeadsKeys", 2 * 512 * 8), ("attention1HeadsValues", 2 * 16 * 500)],
            stream.States.Select(state => (state.Name, state.SampleStride)));
    }
}
