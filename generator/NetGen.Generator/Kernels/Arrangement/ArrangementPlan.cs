using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Kernels;

/// <summary>One loop over memory.</summary>
/// <param name="Name">The loop's variable.</param>
/// <param name="Extent">Turns.</param>
/// <param name="Source">Floats from one turn to the next where values are read.</param>
/// <param name="Target">Likewise where they are written; 0 where all turns write to one place, and are summed.</param>
internal sealed record MemoryLoop(string Name, int Extent, int Source, int Target);

/// <summary>
/// How values move: forward from the input to the output, backward from the output's gradient to the input's. Loops that go on in memory where the one
/// inside ends are one loop, so whole rows move at once where they can.
/// </summary>
internal sealed class ArrangementPlan
{
    /// <summary>Runs of so many floats and more are copied by the framework, whose call then costs little; shorter ones by vectors.</summary>
    private const int LongRun = 64;

    /// <summary>Values of up to so many places that are summed to one are written out.</summary>
    private const int MostUnrolled = 9;

    private ArrangementPlan(TensorValue source, int sourceStart, TensorValue target, int targetStart, IReadOnlyList<MemoryLoop> loops, bool coversTarget)
    {
        Source = source;
        SourceStart = sourceStart;
        Target = target;
        TargetStart = targetStart;
        CoversTarget = coversTarget;
        MemoryLoop? inner = loops.Count > 0 ? loops[loops.Count - 1] : null;
        Run = inner is { Source: 1, Target: 1 } ? inner.Extent : 1;
        IReadOnlyList<MemoryLoop> around = Run > 1 ? [.. loops.Take(loops.Count - 1)] : loops;
        Outer = [.. around.Where(loop => loop.Target != 0)];
        Summed = [.. around.Where(loop => loop.Target == 0)];
    }

    public TensorValue Source { get; }

    public int SourceStart { get; }

    public TensorValue Target { get; }

    public int TargetStart { get; }

    /// <summary>The loops around, each turn of which writes to a place of its own; outermost first.</summary>
    public IReadOnlyList<MemoryLoop> Outer { get; }

    /// <summary>The loops over what is summed to one value.</summary>
    public IReadOnlyList<MemoryLoop> Summed { get; }

    /// <summary>Floats that lie side by side where they are read and where they are written.</summary>
    public int Run { get; }

    /// <summary>Whether every value of the target is written; else the others are 0.</summary>
    public bool CoversTarget { get; }

    /// <summary>Values that are summed to one.</summary>
    public int Terms => Summed.Aggregate(1, (product, loop) => product * loop.Extent);

    /// <summary>Whether those are written out.</summary>
    public bool IsSumUnrolled => Terms <= MostUnrolled;

    /// <summary>Floats read.</summary>
    public long Reads => Outer.Concat(Summed).Aggregate((long)Run, (product, loop) => product * loop.Extent);

    /// <summary>The widest vectors that a run is made of; 1 where values move one by one.</summary>
    public int Panel => Run % Panels.Largest == 0 ? Panels.Largest : Run % 8 == 0 ? 8 : Run % 4 == 0 ? 4 : 1;

    /// <summary>Whether runs are copied by the framework.</summary>
    /// <param name="adds">Whether values are added to what is there.</param>
    public bool IsBlockCopy(bool adds) => !adds && Terms == 1 && Run > 1 && (Run >= LongRun || Panel == 1);

    public static ArrangementPlan Forward(Arrangement arrangement, TensorValue input, TensorValue output)
        => Create(arrangement, input, arrangement.InputStart, output, arrangement.OutputStart, loop => (loop.Input, loop.Output));

    /// <summary>From the output's gradient to the input's: what was repeated is summed.</summary>
    public static ArrangementPlan Backward(Arrangement arrangement, TensorValue input, TensorValue output)
        => Create(arrangement, output, arrangement.OutputStart, input, arrangement.InputStart, loop => (loop.Output, loop.Input));

    private static ArrangementPlan Create(
        Arrangement arrangement,
        TensorValue source,
        AxisStep sourceStart,
        TensorValue target,
        AxisStep targetStart,
        Func<ArrangementLoop, (AxisStep Source, AxisStep Target)> steps)
    {
        List<MemoryLoop> loops = [];
        foreach (ArrangementLoop loop in arrangement.Loops)
        {
            (AxisStep from, AxisStep to) = steps(loop);
            loops.Add(new MemoryLoop(loop.Name, loop.Extent, Floats(source, from), Floats(target, to)));
        }

        long written = loops.Where(loop => loop.Target != 0).Aggregate(1L, (product, loop) => product * loop.Extent);
        return new ArrangementPlan(
            source, Floats(source, sourceStart), target, Floats(target, targetStart), Joined(WithPadding(loops, source, target)), written == target.Shape.Size);
    }

    private static int Floats(TensorValue tensor, AxisStep step) => (((step.Row * tensor.Shape.Width) + step.Column) * tensor.Pitch) + step.Channel;

    /// <summary>Whole pixels move with the padding of their channels, which is room for whole vectors.</summary>
    private static List<MemoryLoop> WithPadding(List<MemoryLoop> loops, TensorValue source, TensorValue target)
    {
        MemoryLoop inner = loops[loops.Count - 1];
        bool movesPixels = inner is { Source: 1, Target: 1 } && inner.Extent == source.Shape.Channels && inner.Extent == target.Shape.Channels;
        if (movesPixels && source.Pitch == target.Pitch && source.IsPadded && target.IsPadded) loops[loops.Count - 1] = inner with { Extent = source.Pitch };
        return loops;
    }

    /// <summary>Without loops of one turn, and with those joined that go on where the one inside ends.</summary>
    private static IReadOnlyList<MemoryLoop> Joined(List<MemoryLoop> loops)
    {
        List<MemoryLoop> joined = [];
        foreach (MemoryLoop loop in loops.Where(loop => loop.Extent > 1).Reverse())
        {
            MemoryLoop? inner = joined.Count > 0 ? joined[0] : null;
            if (inner is not null && loop.Source == inner.Source * inner.Extent && loop.Target == inner.Target * inner.Extent)
            {
                joined[0] = inner with { Extent = checked(inner.Extent * loop.Extent) };
                continue;
            }

            joined.Insert(0, loop);
        }

        return joined;
    }
}
