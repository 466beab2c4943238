using NetGen.Onnx.Reading;

using Onnx;

namespace NetGen.Tool.Files;

/// <summary>ONNX models. Data that lies in other files is read from the model's own folder alone, whatever a model says of paths.</summary>
internal static class ModelFile
{
    public static bool IsModel(FileInfo path) => path.Extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Turns a model into C# and a file of weights beside it.</summary>
    /// <param name="path">The model.</param>
    /// <param name="source">The C# to write; the class is called after it.</param>
    /// <param name="space">The class's namespace; null for none.</param>
    /// <returns>The file of weights.</returns>
    /// <exception cref="CommandException">It is no model, has what no layer stands for, or a file cannot be written. Nothing is written then.</exception>
    public static FileInfo Import(FileInfo path, FileInfo source, string? space)
    {
        string name = Path.GetFileNameWithoutExtension(source.Name);
        if (!ClassNames.IsClass(name)) throw new CommandException($"The class is called after --output, and '{name}' is no name of a class.");
        if (space is not null && !ClassNames.IsNamespace(space)) throw new CommandException($"'{space}' is no namespace.");
        try
        {
            ImportedNetwork network = OnnxReader.Read(Open(path), space, name, path.DirectoryName);
            var weights = new FileInfo(Path.ChangeExtension(source.FullName, ".safetensors"));
            network.SaveParameters(weights.FullName);
            try
            {
                WeightMap.Save(source, network.Source);
            }
            catch (CommandException)
            {
                weights.Delete(); // both or none
                throw;
            }

            return weights;
        }
        catch (Exception exception) when (exception is OnnxImportException or NetGen.Files.NetworkFileException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }
    }

    /// <summary>What a model holds: its weights as tensors, and of its graph how many nodes there are of each operator.</summary>
    /// <exception cref="CommandException">There is no such file, or it is no model.</exception>
    public static WeightsFileReport Inspect(FileInfo path)
    {
        ModelProto model = Open(path);
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["inputs"] = string.Join(", ", model.Graph.Input.Select(Describe)),
            ["outputs"] = string.Join(", ", model.Graph.Output.Select(Describe)),
            ["opset"] = string.Join(", ", model.OpsetImport.Select(static set => $"{(set.Domain.Length > 0 ? set.Domain + " " : "")}{set.Version}")),
            ["producer"] = $"{model.ProducerName} {model.ProducerVersion}".Trim(),
            ["nodes"] = string.Join(", ", model.Graph.Node.GroupBy(static node => node.OpType, StringComparer.Ordinal).OrderByDescending(static group => group.Count()).Select(static group => $"{group.Count()} {group.Key}")),
        };
        TensorReport[] tensors = [.. model.Graph.Initializer.Select(static tensor => new TensorReport(tensor.Name, TypeOf(tensor.DataType), [.. tensor.Dims], tensor.Dims.Aggregate(1L, static (product, extent) => product * extent), ValuesOf(tensor)))];
        return new WeightsFileReport(path.FullName, path.Length, tensors, metadata, "no checksum");
    }

    private static ModelProto Open(FileInfo path)
    {
        try
        {
            return OnnxFile.Open(path.FullName);
        }
        catch (OnnxImportException exception)
        {
            throw new CommandException($"{path}: {string.Join(' ', exception.Problems)}");
        }
    }

    private static TensorValues? ValuesOf(TensorProto tensor)
    {
        if (tensor.DataType != (int)TensorProto.Types.DataType.Float || (!tensor.HasRawData && tensor.FloatData.Count == 0)) return null;
        float[] values = tensor.HasRawData ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray() : [.. tensor.FloatData];
        return TensorValues.Of(values);
    }

    private static string Describe(ValueInfoProto value)
    {
        TypeProto.Types.Tensor? type = value.Type?.TensorType;
        return type is null ? value.Name : $"{value.Name} {TypeOf(type.ElemType)} [{string.Join(", ", (type.Shape?.Dim ?? []).Select(static dimension => dimension.HasDimValue ? dimension.DimValue.ToString(System.Globalization.CultureInfo.InvariantCulture) : dimension.DimParam))}]";
    }

    private static string TypeOf(int type) => ((TensorProto.Types.DataType)type).ToString();
}
