using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Planning;

/// <summary>Which products are of bytes, and how they are divided.</summary>
public sealed class ByteProductTests
{
    private const string Bytes = "Weights = WeightPrecision.Int8, Activations = ActivationPrecision.Int8";

    [Theory]
    [InlineData($"[Network(128, {Bytes})] [Dense(64)] [MeanSquaredError]", "dense1.weight")]
    [InlineData($"[Network(128, {Bytes})] [Dense(64)] [ReLU] [Dense(64)] [Tanh] [Dense(3)] [MeanSquaredError]", "dense1.weight dense2.weight")]

    // Few weights; rows that fill no block; outputs that fill no panel.
    [InlineData($"[Network(64, {Bytes})] [Dense(48)] [MeanSquaredError]", "")]
    [InlineData($"[Network(31, {Bytes})] [Dense(200)] [MeanSquaredError]", "")]
    [InlineData($"[Network(1000, {Bytes})] [Dense(8)] [MeanSquaredError]", "")]
    [InlineData($"[Network(9, 9, 64, {Bytes})] [Conv2D(64, 1)] [Conv2D(64, 3)] [MeanSquaredError]", "conv1.weight")]
    [InlineData($"[Network(9, 64, {Bytes})] [GRU(64)] [MeanSquaredError]", "gru1.weight_ih_l0")]
    public void Products_are_of_bytes_where_rows_and_outputs_are_wide_enough(string attributes, string expected)
    {
        NetworkPlan plan = Planner.Plan(Declared.Model(attributes));
        IEnumerable<PlannedParameter> bundled = plan.Parameters.Where(parameter => parameter.Narrow is { Format.IsBundled: true });
        Assert.Equal(expected, string.Join(" ", bundled.Select(parameter => parameter.Name)));
        Kernel[] inference = [.. plan.Inference.SelectMany(stage => stage.Kernels)];
        int products = inference.OfType<QuantizedProductKernel>().Count();
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, products);
        Assert.Equal(products, inference.OfType<QuantizeRowsKernel>().Count());

        // Training is in floats.
        Assert.DoesNotContain(plan.Phases.SelectMany(phase => phase.Scheduled), kernel => kernel.Kernel is QuantizedProductKernel or QuantizeRowsKernel);
    }

    [Theory]
    [InlineData("Activations = ActivationPrecision.Int8")]
    [InlineData("Activations = ActivationPrecision.Int8, Weights = WeightPrecision.BFloat16")]
    public void Bytes_are_multiplied_with_bytes(string options)
    {
        Finding finding = Declared.Single(RuleIds.InvalidArgument, $"[Network(128, {options})] [Dense(64)] [MeanSquaredError]");
        Assert.Contains("the weights have more bits", string.Join(" ", finding.Arguments), StringComparison.Ordinal);
        AttributeEdit edit = Assert.Single(finding.Fix!.Edits);
        Assert.Equal((AttributeEditKind.RemoveArgument, 0, "Activations"), (edit.Kind, edit.AttributeIndex, edit.Text));
    }
}
