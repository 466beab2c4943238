using Google.Protobuf;

using NetGen.Onnx.Reading.Constants;

using DataType = global::Onnx.TensorProto.Types.DataType;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>A model that ONNX publishes for tests of runtimes, with inputs and what it gives for them.</summary>
internal sealed class PublishedCase
{
    /// <summary>Operators whose inputs are all alike: those of the first one's shape come in, and others are bound.</summary>
    private static readonly HashSet<string> s_joins = new(StringComparer.Ordinal) { "Add", "Sub", "Mul", "Max", "Min", "Mean", "Sum" };

    /// <summary>What the exclusion of operators begins with.</summary>
    public const string NoLayer = "no layer for ";

    private readonly string _data;

    public PublishedCase(string folder)
    {
        Name = $"{Path.GetFileName(Path.GetDirectoryName(folder))}/{Path.GetFileName(folder)}";
        Model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
        _data = Path.Combine(folder, "test_data_set_0");
    }

    public string Name { get; }

    public ModelProto Model { get; }

    /// <summary>Inputs that are no weights, in the order of the files.</summary>
    public IReadOnlyList<ValueInfoProto> Inputs => [.. Model.Graph.Input.Where(input => Model.Graph.Initializer.All(tensor => tensor.Name != input.Name))];

    /// <summary>
    /// The model as one that is read: with its first output alone, and with weights where it has them as inputs. What comes in is the first input; of sums and the like all
    /// of its shape, and all that are put side by side.
    /// </summary>
    public ModelProto Bound()
    {
        ModelProto bound = Model.Clone();
        while (bound.Graph.Output.Count > 1) bound.Graph.Output.RemoveAt(1);
        string? op = Model.Graph.Node is [var single] ? single.OpType : null;
        for (int index = 1; index < Inputs.Count; index++)
        {
            bool comesIn = op == "Concat" || (op is not null && s_joins.Contains(op) && Inputs[index].Type.Equals(Inputs[0].Type));
            if (comesIn) continue;
            TensorProto tensor = Tensor($"input_{index}.pb");
            tensor.Name = Inputs[index].Name;
            bound.Graph.Initializer.Add(tensor);
        }

        return bound;
    }

    /// <summary>An input's values.</summary>
    public Constant Input(string name) => TensorDecoding.Decode(Tensor($"input_{Inputs.Select(input => input.Name).ToList().IndexOf(name)}.pb"), null);

    /// <summary>What the model gives.</summary>
    public Constant Output() => TensorDecoding.Decode(Tensor("output_0.pb"), null);

    /// <summary>Why it does not count; null where it does.</summary>
    public string? Exclusion(Func<string, bool> isKnown)
    {
        if (Model.Graph.Node.Any(node => node.Domain is not ("" or "ai.onnx"))) return "operators of training, or of others than ONNX";
        if (Model.Graph.Input.Concat(Model.Graph.Output).Any(value => value.Type.ValueCase != TypeProto.ValueOneofCase.TensorType)) return "sequences and optional values in place of tensors";
        if (Inputs.Count == 0) return "no input";
        if (Model.Graph.Node.Select(node => node.OpType).Where(op => !isKnown(op)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown) return NoLayer + unknown;
        bool isIndices = Model.Graph.Node.Any(node => node.OpType == "Gather" && node.Input[1] == Inputs[0].Name);
        if (!isIndices && TypeOf(Inputs[0]) != DataType.Float) return "not float";
        if (TypeOf(Model.Graph.Output[0]) != DataType.Float) return "not float";
        if (Inputs[0].Type.TensorType.Shape.Dim.Any(extent => extent.DimValue == 0 && extent.DimParam.Length == 0) || Output().Count == 0) return "tensors without numbers";
        if (IsTraining()) return "training";
        if (Model.Graph.Node.Any(node => node.OpType is "Conv" or "ConvTranspose" or "MaxPool" or "AveragePool") && Inputs[0].Type.TensorType.Shape.Dim.Count > 4) return "windows over volumes";
        return null;
    }

    private bool IsTraining()
        => Model.Graph.Node.Any(node => node.Attribute.Any(attribute => attribute.Name == "training_mode" && attribute.I != 0))
            || (Model.Graph.Node is [{ OpType: "Dropout", Input.Count: 3 }] && Input(Inputs[^1].Name).Wholes is [1]);

    private TensorProto Tensor(string file) => TensorProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(_data, file)));

    private static DataType TypeOf(ValueInfoProto value) => (DataType)value.Type.TensorType.ElemType;
}
