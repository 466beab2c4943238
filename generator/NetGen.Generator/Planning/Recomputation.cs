using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Planning;

/// <summary>
/// Which stretches of the forward pass are computed again in the backward pass, so that what is inside them need not be kept meanwhile (Griewank and Walther
/// 2000; for networks Chen et al. 2016). What one stretch hands to another is kept. No kernel runs more than twice, and it computes the same bits again:
/// dropout draws by counting, and normalisations have the same batch.
/// </summary>
internal sealed class Recomputation
{
    // Fewer, and the longer step is for nothing.
    private const double LeastSaved = 0.05;

    private static readonly int[] Divisors = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128, int.MaxValue];

    private readonly IReadOnlyList<Kernel> _forward;
    private readonly IReadOnlyList<Kernel> _backward;
    private readonly Func<Kernel, int> _ownerOf;
    private readonly Dictionary<object, MadeMemory> _made = [];
    private readonly HashSet<object> _readBackward;

    private Recomputation(IReadOnlyList<Kernel> forward, IReadOnlyList<Kernel> backward, Func<Kernel, int> ownerOf)
    {
        (_forward, _backward, _ownerOf) = (forward, backward, ownerOf);
        _readBackward = [.. backward.SelectMany(kernel => kernel.Memory).Where(operand => operand.IsRead).Select(operand => operand.Memory)];
        for (int place = 0; place < forward.Count; place++)
        {
            foreach (MemoryOperand operand in forward[place].Memory.Where(IsMade))
            {
                if (!_made.TryGetValue(operand.Memory, out MadeMemory? made)) _made.Add(operand.Memory, made = new MadeMemory(place, SizeOf(operand) ?? 0));
                if (operand.IsWritten) made.Writers.Add(place);
                else made.LastRead = place;
            }
        }
    }

    /// <summary>The kernels of a step in their order, with those that run again, and what that costs and saves.</summary>
    /// <param name="forward">Kernels of the forward pass.</param>
    /// <param name="backward">Kernels of the backward pass.</param>
    /// <param name="ownerOf">The layer that a kernel belongs to: a stretch consists of whole layers.</param>
    public static (IReadOnlyList<ScheduledKernel> Kernels, string Reason) Insert(IReadOnlyList<Kernel> forward, IReadOnlyList<Kernel> backward,
        Func<Kernel, int> ownerOf)
    {
        Recomputation recomputation = new(forward, backward, ownerOf);
        IReadOnlyList<ScheduledKernel> best = [.. ScheduledKernel.Once(forward), .. ScheduledKernel.Once(backward)];
        long whole = Peak(best);
        long least = whole;
        foreach (IReadOnlyList<int> cuts in recomputation.CandidateCuts())
        {
            IReadOnlyList<ScheduledKernel> candidate = recomputation.Insert(cuts);
            long peak = Peak(candidate);
            if (peak >= least) continue;
            (least, best) = (peak, candidate);
        }

        if (least > (1 - LeastSaved) * whole) return ([.. ScheduledKernel.Once(forward), .. ScheduledKernel.Once(backward)],
            "nothing is computed again, as that would save next to no memory");
        long again = best.Where(kernel => kernel.IsAgain).Sum(kernel => kernel.Kernel.WorkPerSample);
        long work = forward.Concat(backward).Sum(kernel => kernel.WorkPerSample);
        return (best, $"{Literals.Grouped(again)} of {Literals.Grouped(work)} multiply-adds per sample are computed again, for {Literals.Grouped(least)} floats in place of {Literals.Grouped(whole)}");
    }

    /// <summary>The floats of a sample that a memory has, where it grows with the batch.</summary>
    public static int? SizeOf(MemoryOperand operand) => operand is TensorOperand { Tensor.Storage: { Kind: StorageKind.Workspace } storage }
        ? storage.SampleStride : null;

    /// <summary>Whether a memory is made by the forward pass and can be made again: not what lies with the parameters, and no gradient.</summary>
    private static bool IsMade(MemoryOperand operand)
        => operand is TensorOperand { IsGradient: false, Tensor.Storage.Kind: StorageKind.Workspace } or ScratchOperand;

    private static long Peak(IReadOnlyList<ScheduledKernel> kernels)
        => MemoryLife.Peak(MemoryLife.Find([.. kernels.Select(kernel => new[] { kernel })], [], SizeOf));

    /// <summary>Ways to cut the forward pass into stretches: of a share of all its memory each, as nearly as layers allow.</summary>
    private IEnumerable<IReadOnlyList<int>> CandidateCuts()
    {
        IReadOnlyList<int> places = [.. Enumerable.Range(1, Math.Max(0, _forward.Count - 1)).Where(CanCut)];
        long all = _made.Values.Sum(made => (long)made.Size);
        foreach (int divisor in Divisors)
        {
            List<int> cuts = [];
            int begin = 0;
            foreach (int place in places)
            {
                if (_made.Values.Where(made => made.First >= begin && made.First < place).Sum(made => (long)made.Size) < all / divisor) continue;
                cuts.Add(place);
                begin = place;
            }

            if (cuts.Count > 0) yield return cuts;
        }
    }

    /// <summary>Between two layers, where nothing is written on both sides.</summary>
    private bool CanCut(int place)
        => _ownerOf(_forward[place - 1]) != _ownerOf(_forward[place])
            && _made.Values.All(made => made.Writers.Count == 0 || made.First >= place || made.Writers[made.Writers.Count - 1] < place);

    /// <summary>The step's kernels where all stretches but the last are computed again.</summary>
    private IReadOnlyList<ScheduledKernel> Insert(IReadOnlyList<int> cuts)
    {
        List<(int Before, IReadOnlyList<Kernel> Kernels)> insertions = [];
        int begin = 0;
        foreach (int end in cuts)
        {
            // What later stretches read is kept; and statistics of a batch, which are small.
            HashSet<object> dropped =
            [
                .. _made.Where(made => made.Value.First >= begin && made.Value.First < end && made.Value.LastRead < end).Select(made => made.Key)
                    .Where(memory => memory is not Scratch || !_readBackward.Contains(memory)),
            ];
            int before = FirstReader(dropped);
            if (before >= 0) insertions.Add((before, FindAgain(begin, end, dropped)));
            begin = end;
        }

        List<ScheduledKernel> kernels = [.. ScheduledKernel.Once(_forward)];
        for (int place = 0; place < _backward.Count; place++)
        {
            foreach ((_, IReadOnlyList<Kernel> again) in insertions.Where(insertion => insertion.Before == place)) kernels.AddRange(again.Select(kernel => new ScheduledKernel(kernel, true)));
            kernels.Add(new ScheduledKernel(_backward[place], false));
        }

        return kernels;
    }

    private int FirstReader(HashSet<object> memories)
    {
        for (int place = 0; place < _backward.Count; place++)
        {
            if (_backward[place].Memory.Any(operand => memories.Contains(operand.Memory))) return place;
        }

        return -1;
    }

    /// <summary>The kernels of a stretch that make again what the backward pass reads, and what these need for it.</summary>
    private IReadOnlyList<Kernel> FindAgain(int begin, int end, HashSet<object> dropped)
    {
        HashSet<int> again = [];
        Queue<object> wanted = new(_backward.SelectMany(kernel => kernel.Memory).Select(operand => operand.Memory).Where(dropped.Contains).Distinct());
        HashSet<object> known = [.. wanted];
        while (wanted.Count > 0)
        {
            foreach (int place in _made[wanted.Dequeue()].Writers)
            {
                if (!again.Add(place)) continue;
                foreach (MemoryOperand operand in _forward[place].Memory)
                {
                    // What was changed after this kernel had read it has to be made anew; what it writes with others has to be written by all.
                    if (!_made.TryGetValue(operand.Memory, out MadeMemory? made) || made.First < begin || made.First >= end) continue;
                    bool isChanged = made.Writers.Exists(writer => writer > place);
                    if ((operand.IsWritten || isChanged || dropped.Contains(operand.Memory)) && known.Add(operand.Memory)) wanted.Enqueue(operand.Memory);
                }
            }
        }

        return [.. again.OrderBy(place => place).Select(place => _forward[place])];
    }

    /// <summary>What the forward pass does with a memory.</summary>
    private sealed class MadeMemory(int first, int size)
    {
        public int First { get; } = first;

        public int Size { get; } = size;

        public List<int> Writers { get; } = [];

        public int LastRead { get; set; } = first;
    }
}
