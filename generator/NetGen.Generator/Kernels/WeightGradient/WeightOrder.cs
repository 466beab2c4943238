using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>How a convolution's weights lie in packed memory: [group][panel of results][tap][channel][lane], where groups side by side count as one.</summary>
/// <param name="Results">Results of a group.</param>
/// <param name="Channels">Channels that a group reads.</param>
/// <param name="Taps">Taps of the kernel.</param>
/// <param name="Panel">Lanes.</param>
/// <param name="IsSideBySide">Whether a panel may hold results of several groups.</param>
internal readonly record struct WeightOrder(int Results, int Channels, int Taps, int Panel, bool IsSideBySide)
{
    /// <summary>Floats from one panel to the next.</summary>
    public int PanelStride => Taps * Channels * Panel;

    /// <summary>Floats from one tap to the next.</summary>
    public int TapStride => Channels * Panel;

    /// <summary>Floats of all groups.</summary>
    public int Size(int groups) => IsSideBySide
        ? Panels.RoundUp(groups * Results, Panel) / Panel * PanelStride
        : groups * GroupStride;

    private int GroupStride => Panels.RoundUp(Results, Panel) / Panel * PanelStride;

    /// <summary>Where the group begins, as text; 0 where groups lie side by side.</summary>
    public string Group(string group) => IsSideBySide ? "0" : Expressions.Times(group, GroupStride);

    /// <summary>The number of a result as <see cref="Result"/> counts them: in its group, or among all.</summary>
    public string Number(string group, string result) => IsSideBySide ? Expressions.Plus(Expressions.Times(group, Results), result) : result;

    /// <summary>Where a result's weights begin in its group, as text; <paramref name="number"/> is a name.</summary>
    public string Result(string number) => RegisterTile.PackedPosition(number, Panel, PanelStride);
}
