using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading;

/// <summary>Operators that a layer stands for: one row each.</summary>
internal static class NodeReaders
{
    private static readonly Dictionary<string, Func<ReadNode, ModelReading, ReadValue>> Rows = new(StringComparer.Ordinal)
    {
        ["Conv"] = WindowReaders.Convolution,
        ["MaxPool"] = (node, model) => WindowReaders.Pooling(node, model, "MaxPool2D"),
        ["AveragePool"] = (node, model) => WindowReaders.Pooling(node, model, "AveragePool2D"),
        ["GlobalMaxPool"] = (node, model) => Global(node, model, "GlobalMaxPool2D"),
        ["GlobalAveragePool"] = (node, model) => Global(node, model, "GlobalAveragePool2D"),
        ["Gemm"] = Gemm,
        ["BatchNormalization"] = BatchNormalization,
        ["Flatten"] = Flatten,
        ["Transpose"] = Transpose,
        ["Identity"] = (node, model) => model.Find(node.Input(0)),
        ["Dropout"] = (node, model) => model.Find(node.Input(0)),
        ["Softmax"] = Softmax,
        ["Add"] = (node, model) => Join(node, model, "Add"),
        ["Sub"] = (node, model) => Join(node, model, "Subtract"),
        ["Mul"] = (node, model) => Join(node, model, "Multiply"),
        ["Relu"] = (node, model) => Map(node, model, "ReLU"),
        ["Clip"] = Clip,
        ["Concat"] = Concatenate,
        ["LeakyRelu"] = (node, model) => Map(node, model, "LeakyReLU", Declaration.Written(node.Number("alpha", 0.01))),
        ["Elu"] = (node, model) => Map(node, model, "ELU", Declaration.Written(node.Number("alpha", 1))),
        ["Sigmoid"] = (node, model) => Map(node, model, "Sigmoid"),
        ["Tanh"] = (node, model) => Map(node, model, "Tanh"),
        ["Softplus"] = (node, model) => Map(node, model, "Softplus"),
        ["Softsign"] = (node, model) => Map(node, model, "Softsign"),
        ["HardSwish"] = (node, model) => Map(node, model, "HardSwish"),
    };

    public static Func<ReadNode, ModelReading, ReadValue>? Find(string op) => Rows.GetValueOrDefault(op);

    /// <summary>What a layer is called: as its weights say it, else as its node does.</summary>
    public static string NameOf(ReadNode node)
    {
        string name = node.IsConstant(1) && node.Input(1).LastIndexOf('.') is > 0 and var end ? node.Input(1)[..end] : node.Name.Split('/')[0];
        return name.Length > 0 ? name : node.Output;
    }

    private static ReadValue Map(ReadNode node, ModelReading model, string kind, params string[] arguments)
    {
        ReadValue input = model.Find(node.Input(0));
        return input with { Layer = model.Declaration.AddLayer(kind, NameOf(node), input.Layer, arguments) };
    }

    private static ReadValue Clip(ReadNode node, ModelReading model)
    {
        if (!node.IsConstant(1) || !node.IsConstant(2)) throw new NotSupportedException("its bounds are not a part of the model");
        string kind = (node.ConstantRow(1, 1).Values[0], node.ConstantRow(2, 1).Values[0]) switch { (0, 6) => "ReLU6", (-1, 1) => "HardTanh", _ => throw new NotSupportedException("no layer has its bounds") };
        return Map(node, model, kind);
    }

    private static ReadValue Concatenate(ReadNode node, ModelReading model)
    {
        if (node.InputCount == 0) throw new NotSupportedException("it has no inputs");
        ReadValue[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(index => model.Find(node.Input(index)))];
        ReadValue first = inputs[0];
        if (!first.IsImage || node.Whole("axis", 0) != (first.IsChannelsLast ? 3 : 1) || inputs.Any(input => !input.Shape.Take(2).SequenceEqual(first.Shape.Take(2)) || input.IsChannelsLast != first.IsChannelsLast))
            throw new NotSupportedException("it does not put the channels of images side by side");
        string layer = model.Declaration.AddLayer("Concat", NameOf(node), first.Layer, inputs.Skip(1).Select(input => Declaration.Quoted(input.Layer)));
        return first with { Layer = layer, Shape = [first.Shape[0], first.Shape[1], inputs.Sum(input => input.Channels)] };
    }

