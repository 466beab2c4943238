using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>Which layers keep lengths of samples, and what is said where somebody needs them who cannot have them.</summary>
public sealed class LengthFlowTests
{
    private const string Remedy = "Put it above that layer, or one that keeps steps as they are, such as [Conv1D] with Padding = Padding.Same and Stride = 1, in that layer's place";

    [Theory]
    [InlineData("[Dense(3)]")]
    [InlineData("[Tanh]")]
    [InlineData("[PReLU]")]
    [InlineData("[Softmax]")]
    [InlineData("[LayerNorm]")]
    [InlineData("[RMSNorm]")]
    [InlineData("[BatchNorm]")]
    [InlineData("[GroupNorm(2)]")]
    [InlineData("[Standardize]")]
    [InlineData("[Scale]")]
    [InlineData("[Dropout(0.5)]")]
    [InlineData("[GLU]")]
    [InlineData("[Maxout(2)]")]
    [InlineData("[Positions]")]
    [InlineData("[SinusoidalPositions]")]
    [InlineData("[Add(\"input\")]")]
    [InlineData("[Concat(\"input\")]")]
    [InlineData("[Dot(\"input\")]")]
    [InlineData("[Conv1D(3, 1)]")]
    [InlineData("[Conv1D(3, 3, Padding = Padding.Same)]")]
    [InlineData("[Conv1D(3, 3, Padding = Padding.Causal, Dilation = 2)]")]
    [InlineData("[DepthwiseConv1D(3, PaddingSize = 1)]")]
    [InlineData("[LSTM(3, Bidirectional = true)]")]
    [InlineData("[MultiHeadAttention(2)]")]
    [InlineData("[TransformerBlock(2)]")]
    [InlineData("[SpatialDropout1D(0.5)]")]
    [InlineData("[MultiHeadAttention(2, Rotary = true, Dropout = 0.1)]")]
    [InlineData("[GRU(3, LearnInitialState = true)]")]
    [InlineData("[Reverse]")]
    public void Layers_of_steps_keep_lengths(string layer)
    {
        NetworkModel model = NetworkModelBuilder.Build(Declared.Parse($"[Network(6, 4)] [Lengths] {layer} [GlobalAveragePool1D]\npartial class TestNet;")).Model!;
        LayerNode pool = model.Nodes[model.Nodes.Count - 1];
        Assert.Equal(new StepLengths(1), pool.InputLengths[0]);
        Assert.Equal(default, pool.OutputLengths);
    }

    /// <summary>Steps that a sample does not have are then the first that are taken.</summary>
    [Theory]
    [InlineData("Reverse = true", "Reverse")]
    [InlineData("Bidirectional = true", "Bidirectional")]
    public void A_state_in_front_of_the_last_step_is_not_for_samples_of_different_lengths(string argument, string named) => Assert.Equal(
        [$"NG0006 @2: lstm1 | runs from the last step on with a state in front of it, where samples have steps of their own | Remove {named} or the initial state from its attribute"],
        FindingsOf.Network($"[Network(6, 4)] [Lengths] [LSTM(3, LearnInitialState = true, {argument})] [GlobalAveragePool1D]"));

    [Theory]
    [InlineData("[MaxPool1D(2)]", "pool1")]
    [InlineData("[AveragePool1D(3, Stride = 1, Padding = Padding.Same)]", "pool1")]
    [InlineData("[AdaptiveMaxPool1D(3)]", "pool1")]
    [InlineData("[Conv1D(3, 3)]", "conv1")]
    [InlineData("[Conv1D(3, 3, Stride = 2, Padding = Padding.Same)]", "conv1")]
    [InlineData("[Conv1DTranspose(3, 3)]", "convtranspose1")]
    [InlineData("[ZeroPadding1D(1)] [Dense(3)]", "pad1")]
    [InlineData("[UpSampling1D(2)]", "upsample1")]
    [InlineData("[Permute(2, 1)]", "permute1")]
    public void Behind_others_nobody_may_ask_for_them(string layers, string lost)
    {
        Assert.Equal([$"NG3001 @{2 + layers.Count(character => character == '[')}: lstm1 | works on the steps that a sample has, but behind {lost} they can no longer be told from the others | {Remedy}"],
            FindingsOf.Network($"[Network(6, 4)] [Lengths] {layers} [LSTM(3)]"));
        Assert.Equal([$"NG3001 @{2 + layers.Count(character => character == '[')}: [MeanSquaredError] | works on the steps that a sample has, but behind {lost} they can no longer be told from the others | {Remedy}"],
            FindingsOf.Network($"[Network(6, 4)] [Lengths] {layers} [MeanSquaredError]"));

        // A vector has no steps: who mixes them all may.
        Assert.Equal([], FindingsOf.Network($"[Network(6, 4)] [Lengths] {layers} [Flatten] [Dense(2)] [RepeatVector(3)] [LSTM(3)]"));
    }

    [Theory]
    [InlineData("[Network(6)] [Lengths] [Dense(3)]", "NG0006 @1: [Lengths] | is of the network's input, which is no sequence but a vector of 6 | Declare that as steps and features, such as [Network(10, 32)], or as indices of an [Embedding], such as [Network(10, Vocabulary = 1000)]")]
    [InlineData("[Network(6, 4)] [Lengths] [Lengths(\"more\")] [LSTM(3)]", "NG0006 @2: [Lengths] | is of the network's input, whose lengths are declared above it | Keep one of the two")]
    [InlineData("[Network(6, 4)] [Lengths(Of = \"text\")] [LSTM(3)]", "NG0006 @1: [Lengths] | is of \"text\", but no input above it has that name | Write one of input")]
    [InlineData("[Network(6, 4)] [Lengths(\"a b\")] [LSTM(3)]", "NG0006 @1: [Lengths] | has the name \"a b\", which is no name of an argument | Write letters, digits and underscores, beginning with a letter, such as \"lengths\"")]
    [InlineData("[Network(6, 4)] [Lengths] [LSTM(3, Name = \"lengths\")]", "NG0009 @2: lengths | is the name of two layers | Give one of them another Name")]
    [InlineData("[Network(6, 4)] [Lengths] [Dense(3)]", "NG0016 @1: The input lengths | changes nothing: no layer and no loss works on the steps that a sample has | Remove it, or let one, such as [LSTM], [Last] or [GlobalAveragePool1D], read the sequence")]
    [InlineData("[Network(6, 4)] [Input(\"other\", 6, 4)] [Lengths] [Lengths(\"others\", Of = \"other\")] [GlobalMaxPool1D(Input = \"other\", Name = \"most\")] [Add(\"other\", Input = \"input\")] [LSTM(4, LastStepOnly = true)] [Add(\"most\")]", "NG3001 @5: add1 | joins two sequences step by step whose samples have lengths of their own | Let one attend to the other with [MultiHeadAttention] and Memory, or declare both inputs' steps in one")]
    public void Wrong_declarations(string attributes, string expected) => Assert.Equal([expected], FindingsOf.Network(attributes));
}
