using NetGen.Generator.Kernels;

namespace NetGen.Generator.Planning;

/// <summary>
/// Gives memories their places in a training step's workspace: those that are never in use at the same time may lie over one another. The largest come first,
/// each at the first place that is free for it.
/// </summary>
/// <remarks>
/// Between two phases all workers wait for each other, within one they do not. In a phase that divides the samples a worker may be at the last kernel while
/// another is at the first: there two memories share a place only if each sample's part of the one lies where that sample's part of the other does, so if
/// they begin at one place and are of one size. In a phase that divides results they share none.
/// </remarks>
internal sealed class RegionPlacement(IReadOnlyList<WorkAxis> phases, bool isOfSamples)
{
    private readonly List<(MemoryLife Life, int Offset)> _placed = [];
    private readonly Dictionary<object, int> _offsets = [];

    /// <summary>Floats for all.</summary>
    public int Size { get; private set; }

    public IReadOnlyDictionary<object, int> Offsets => _offsets;

    public void PlaceAll(IReadOnlyList<MemoryLife> lives)
    {
        foreach (MemoryLife life in lives.OrderByDescending(life => life.Size)) Place(life);
    }

    private void Place(MemoryLife life)
    {
        IReadOnlyList<(MemoryLife Life, int Offset, Meeting Meeting)> others =
        [
            .. _placed.Select(placed => (placed.Life, placed.Offset, MeetingOf(life, placed.Life))).Where(other => other.Item3 != Meeting.Never)
                .OrderBy(other => other.Offset),
        ];
        int offset = 0;
        for (int i = 0; i < others.Count; i++)
        {
            (MemoryLife other, int start, Meeting meeting) = others[i];
            if (start >= offset + life.Size || offset >= start + other.Size) continue;
            if (meeting == Meeting.InTurns && start == offset && other.Size == life.Size) continue;
            offset = checked(start + other.Size);

            // What was passed before may lie over the new place.
            i = -1;
        }

        _placed.Add((life, offset));
        _offsets.Add(life.Memory, offset);
        Size = Math.Max(Size, checked(offset + life.Size));
    }

    private Meeting MeetingOf(MemoryLife first, MemoryLife second)
    {
        Meeting met = Meeting.Never;
        foreach (Stretch one in first.Stretches)
        {
            foreach (Stretch other in second.Stretches) met = (Meeting)Math.Max((int)met, (int)MeetingOf(one, other));
        }

        return met;
    }

    private Meeting MeetingOf(Stretch one, Stretch other)
    {
        int firstPhase = Math.Max(one.FirstPhase, other.FirstPhase);
        int lastPhase = Math.Min(one.LastPhase, other.LastPhase);
        if (firstPhase > lastPhase) return Meeting.Never;
        bool isAtOnce = one.Start <= other.End && other.Start <= one.End;
        return isAtOnce || !isOfSamples || phases[firstPhase] != WorkAxis.Samples ? Meeting.AtOnce : Meeting.InTurns;
    }

    private enum Meeting
    {
        /// <summary>A barrier stands between them.</summary>
        Never,

        /// <summary>One after the other, within a phase.</summary>
        InTurns,

        AtOnce,
    }
}
