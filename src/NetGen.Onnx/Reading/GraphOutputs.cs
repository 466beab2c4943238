using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading;

/// <summary>The outputs of a model as those of a network.</summary>
internal static class GraphOutputs
{
    public static void Read(ModelReading model)
    {
        (string Tensor, ReadValue? Value)[] results = [.. model.Results];
        if (results.Length == 0) model.Complain("it has no outputs");
        if (model.Problems.Count == 0 && model.Inputs.Count == 0) model.Complain("it has no inputs");
        if (model.Problems.Count > 0) return;
        foreach ((string tensor, ReadValue? given) in results)
        {
            if (given is null || given.Vocabulary > 0)
            {
                string what = given is not null ? "a list of indices" : model.IsConstant(tensor) ? "the same for all inputs" : "given by no node";
                model.Complain($"the output {tensor} is {what}");
                continue;
            }

            try
            {
                ReadValue value = AsLayer(model, tensor, given);
                model.Outputs.Add(ImportedTensor.Of(tensor, value));
            }
            catch (NotSupportedException exception)
            {
                model.Complain($"the output {tensor}: {exception.Message}");
            }
        }

        if (model.Problems.Count > 0) return;
        model.Declaration.KeepFor(model.Outputs.Select(output => output.Layer));
        if (model.Outputs.Count == 1 && model.Outputs[0].Layer == model.Declaration.Last) return;
        foreach (ImportedTensor output in model.Outputs) model.Declaration.Add($"[Output({Declaration.Quoted(output.Layer)})]");
    }

    /// <summary>A layer of its own, whose result has the axes of the tensor.</summary>
    private static ReadValue AsLayer(ModelReading model, string tensor, ReadValue value)
    {
        if (value.Attention is not null) throw new NotSupportedException("it is an attention whose heads are not put together by a product");
        Atom[][] axes = [.. value.Tensor.All.Where(axis => axis.Length > 0 && axis is not [{ IsSamples: true }])];
        if (!IsNatural(model, value, axes))
        {
            Axes wanted = axes.Length switch
            {
                0 => Axes.Unit,
                <= 3 => new Axes(axes),
                _ => new Axes(axes[0], [.. axes.Skip(1).SelectMany(atoms => atoms)]),
            };
            value = model.Arranger.Arrange(value, IsImage(model, value) ? ChannelsLast(value) : wanted);
        }

        if (!model.Inputs.Any(input => input.Layer == value.Layer) && model.Outputs.TrueForAll(output => output.Layer != value.Layer)) return value;
        string name = tensor.Length > 0 ? "output_" + model.Outputs.Count : "output";
        return value with { Layer = model.Declaration.AddLayer("Reshape", name, value.Layer, value.Network.Extents.Select(extent => $"{extent}")) };
    }

    /// <summary>Whether it has channels in front of positions, as an image that comes in.</summary>
    private static bool IsImage(ModelReading model, ReadValue value)
        => value is { Rank: 4, Tensor.SamplesAxis: 0 } && model.Inputs.Any(input => input.Order is [0, 2, 3, 1]);

    private static Axes ChannelsLast(ReadValue value) => value.Tensor.Permuted([2, 3, 1]);

    /// <summary>
    /// Whether the layer's result has the axes in the model's order; or its channels last where the model has them first, as it has those of what comes in.
    /// </summary>
    private static bool IsNatural(ModelReading model, ReadValue value, Atom[][] axes)
    {
        if (IsImage(model, value)) return ChannelsLast(value).Flat.SequenceEqual(value.Network.Flat);
        if (axes.SelectMany(axis => axis).SequenceEqual(value.Network.Flat)) return true;
        Atom[][] all = [.. value.Tensor.All.Where(axis => axis is not [{ IsSamples: true }])];
        bool isSequence = all.Length == 2 && model.Inputs.Any(input => input.Order is [_, 2, 1]);
        return (isSequence || all.Length == 3) && all.Skip(1).Append(all[0]).SelectMany(axis => axis).SequenceEqual(value.Network.Flat);
    }
}
