using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>From which kernel of a training step to which a memory holds what is needed, both included; and in which phases these are.</summary>
internal sealed class Stretch(int start, int phase)
{
    public int Start { get; } = start;

    public int FirstPhase { get; } = phase;

    public int End { get; private set; } = start;

    public int LastPhase { get; private set; } = phase;

    public void Reach(int kernel, int phase)
    {
        End = Math.Max(End, kernel);
        LastPhase = Math.Max(LastPhase, phase);
    }
}

/// <summary>When in a training step a memory is in use: one stretch of kernels, or two where its values are computed again.</summary>
internal sealed class MemoryLife(object memory, int size)
{
    private readonly List<Stretch> _stretches = [];
    private bool _isMadeAgain;
    private bool _isForEver;

    /// <summary>Which memory.</summary>
    public object Memory { get; } = memory;

    /// <summary>Floats, of a sample or in all.</summary>
    public int Size { get; } = size;

    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>Whether it is in use throughout, and keeps what it holds from step to step.</summary>
    public bool LastsForEver => _isForEver;

    /// <summary>The phase behind which it holds its values: the last that writes them in the forward pass, or a gradient in the backward pass.</summary>
    public int CompletePhase { get; private set; } = -1;

    /// <summary>
    /// When memories are in use. Each lasts to the end of the phase that completes it, so that it can be looked at between phases. What is read before it is
    /// written, as zeros or from step to step, lasts for ever; and what has gaps, which nobody writes and which have to hold zeros.
    /// </summary>
    /// <param name="phases">The kernels of a step.</param>
    /// <param name="commits">What runs behind it.</param>
    /// <param name="sizeOf">How many floats; null where a memory is no matter here.</param>
    public static IReadOnlyList<MemoryLife> Find(IReadOnlyList<IReadOnlyList<ScheduledKernel>> phases, IReadOnlyList<Kernel> commits,
        Func<MemoryOperand, int?> sizeOf)
    {
        Dictionary<object, MemoryLife> lives = [];
        List<MemoryLife> inOrder = [];
        int time = 0;
        for (int phase = 0; phase <= phases.Count; phase++)
        {
            bool isBehind = phase == phases.Count;
            int end = time + (isBehind ? commits.Count : phases[phase].Count) - 1;
            foreach (ScheduledKernel scheduled in isBehind ? ScheduledKernel.Once(commits) : phases[phase])
            {
                foreach (MemoryOperand operand in scheduled.Kernel.Memory)
                {
                    if (sizeOf(operand) is not int size) continue;
                    if (!lives.TryGetValue(operand.Memory, out MemoryLife? life))
                    {
                        lives.Add(operand.Memory, life = new MemoryLife(operand.Memory, size));
                        inOrder.Add(life);
                        if (operand.IsRead) life.LastForEver();
                    }

                    if (HasGaps(scheduled.Kernel, operand)) life.LastForEver();
                    life.Use(time, phase, end, operand.IsWritten, scheduled.IsAgain);
                }

                time++;
            }
        }

        return inOrder;
    }

    /// <summary>The most floats that are in use at once.</summary>
    public static long Peak(IReadOnlyList<MemoryLife> lives)
    {
        Dictionary<int, long> changes = [];
        foreach (MemoryLife life in lives)
        {
            foreach (Stretch stretch in life.Stretches)
            {
                Change(stretch.Start, life.Size);
                Change(stretch.End == int.MaxValue ? int.MaxValue : stretch.End + 1, -life.Size);
            }
        }

        long now = 0;
        long peak = 0;
        foreach (KeyValuePair<int, long> change in changes.OrderBy(change => change.Key)) peak = Math.Max(peak, now += change.Value);
        return peak;

        void Change(int time, long size)
        {
            changes.TryGetValue(time, out long known);
            changes[time] = known + size;
        }
    }

    /// <summary>
    /// Whether a memory has places that nobody writes and that have to hold zeros: of a tensor behind the channels of each position or among them, of scratch
    /// memory the lanes of a panel that whoever fills it leaves as they are.
    /// </summary>
    private static bool HasGaps(Kernel kernel, MemoryOperand operand) => operand switch
    {
        TensorOperand { Tensor: var tensor } => kernel.CountsOnZeros || tensor.Pitch != tensor.Shape.Channels,
        _ => operand.IsWritten && !kernel.FillsScratch,
    };

    private void LastForEver()
    {
        if (_isForEver) return;
        _isForEver = true;
        _stretches.Clear();
        Stretch always = new(0, 0);
        always.Reach(int.MaxValue, int.MaxValue);
        _stretches.Add(always);
    }

    private void Use(int time, int phase, int endOfPhase, bool isWritten, bool isAgain)
    {
        if (_stretches.Count == 0 || (isAgain && isWritten && !_isMadeAgain && !_isForEver)) _stretches.Add(new Stretch(time, phase));
        _isMadeAgain |= isAgain && isWritten;
        if (isWritten && !isAgain) CompletePhase = phase;
        _stretches[_stretches.Count - 1].Reach(isWritten ? endOfPhase : time, phase);
    }
}
