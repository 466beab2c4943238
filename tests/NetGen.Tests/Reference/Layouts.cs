using NetGen.Runtime;

namespace NetGen.Tests.Reference;

/// <summary>Descriptions of parameters that no generated network stands behind.</summary>
internal static class Layouts
{
    /// <summary>A network description with the given parameters, packed one behind the other.</summary>
    public static NetworkInfo Info(params (string Name, int Outputs, int Inputs, int Rows, int Columns, int Panel)[] parameters) =>
        Info([.. parameters.Select(p => (p.Name, new ParameterLayout(0, 1, p.Outputs, p.Inputs, p.Rows, p.Columns, p.Panel)))]);

    /// <summary>The same with groups; offsets follow.</summary>
    public static NetworkInfo Info(params (string Name, ParameterLayout Layout)[] parameters)
    {
        var list = new List<ParameterInfo>();
        int offset = 0;
        foreach ((string name, ParameterLayout layout) in parameters)
        {
            int[] shape = [layout.Groups * layout.Outputs, layout.Inputs, layout.Rows, layout.Columns];
            list.Add(new(name, shape, "", layout.Inputs, layout.Outputs, 0, IsTrained: true, layout with { Offset = offset }));
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