    private static ReadValue Global(ReadNode node, ModelReading model, string kind)
    {
        ReadValue input = model.FindImage(node.Input(0));
        return new ReadValue(model.Declaration.AddLayer(kind, NameOf(node), input.Layer), [input.Channels]);
    }

    private static ReadValue Gemm(ReadNode node, ModelReading model)
    {
        ReadValue input = model.Find(node.Input(0));
        if (input.IsImage || node.Whole("transA", 0) != 0 || node.Number("alpha", 1) != 1 || node.Number("beta", 1) != 1) throw new NotSupportedException("it is no product of a vector with weights, plus a bias");
        Weights weight = node.Constant(1, rank: 2);
        if (node.Whole("transB", 0) == 0) weight = weight.Transposed();
        if (weight.Shape[1] != input.Channels) throw new NotSupportedException($"its weights are for {weight.Shape[1]} values, and it reads {input.Channels}");
        Weights? bias = node.Has(2) ? node.ConstantRow(2, weight.Shape[0]) : null;
        string layer = model.Declaration.AddLayer("Dense", NameOf(node), input.Layer, [$"{weight.Shape[0]}", .. bias is null ? ["UseBias = false"] : Array.Empty<string>()]);
        model.Declaration.AddParameter(layer, "weight", weight);
        if (bias is not null) model.Declaration.AddParameter(layer, "bias", bias);
        return new ReadValue(layer, [weight.Shape[0]]);
    }

    private static ReadValue BatchNormalization(ReadNode node, ModelReading model)
    {
        ReadValue input = model.Find(node.Input(0));
        if (input.IsChannelsLast) throw new NotSupportedException("it does not read [N, channels, height, width]");
        string layer = model.Declaration.AddLayer("BatchNorm", NameOf(node), input.Layer, $"Epsilon = {Declaration.Written(node.Number("epsilon", 1e-5))}");
        string[] names = ["weight", "bias", "running_mean", "running_var"];
        for (int i = 0; i < names.Length; i++) model.Declaration.AddParameter(layer, names[i], node.ConstantRow(i + 1, input.Channels));
        return input with { Layer = layer };
    }

    private static ReadValue Flatten(ReadNode node, ModelReading model)
    {
        ReadValue input = model.Find(node.Input(0));
        if (node.Whole("axis", 1) != 1) throw new NotSupportedException("it does not keep samples apart");
        if (!input.IsImage) return input;
        if (input.IsChannelsLast && input.Channels > 1) throw new NotSupportedException("it flattens an image with its channels last");
        return new ReadValue(model.Declaration.AddLayer("Flatten", NameOf(node), input.Layer), [input.Shape.Aggregate((product, extent) => product * extent)]);
    }

    /// <summary>Images come in, and go out, with their channels last.</summary>
    private static ReadValue Transpose(ReadNode node, ModelReading model)
    {
        ReadValue input = model.Find(node.Input(0));
        int[] order = node.Wholes("perm", 4, 0);
        return input.IsImage && order.SequenceEqual(input.IsChannelsLast ? [0, 3, 1, 2] : [0, 2, 3, 1])
            ? input with { IsChannelsLast = !input.IsChannelsLast }
            : throw new NotSupportedException("it does not put an image's channels first or last");
    }

    /// <summary>At the end of a classifier it is the link of a loss, and the network can be trained further.</summary>
    private static ReadValue Softmax(ReadNode node, ModelReading model)
    {
        ReadValue input = model.Find(node.Input(0));
        if (input.IsImage || node.Whole("axis", -1) is not (1 or -1)) throw new NotSupportedException("it is not over the values of a vector");
        if (!model.IsOnlyOutput(node.Output) || input.Layer != model.Declaration.Last) return Map(node, model, "Softmax");
        model.Declaration.Add("[SoftmaxCrossEntropy]");
        return input;
    }

    private static ReadValue Join(ReadNode node, ModelReading model, string kind)
    {
        if (node.IsConstant(0) || node.IsConstant(1)) throw new NotSupportedException("one of its inputs is a part of the model");
        (ReadValue left, ReadValue right) = (model.Find(node.Input(0)), model.Find(node.Input(1)));
        if (!left.Shape.SequenceEqual(right.Shape) || left.IsChannelsLast != right.IsChannelsLast) throw new NotSupportedException("it joins shapes that differ");
        return left with { Layer = model.Declaration.AddLayer(kind, NameOf(node), left.Layer, Declaration.Quoted(right.Layer)) };
    }
}
