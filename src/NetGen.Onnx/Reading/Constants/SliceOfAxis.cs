namespace NetGen.Onnx.Reading.Constants;

/// <summary>What a Slice takes of an axis.</summary>
/// <param name="Axis">Counted from 0.</param>
/// <param name="Start">The first place that is taken.</param>
/// <param name="Step">From one to the next; below 0 backwards.</param>
/// <param name="Count">How many.</param>
internal readonly record struct SliceOfAxis(int Axis, int Start, int Step, int Count)
{
    /// <summary>Of each axis that a node names.</summary>
    /// <param name="node">The Slice.</param>
    /// <param name="rank">How many axes there are.</param>
    /// <param name="extentOf">The extent of an axis; asked for where it matters.</param>
    public static IEnumerable<SliceOfAxis> All(ReadNode node, int rank, Func<int, int> extentOf)
    {
        long[] starts = node.WholesOf(1, "starts") ?? throw new NotSupportedException("it has no starts");
        long[] ends = node.WholesOf(2, "ends") ?? throw new NotSupportedException("it has no ends");
        long[] axes = node.WholesOf(3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = node.WholesOf(4, "steps") ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw new NotSupportedException("its starts, ends, axes and steps are not equally many");
        HashSet<int> seen = [];
        for (int i = 0; i < starts.Length; i++)
        {
            long counted = axes[i] < 0 ? axes[i] + rank : axes[i];
            if (counted < 0 || counted >= rank || !seen.Add((int)counted)) throw new NotSupportedException($"it has no axis {axes[i]}, or names it twice");
            if (steps[i] == 1 && starts[i] == 0 && ends[i] >= int.MaxValue) continue; // all of it, however long
            yield return Of((int)counted, starts[i], ends[i], steps[i], extentOf((int)counted));
        }
    }

    private static SliceOfAxis Of(int axis, long start, long end, long step, int extent)
    {
        if (step == 0 || start == Constant.Samples || end == Constant.Samples) throw new NotSupportedException("its steps or ends are not known");
        step = Math.Clamp(step, -extent - 1, extent + 1);
        bool isForward = step > 0;
        start = Within(start, 0, isForward ? extent : extent - 1);
        end = Within(end, isForward ? 0 : -1, isForward ? extent : extent - 1);
        long count = Math.Max(0, ((end - start) + step - Math.Sign(step)) / step);
        return new SliceOfAxis(axis, (int)start, (int)step, (int)count);

        long Within(long place, long low, long high) => Math.Clamp(place < 0 && place >= -extent ? place + extent : place, low, Math.Max(low, high));
    }
}
