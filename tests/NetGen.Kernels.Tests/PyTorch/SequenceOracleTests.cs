using System.Text.Json.Nodes;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>
/// Convolutions over time and attention beside PyTorch's own: outputs, the loss and all gradients with the parameters that a network of this library has saved,
/// and outputs with those that PyTorch has. A dense layer in front shows the gradient of the input.
/// </summary>
public sealed class SequenceOracleTests
{
    private const int Cases = 24;

    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 40];

    [TheoryWithPyTorch]
    [InlineData("Conv1D", 1)]
    [InlineData("Conv1DTranspose", 2)]
    [InlineData("MultiHeadAttention", 3)]
    [InlineData("TransformerBlock", 4)]
    [InlineData("RotaryAttention", 5)]
    public async Task Outputs_gradients_and_files_are_those_of_PyTorch(string kind, int seed)
    {
        var random = new TestRandom((ulong)seed);
        Drawn[] drawn = [.. Enumerable.Range(0, Cases).Select(index => Drawn.Draw(random, index, kind))];
        using var oracle = new PyTorchOracle();
        await oracle.CompareAsync("sequences.py", drawn, one => ((Drawn)one).Describe(random));
    }

    /// <summary>One configuration.</summary>
    /// <param name="Attribute">The layer's, but for its end.</param>
    /// <param name="OutputSize">Values that the layer gives for a sample.</param>
    /// <param name="Question">What PyTorch is told of the layer.</param>
    private sealed record Drawn(int Index, string Attribute, int Steps, int Features, int Inner, int Batch, int OutputSize, JsonObject Question) : OracleCase(Index)
    {
        public override string Source
            => $"[Network({Number(Steps)}, {Number(Features)})] [Dense({Number(Inner)})] [{Attribute})] [MeanSquaredError] public sealed partial class {ClassName};";

        /// <summary>A bias of keys adds the same to all scores of a query, and so changes nothing.</summary>
        public override bool HasVanishingGradients => true;

        /// <summary>What PyTorch is told, with data.</summary>
        public JsonObject Describe(TestRandom random)
        {
            Question["input"] = PyTorchOracle.Normal(random, Batch * Steps * Features);
            Question["target"] = PyTorchOracle.Normal(random, Batch * OutputSize);
            return Question;
        }

        public static Drawn Draw(TestRandom random, int index, string kind) => kind switch
        {
            "Conv1D" => Convolution(random, index),
            "Conv1DTranspose" => Transposed(random, index),
            "MultiHeadAttention" => Attention(random, index),
            "RotaryAttention" => RotaryAttention(random, index),
            _ => Block(random, index),
        };

        private static Drawn Convolution(TestRandom random, int index)
        {
            int groups = random.NextInteger(0, 2) == 0 ? random.NextInteger(2, 4) : 1;
            (int inner, int filters) = (groups * Size(random, 16), groups * Size(random, 16));
            (int kernel, int stride, int dilation) = (random.NextInteger(1, 5), random.NextInteger(1, 3), random.NextInteger(1, 3));
            bool isCausal = random.NextInteger(0, 1) == 1;
            int extent = ((kernel - 1) * dilation) + 1;
            int padding = isCausal ? 0 : random.NextInteger(0, extent - 1);
            int steps = Math.Max(random.NextInteger(1, 30), isCausal ? 1 : extent - (2 * padding));
            bool bias = random.NextInteger(0, 3) > 0;
            string attribute = $"Conv1D({Number(filters)}, {Number(kernel)}, Stride = {Number(stride)}, Dilation = {Number(dilation)}, Groups = {Number(groups)}"
                + (isCausal ? ", Padding = Padding.Causal" : $", PaddingSize = {Number(padding)}") + Bias(bias);
            int before = isCausal ? extent - 1 : 0;
            int length = ((steps + before + (2 * padding) - extent) / stride) + 1;
            return Create(random, index, "Conv1D", "conv1", attribute, steps, inner, length * filters, before, new JsonObject
            {
                ["out_channels"] = filters,
                ["kernel_size"] = kernel,
                ["stride"] = stride,
                ["dilation"] = dilation,
                ["groups"] = groups,
                ["padding"] = padding,
                ["bias"] = bias,
            });
        }

        private static Drawn Transposed(TestRandom random, int index)
        {
            int groups = random.NextInteger(0, 2) == 0 ? random.NextInteger(2, 4) : 1;
            (int inner, int filters) = (groups * Size(random, 16), groups * Size(random, 16));
            (int kernel, int stride, int dilation) = (random.NextInteger(1, 5), random.NextInteger(1, 3), random.NextInteger(1, 2));
            int added = random.NextInteger(0, Math.Max(stride, dilation) - 1);
            int padding = random.NextInteger(0, (kernel - 1) * dilation);
            int steps = random.NextInteger(1, 20) + (2 * padding);
            bool bias = random.NextInteger(0, 3) > 0;
            string attribute = $"Conv1DTranspose({Number(filters)}, {Number(kernel)}, Stride = {Number(stride)}, Dilation = {Number(dilation)}, Groups = {Number(groups)}, "
                + $"PaddingSize = {Number(padding)}, OutputPadding = {Number(added)}" + Bias(bias);
            int length = ((steps - 1) * stride) - (2 * padding) + ((kernel - 1) * dilation) + 1 + added;
            return Create(random, index, "Conv1DTranspose", "convtranspose1", attribute, steps, inner, length * filters, 0, new JsonObject
            {
                ["out_channels"] = filters,
                ["kernel_size"] = kernel,
                ["stride"] = stride,
                ["dilation"] = dilation,
                ["groups"] = groups,
                ["padding"] = padding,
                ["output_padding"] = added,
                ["bias"] = bias,
            });
        }

        private static Drawn Attention(TestRandom random, int index)
        {
            int heads = random.NextInteger(1, 5);
            bool isCausal = random.NextInteger(0, 1) == 1;
            bool bias = random.NextInteger(0, 3) > 0;
            string attribute = $"MultiHeadAttention({Number(heads)}, Causal = {(isCausal ? "true" : "false")}{Bias(bias)}";
            (int steps, int inner) = (random.NextInteger(1, 70), heads * Size(random, 17));
            Drawn drawn = Create(random, index, "MultiHeadAttention", "attention1", attribute, steps, inner, steps * inner, 0, new JsonObject { ["num_heads"] = heads, ["bias"] = bias });
            drawn.Question["causal"] = isCausal;
            return drawn;
        }

        private static Drawn RotaryAttention(TestRandom random, int index)
        {
            (int heads, int longest) = (random.NextInteger(1, 5), random.NextInteger(0, 1) == 0 ? 10_000 : random.NextInteger(1, 200));
            (bool isCausal, bool bias) = (random.NextInteger(0, 1) == 1, random.NextInteger(0, 3) > 0);
            string attribute = $"MultiHeadAttention({Number(heads)}, Causal = {(isCausal ? "true" : "false")}, Rotary = true{(longest == 10_000 ? "" : $", RotaryBase = {Number(longest)}")}{Bias(bias)}";
            (int steps, int inner) = (random.NextInteger(1, 70), 2 * heads * Size(random, 17));
            return Create(random, index, "RotaryAttention", "attention1", attribute, steps, inner, steps * inner, 0, new JsonObject
            {
                ["num_heads"] = heads,
                ["base"] = longest,
                ["causal"] = isCausal,
                ["bias"] = bias,
            });
        }

        private static Drawn Block(TestRandom random, int index)
        {
            int heads = random.NextInteger(1, 4);
            int inner = Math.Max(2, heads * Size(random, 17));
            inner = (inner + heads - 1) / heads * heads;
            (bool isCausal, bool isPost, bool isRectified, int hidden) = (random.NextInteger(0, 1) == 1, random.NextInteger(0, 1) == 1, random.NextInteger(0, 1) == 1, Size(random, 40));
            string attribute = $"TransformerBlock({Number(heads)}, Hidden = {Number(hidden)}, Causal = {(isCausal ? "true" : "false")}, PostNorm = {(isPost ? "true" : "false")}, "
                + $"FeedForward = FeedForward.{(isRectified ? "ReLU" : "GELU")}";
            int steps = random.NextInteger(1, 40);
            Drawn drawn = Create(random, index, "TransformerBlock", "block1", attribute, steps, inner, steps * inner, 0, new JsonObject
            {
                ["nhead"] = heads,
                ["dim_feedforward"] = hidden,
                ["activation"] = isRectified ? "relu" : "gelu",
                ["norm_first"] = !isPost,
            });
            drawn.Question["causal"] = isCausal;
            return drawn;
        }

        private static Drawn Create(
            TestRandom random, int index, string kind, string name, string attribute, int steps, int inner, int outputSize, int before, JsonObject arguments)
        {
            (int features, int batch) = (random.NextInteger(1, 6), random.NextInteger(1, 9));
            return new Drawn(index, attribute, steps, features, inner, batch, outputSize, new JsonObject
            {
                ["kind"] = kind,
                ["name"] = name,
                ["steps"] = steps,
                ["features"] = features,
                ["inner"] = inner,
                ["batch"] = batch,
                ["before"] = before,
                ["causal"] = null,
                ["arguments"] = arguments,
            });
        }

        private static int Size(TestRandom random, int largest)
        {
            int[] sizes = [.. s_sizes.Where(size => size <= largest)];
            return sizes[random.NextInteger(0, sizes.Length - 1)];
        }

        private static string Bias(bool bias) => bias ? "" : ", UseBias = false";
    }
}
