using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A convolution in groups whose vectors hold results of several groups, each lane with channels of its own: those that its group reads.
/// </summary>
/// <param name="Groups">Groups.</param>
/// <param name="Depth">Channels that a group reads.</param>
/// <param name="Results">Channels that a group writes.</param>
internal sealed record GroupLanes(int Groups, int Depth, int Results)
{
    /// <summary>Results of all groups.</summary>
    public int Count => Groups * Results;

    /// <summary>The tensor of a group's channels side by side, as a tile sees it: for each pixel, a panel of lanes for each channel of the groups.</summary>
    public static TensorValue Spread(TensorValue source, int depth, int panel)
        => new(new Storage("spread", StorageKind.Workspace, source.Shape.Positions * depth * panel), source.Shape, depth * panel);

    /// <summary>The statement that declares 'lanes' for a panel.</summary>
    /// <param name="panel">Results of a panel.</param>
    /// <param name="index">Which panel, as text.</param>
    public string PrepareStatement(int panel, string index)
        => $"SpreadLanes lanes = ChannelSpread.Prepare<TVector>({panel}, {Expressions.Times(index, panel)}, {Count}, {Results}, {Depth});";

    /// <summary>A call that puts channels side by side.</summary>
    /// <param name="source">The tensor.</param>
    /// <param name="memory">The name of its memory.</param>
    /// <param name="row">The first row read.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="firstChannel">The first of the groups' channels to copy.</param>
    /// <param name="endChannel">The end of them.</param>
    public static string SpreadCall(TensorValue source, string memory, string row, string target, string rows, string firstChannel, string endChannel)
    {
        string offset = Expressions.Times(row, source.Shape.Width * source.Pitch);
        string readable = Expressions.Minus(Literals.Integer(source.Extent), offset);
        return $"ChannelSpread.Copy<TVector>(in lanes, {RegisterTile.At(memory, offset)}, {source.Pitch}, {readable}, {target}, "
            + $"{Expressions.Times(rows, source.Shape.Width)}, {firstChannel}, {endChannel});";
    }
}
