using NetGen.Generator.Layers;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>Several inputs, outputs and losses on one class.</summary>
public sealed class HeadTests
{
    private const string Heads =
        "[Network(8, InputName = \"board\")] [Input(\"clocks\", 2)] [Dense(4)] [Concat(\"clocks\")] [Dense(6, Name = \"trunk\")] "
        + "[Dense(3, Name = \"policy\")] [SoftmaxCrossEntropy] [Dense(1, Input = \"trunk\", Name = \"value\")] [MeanSquaredError(Weight = 0.25)]";

    [Fact]
    public void A_head_begins_with_what_it_reads_and_ends_with_its_loss()
    {
        NetworkModel model = Declared.Model(Heads);
        Assert.Equal(["board", "clocks"], model.Inputs.Select(input => input.Name));
        Assert.Equal(["policy", "value"], model.Outputs.Select(output => model.Nodes[output].Name));
        Assert.Equal([("policy", 1.0), ("value", 0.25)], model.Losses.Select(term => (model.Nodes[term.Node].Name, term.Weight)));
        Assert.Equal((10, 4, 2, false), (model.InputSize, model.OutputSize, model.TargetSize, model.IsPlain));
        Assert.Equal(-2, model.Nodes[1].Inputs[1]);
    }

    [Theory]
    [InlineData("[Network(8)] [Dense(4)] [SoftmaxCrossEntropy]", true)]
    [InlineData("[Network(8)] [Dense(4)]", true)]
    [InlineData("[Network(8)] [Dense(4)] [Output(\"dense1\")]", true)]
    [InlineData("[Network(8)] [Dense(4)] [ReLU] [Output(\"dense1\")] [Output(\"relu1\")]", false)]
    [InlineData("[Network(8)] [Dense(4)] [ReLU] [SoftmaxCrossEntropy] [Output(\"dense1\")]", false)]
    public void One_input_output_and_loss_are_plain(string attributes, bool isPlain) => Assert.Equal(isPlain, Declared.Model(attributes).IsPlain);

    [Theory]
    [InlineData("[Network(8)] [Dense(4)] [SoftmaxCrossEntropy] [ReLU]", "NG0015")] // Not a head: it reads what the loss reads.
    [InlineData("[Network(8)] [Dense(4)] [SoftmaxCrossEntropy] [MeanSquaredError]", "NG0015")]
    [InlineData("[Network(8)] [Dense(4)] [SoftmaxCrossEntropy] [MeanSquaredError(Input = \"dense1\")]", "NG0015")]
    [InlineData("[Network(8)] [Dense(4)] [SoftmaxCrossEntropy] [Dense(1, Input = \"input\")]", "NG0016")] // A head without a loss.
    [InlineData("[Network(8)] [Input(\"more\", 2)] [Dense(4)] [SoftmaxCrossEntropy]", "NG0016")]
    [InlineData("[Network(8)] [Input(\"input\", 2)] [Dense(4)] [Concat(\"input\")]", "NG0009")]
    [InlineData("[Network(8)] [Input(\"a b\", 2)] [Dense(4)]", "NG0006")]
    [InlineData("[Network(8)] [Input(\"more\")] [Dense(4)] [Concat(\"more\")]", "NG0002")]
    [InlineData("[Network(8)] [Dense(4)] [Output(\"nothing\")]", "NG0010")]
    [InlineData("[Network(8)] [Dense(4)] [Output(\"input\")]", "NG0010")]
    [InlineData("[Network(8)] [Dense(4)] [SoftmaxCrossEntropy(Weight = 0)]", "NG0006")]
    [InlineData("[Network(8)] [Dense(4)] [Huber(Delta = 0)]", "NG0006")]
    [InlineData("[Network(8)] [Dense(4)] [Huber(Delta = double.NaN)]", "NG0006")]
    [InlineData("[Network(8)] [Dense(4)] [Quantile(1)]", "NG0006")]
    [InlineData("[Network(8)] [Dense(4)] [Quantile(-0.5)]", "NG0006")]
    [InlineData("[Network(8, Vocabulary = 10)] [Dense(4)]", "NG3001")] // A sum of indices means nothing.
    public void What_is_wrong_with_inputs_and_heads_is_found(string attributes, string rule)
        => Assert.Contains(Declared.Build($"{attributes} public sealed partial class Net;").Findings, finding => finding.Rule == rule);

    [Theory]
    [InlineData(Heads)]
    [InlineData("[Network(8)] [Dense(4)] [ReLU] [Output(\"dense1\")] [Output(\"relu1\")]")]
    [InlineData("[Network(4, 4, 2)] [Input(\"params\", 4, 4, 2)] [Add(\"params\")] [Conv2D(3, 3, Name = \"out\")] [MeanSquaredError] [Output(\"add1\")]")]
    public void Code_for_several_inputs_and_outputs_compiles(string attributes)
        => Assert.NotNull(CompiledAssembly.Compile($"using NetGen; namespace Samples; {attributes} public sealed partial class Net;"));
}
