using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>For a panel of results of several groups: which channel each lane gets. Made by <see cref="ChannelSpread.Prepare"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SpreadLanes
{
    /// <summary>From more vectors of the source than this, a vector of copies is no faster than lane by lane.</summary>
    internal const int MostWindows = 4;

    /// <summary>Results side by side.</summary>
    internal int Lanes;

    /// <summary>For each lane the first channel of its group, or -1.</summary>
    internal LaneNumbers Channels;

    /// <summary>For each vector of lanes, how many vectors of the source have its channels.</summary>
    internal LaneNumbers Windows;

    /// <summary>For each vector of lanes, the channel with which the last of these begins.</summary>
    internal LaneNumbers LastStart;

    /// <summary>The channels with which they begin: <see cref="MostWindows"/> for each vector of lanes.</summary>
    internal WindowNumbers Starts;

    /// <summary>For each of them, the position in it of each lane's value: bits of an integer.</summary>
    internal WindowLanes Positions;

    /// <summary>For each of them, all bits in the lanes whose values it has.</summary>
    internal WindowLanes Masks;

    /// <summary>A number for each lane of the widest vector.</summary>
    [InlineArray(16)]
    internal struct LaneNumbers
    {
        private int _first;
    }

    /// <summary>A number for each vector of the source.</summary>
    [InlineArray(16 * MostWindows)]
    internal struct WindowNumbers
    {
        private int _first;
    }

    /// <summary>Lanes for each vector of the source.</summary>
    [InlineArray(16 * MostWindows)]
    internal struct WindowLanes
    {
        private float _first;
    }
}
