using NetGen.Runtime;

namespace NetGen.Tests.Reference;

/// <summary>Descriptions of parameters that no generated network stands behind.</summary>
internal static class Layouts
{
    /// <summary>A network description with the given parameters, packed one behind the other.</summary>
    public static NetworkInfo Info(params (string Name, int Outputs, int Inputs, int Rows, int Columns, int Panel)[] parameters)
    {
        var list = new List<ParameterInfo>();
        int offset = 0;
        foreach ((string name, int outputs, int inputs, int rows, int columns, int panel) in parameters)
        {
            var layout = new ParameterLayout(offset, 1, outputs, inputs, rows, columns, panel);
            list.Add(new(name, [outputs, inputs, rows, columns], "", inputs, outputs, 0, IsTrained: true, layout));
            offset += layout.PackedSize;
        }

        return new NetworkInfo
        {
            Name = "Parameters",
            InputShape = [1],
            OutputShape = [1],
            Layers = [],
            Parameters = list,
            InferenceWorkspace = 0,
            PackedSize = offset,
            TrainedPackedSize = offset,
        };
    }

    /// <summary>A block with <paramref name="parameters"/> vectors of <paramref name="count"/> elements.</summary>
    public static ParameterBlock Vectors(int parameters, int count) =>
        new(Info([.. Enumerable.Range(0, parameters).Select(i => ($"p{i}", count, 1, 1, 1, 16))]));

    /// <summary>A parameter of a block, in file order.</summary>
    public static float[] Unpack(ParameterBlock block, int parameter)
    {
        ParameterInfo info = block.Info.Parameters[parameter];
        float[] values = new float[info.Count];
        info.Layout.Unpack(block.Memory.Span, values);
        return values;
    }
}
