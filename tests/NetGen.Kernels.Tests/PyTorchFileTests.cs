using System.Globalization;
using System.Text;

using NetGen.Files;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>Files as PyTorch writes them: a state_dict's names, shapes and order, whatever its modules are called.</summary>
public sealed class PyTorchFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"netgen-pytorch-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    /// <summary>nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2)).</summary>
    [Fact]
    public void The_file_of_a_Sequential_loads()
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(
            """
            using NetGen;
            [Network(2)] [Dense(3, Name = "0")] [ReLU(Name = "1")] [Dense(2, Name = "2")]
            public sealed partial class Net;
            """);
        Write(
            ("0.weight", [3, 2], [1, 2, -3, 4, 5, -6]),
            ("0.bias", [3], [0.5f, -1, 2]),
            ("2.weight", [2, 3], [1, -2, 3, 0.25f, 0.5f, -1]),
            ("2.bias", [2], [10, -20]));
        ITestNetwork network = assembly.LoadNetwork("Net", _path);
        float[] output = new float[2];
        network.Forward([3, 1], output);

        // Hidden: 5.5, max(0, -6) and 11.
        Assert.Equal([5.5f + 33 + 10, 1.375f - 11 - 20], output);
        network.Save(_path);
        Assert.Equal(["0.bias [3]", "0.weight [3,2]", "2.bias [2]", "2.weight [2,3]"], Tensors());
    }

    /// <summary>A stage of torchvision's ResNet: a block with a downsampling shortcut and one without.</summary>
    [Fact]
    public void The_file_of_nested_blocks_loads()
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(
            """
            using NetGen;
            [Network(2, 2, 1)]
            [Use<First>(Name = "layer1.0")] [Use<Next>(Name = "layer1", FirstIndex = 1)]
            [GlobalAveragePool2D] [Dense(1, Name = "fc")]
            public sealed partial class Net;

            [Block] [Residual<Branch, Down>(Name = "", ShortcutName = "downsample")] [ReLU] public sealed class First;
            [Block] [Residual<Branch>(Name = "")] [ReLU] public sealed class Next;
            [Block] [Conv2D(2, 1, UseBias = false)] [BatchNorm(Epsilon = 1e-30)] public sealed class Branch;
            [Block] [Conv2D(2, 1, UseBias = false, Name = "0")] [BatchNorm(Epsilon = 1e-30, Name = "1")] public sealed class Down;
            """);
        Write(
            [
                ("layer1.0.conv1.weight", [2, 1, 1, 1], [1, 2]), .. Normalization("layer1.0.bn1", 3),
                ("layer1.0.downsample.0.weight", [2, 1, 1, 1], [10, -100]), .. Normalization("layer1.0.downsample.1", 7),
                ("layer1.1.conv1.weight", [2, 2, 1, 1], [0, 1, 1, 0]), .. Normalization("layer1.1.bn1", 0),
                ("fc.weight", [1, 2], [1, 1000]), ("fc.bias", [1], [5]),
            ]);
        ITestNetwork network = assembly.LoadNetwork("Net", _path);
        float[] output = new float[1];
        network.Forward([1, 1, 1, 1], output);

        // layer1.0: (1 + 3) + (10 + 7) = 21 and max(0, (2 + 3) + (7 - 100)) = 0; layer1.1 adds them crosswise: 21 and 21.
        Assert.Equal(21 + 21000 + 5, output[0], 0.01);
    }

    /// <summary>A normalisation that adds a bias and nothing else, with PyTorch's counter of batches behind it.</summary>
    private static (string, int[], float[])[] Normalization(string name, float bias)
        =>
        [
            ($"{name}.weight", [2], [1, 1]), ($"{name}.bias", [2], [bias, bias]), ($"{name}.running_mean", [2], [0, 0]), ($"{name}.running_var", [2], [1, 1]),
            ($"{name}.num_batches_tracked", [], []),
        ];

    private string[] Tensors()
    {
        using SafetensorsFile file = SafetensorsFile.Open(_path);
        return [.. file.Tensors.Select(tensor => $"{tensor.Name} [{string.Join(',', tensor.Shape.ToArray())}]").Order(StringComparer.Ordinal)];
    }

    /// <summary>Writes what safetensors.torch.save_file writes. A tensor without values is a 64-bit counter.</summary>
    private void Write(params (string Name, int[] Shape, float[] Values)[] tensors)
    {
        var header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        using var data = new MemoryStream();
        foreach ((string name, int[] shape, float[] values) in tensors)
        {
            long begin = data.Length;
            if (values.Length == 0) data.Write(BitConverter.GetBytes(1234L));
            foreach (float value in values) data.Write(BitConverter.GetBytes(value));
            string type = values.Length == 0 ? "I64" : "F32";
            header.Append(CultureInfo.InvariantCulture, $",\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{begin},{data.Length}]}}");
        }

        header.Append('}').Append(' ', (8 - (header.Length % 8)) % 8);
        byte[] text = Encoding.UTF8.GetBytes(header.ToString());
        File.WriteAllBytes(_path, [.. BitConverter.GetBytes((long)text.Length), .. text, .. data.ToArray()]);
    }
}
