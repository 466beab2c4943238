using NetGen.Onnx.Reading;

using DataType = global::Onnx.TensorProto.Types.DataType;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>Small models, put together by hand.</summary>
internal sealed class ModelText
{
    public ModelText(int opset = 17)
    {
        Model.Graph = new GraphProto();
        Model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
    }

    public ModelProto Model { get; } = new();

    /// <summary>An input of floats; 0 is any number.</summary>
    public ModelText Input(string name, params long[] extents)
    {
        Model.Graph.Input.Add(Value(name, extents));
        return this;
    }

    public ModelText Output(string name)
    {
        Model.Graph.Output.Add(Value(name, []));
        return this;
    }

    public ModelText Node(string op, string[] inputs, string output, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = op, Name = output };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        Model.Graph.Node.Add(node);
        return this;
    }

    public ModelText Numbers(string name, long[] shape, params float[] values)
    {
        TensorProto tensor = Tensor(name, DataType.Float, shape);
        tensor.FloatData.AddRange(values);
        return this;
    }

    public ModelText Wholes(string name, params long[] values)
    {
        TensorProto tensor = Tensor(name, DataType.Int64, [values.Length]);
        tensor.Int64Data.AddRange(values);
        return this;
    }

    /// <summary>A tensor to be filled.</summary>
    public TensorProto Tensor(string name, DataType type, params long[] shape)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)type };
        tensor.Dims.AddRange(shape);
        Model.Graph.Initializer.Add(tensor);
        return tensor;
    }

    public ImportedNetwork Read(string? folder = null) => OnnxReader.Read(Model, null, "Read", folder);

    /// <summary>The attributes of the class, one after the other.</summary>
    public string Layers() => string.Join(' ', Read().Source.Split('\n').Where(line => line.StartsWith('[')));

    private static ValueInfoProto Value(string name, long[] extents)
    {
        TensorShapeProto shape = new();
        foreach (long extent in extents) shape.Dim.Add(extent > 0 ? new TensorShapeProto.Types.Dimension { DimValue = extent } : new TensorShapeProto.Types.Dimension { DimParam = "N" });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = shape } } };
    }
}
