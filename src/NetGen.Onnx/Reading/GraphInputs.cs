using NetGen.Onnx.Reading.Values;

using DataType = global::Onnx.TensorProto.Types.DataType;

namespace NetGen.Onnx.Reading;

/// <summary>The inputs of a model as those of a network.</summary>
internal static class GraphInputs
{
    private const int LargestExtent = 1 << 24;

    /// <summary>How many tensors are gone through to find out how images lie.</summary>
    private const int MostLookedAt = 256;

    /// <summary>Operators behind which axes are no longer what they were.</summary>
    private static readonly HashSet<string> s_mixing = new(StringComparer.Ordinal)
    {
        "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Gemm", "MatMul", "LSTM", "GRU", "RNN", "Shape", "NetGen.Attention", "NetGen.Cosine", "NetGen.Dot",
    };

    /// <summary>Operators whose channels are the axis behind the samples.</summary>
    private static readonly HashSet<string> s_channelsFirst = new(StringComparer.Ordinal)
    {
        "Conv", "ConvTranspose", "MaxPool", "AveragePool", "GlobalMaxPool", "GlobalAveragePool",
        "BatchNormalization", "InstanceNormalization", "GroupNormalization",
        "Resize", "Upsample", "DepthToSpace",
    };

    /// <summary>Reads the inputs that are no weights.</summary>
    /// <param name="graph">Of the model.</param>
    /// <param name="model">Where they go.</param>
    /// <param name="samplesAxis">Which axis counts samples where all extents are known; null where none does, and the model is of one sample.</param>
    public static void Read(GraphProto graph, ModelReading model, int? samplesAxis)
    {
        // Older models have their weights among the inputs.
        foreach (ValueInfoProto input in graph.Input.Where(input => !model.IsConstant(input.Name))) Read(input, model, samplesAxis);
    }

    /// <summary>Whether all extents of all inputs are known, so that it is not said which axis counts samples.</summary>
    public static bool AreFixed(GraphProto graph)
        => graph.Input.Where(input => graph.Initializer.All(tensor => tensor.Name != input.Name))
            .All(input => input.Type?.TensorType?.Shape?.Dim.All(extent => extent.DimValue > 0) ?? false);

    private static void Read(ValueInfoProto input, ModelReading model, int? samplesAxis)
    {
        IList<TensorShapeProto.Types.Dimension> extents = input.Type?.TensorType?.Shape?.Dim ?? [];
        DataType type = (DataType)(input.Type?.TensorType?.ElemType ?? 0);
        int[] open = [.. Enumerable.Range(0, extents.Count).Where(axis => !extents[axis].HasDimValue || extents[axis].DimValue <= 0)];
        if (open.Length > 1
            || extents.Aggregate((Int128)1, (size, extent) => size * Math.Max(1, extent.DimValue)) > ReadValue.Largest * 64
            || input.Type?.TensorType?.Shape is null
            || extents.Any(extent => extent.DimValue is < 0 or > LargestExtent))
        {
            model.Complain($"the input {input.Name} has not all extents known but that of the batch");
            return;
        }

        int? axis = open.Length == 1 ? open[0] : samplesAxis is { } given && given < extents.Count ? given : null;
        if (axis is { } samples && model.Samples is { } known && known.Extent != extents[samples].DimValue)
        {
            model.Complain($"the input {input.Name} has another number of samples than those in front of it");
            return;
        }

        Axes tensor = Axes.Of(extents.Select((extent, place) => place == axis ? [model.SamplesOf(extent.DimValue)] : Atom.Axis(extent.DimValue)));
        int vocabulary = Vocabulary(input.Name, model);
        if (vocabulary == 0 && !Constants.TensorDecoding.IsNumber(type))
        {
            model.Complain($"the input {input.Name} has values of the type {type}, and is no batch of numbers, and no list of indices of a table");
            return;
        }

        Axes network = vocabulary > 0 ? new Axes([.. tensor.Flat.Where(atom => !atom.IsSamples)]) : Network(input.Name, tensor, axis, model);
        string name = model.Declaration.AddInput(input.Name, [.. network.Extents], vocabulary);
        ReadValue value = new(name, network, tensor) { Vocabulary = vocabulary };
        model.AddInput(input.Name, value);
        model.Inputs.Add(ImportedTensor.Of(input.Name, value));
    }

    private static Axes Network(string name, Axes tensor, int? samplesAxis, ModelReading model)
    {
        Atom[][] axes = [.. tensor.All.Where((_, axis) => axis != samplesAxis)];
        if (samplesAxis is null && axes.Length > 3) axes = [.. axes.SkipWhile(axis => axis.Length == 0)];
        return axes.Length switch
        {
            0 => Axes.Unit,
            1 => new Axes(axes[0]),
            2 => IsChannelsFirst(name, model) == true ? new Axes(axes[1], axes[0]) : new Axes(axes),
            3 => IsChannelsFirst(name, model) == false || (samplesAxis is null && tensor.Count == 3) ? new Axes(axes) : new Axes(axes[1], axes[2], axes[0]),
            _ => new Axes(axes[0], [.. axes.Skip(1).SelectMany(axis => axis)]),
        };
    }

    /// <summary>Whether the first of those behind a tensor who say it have channels in front of positions; null where none does.</summary>
    private static bool? IsChannelsFirst(string tensor, ModelReading model)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { tensor };
        Queue<string> waiting = new(seen);
        while (waiting.TryDequeue(out string? next) && seen.Count < MostLookedAt)
        {
            foreach (NodeProto node in model.ReadersOf(next).Where(node => !s_mixing.Contains(node.OpType)))
            {
                if (s_channelsFirst.Contains(node.OpType)) return true;
                if (node.OpType == "Transpose")
                {
                    bool isToChannelsFirst = node.Attribute.Any(attribute => attribute.Name == "perm"
                        && (attribute.Ints.SequenceEqual([0L, 3, 1, 2]) || attribute.Ints.SequenceEqual([0L, 2, 1])));
                    if (isToChannelsFirst) return false;
                    continue;
                }

                foreach (string output in node.Output.Where(seen.Add)) waiting.Enqueue(output);
            }
        }

        return null;
    }

    /// <summary>The rows of the table that an input's indices choose from; 0 where they choose from none.</summary>
    private static int Vocabulary(string tensor, ModelReading model, int depth = 0)
    {
        foreach (NodeProto node in model.ReadersOf(tensor))
        {
            if (node.OpType == "Gather"
                && node.Input.Count == 2
                && node.Input[1] == tensor
                && model.ShapeOf(node.Input[0]) is [> 0 and <= LargestExtent and var rows, ..])
            {
                return (int)rows;
            }

            if (node.OpType is "Cast" or "Identity"
                && node.Output.Count > 0
                && depth < 8
                && Vocabulary(node.Output[0], model, depth + 1) is > 0 and var further)
            {
                return further;
            }
        }

        return 0;
    }
}
