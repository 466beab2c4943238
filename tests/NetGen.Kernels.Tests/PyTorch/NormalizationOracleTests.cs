using System.Text.Json.Nodes;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>Normalisations of each sample beside PyTorch's own. A sum with weights in front shows the gradient of the input.</summary>
public sealed class NormalizationOracleTests
{
    private const int Cases = 32;

    // Of two values all that is left is which is larger: the gradient is then a difference of nearly equal numbers, here and there.
    private static readonly int[] s_channels = [3, 4, 5, 8, 12, 15, 16, 17, 33, 48];

    [TheoryWithPyTorch]
    [InlineData("LayerNorm", "ln1", 1)]
    [InlineData("RMSNorm", "rms1", 2)]
    [InlineData("GroupNorm", "gn1", 3)]
    [InlineData("InstanceNorm", "in1", 4)]
    public async Task Outputs_gradients_and_files_are_those_of_PyTorch(string kind, string name, int seed)
    {
        var random = new TestRandom((ulong)seed);
        Drawn[] drawn = [.. Enumerable.Range(0, Cases).Select(index => Drawn.Draw(random, index, kind))];
        using var oracle = new PyTorchOracle();
        await oracle.CompareAsync("normalization.py", drawn, one => ((Drawn)one).Describe(name, random));
    }

    /// <summary>One configuration.</summary>
    private sealed record Drawn(int Index, string Kind, int[] Positions, int Features, int Channels, int Batch, int Groups, bool Scale, bool Bias, double Epsilon) : OracleCase(Index)
    {
        private string Form => Positions.Length switch { 0 => "vector", 1 => "sequence", _ => "image" };

        private string Arguments
        {
            get
            {
                string epsilon = Epsilon == 1e-3 ? "1e-3" : "1e-5";
                string groups = Kind == "GroupNorm" ? Number(Groups) + ", " : "";
                string scale = $", UseScale = {(Scale ? "true" : "false")}";
                string bias = Kind == "RMSNorm" ? "" : $", UseBias = {(Bias ? "true" : "false")}";
                return $"{groups}Epsilon = {epsilon}{scale}{bias}";
            }
        }

        public override string Source
        {
            get
            {
                string first = Form == "image" ? $"[Conv2D({Number(Channels)}, 1)]" : $"[Dense({Number(Channels)})]";
                return $"[Network({string.Join(", ", Positions.Append(Features).Select(Number))})] {first} [{Kind}({Arguments})] [MeanSquaredError] public sealed partial class {ClassName};";
            }
        }

        public static Drawn Draw(TestRandom random, int index, string kind)
        {
            int channels = s_channels[random.NextInteger(0, s_channels.Length - 1)];
            int extents = kind == "InstanceNorm" ? 1 + (index % 2) : index % 3;
            int[] positions = [.. Enumerable.Range(0, extents).Select(_ => random.NextInteger(kind == "InstanceNorm" ? 3 : 1, 6))];
            int values = positions.Aggregate(1, (product, extent) => product * extent);
            int[] groups = [.. Enumerable.Range(1, channels).Where(count => channels % count == 0 && channels / count * values > 2)];
            return new Drawn(
                index, kind, positions, random.NextInteger(2, 6), channels, random.NextInteger(1, 12), groups[random.NextInteger(0, groups.Length - 1)], random.NextInteger(0, 3) > 0, random.NextInteger(0, 3) > 0, index % 2 == 0 ? 1e-3 : 1e-5);
        }

        /// <summary>What takes a channel's mean away leaves nothing of the bias in front.</summary>
        public override bool HasVanishingGradients => Kind == "InstanceNorm" || (Kind == "GroupNorm" && Groups == Channels);

        /// <summary>What PyTorch is told.</summary>
        public JsonObject Describe(string name, TestRandom random)
        {
            int positions = Positions.Aggregate(1, (product, extent) => product * extent);
            return new JsonObject
            {
                ["kind"] = Kind,
                ["name"] = name,
                ["first"] = Form == "image" ? "conv1" : "dense1",
                ["form"] = Form,
                ["positions"] = new JsonArray([.. Positions.Select(extent => (JsonNode)extent)]),
                ["features"] = Features,
                ["channels"] = Channels,
                ["batch"] = Batch,
                ["groups"] = Groups,
                ["scale"] = Scale,
                ["bias"] = Bias,
                ["epsilon"] = Epsilon,
                ["input"] = PyTorchOracle.Normal(random, Batch * positions * Features),
                ["target"] = PyTorchOracle.Normal(random, Batch * positions * Channels),
            };
        }
    }
}
