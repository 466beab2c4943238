using NetGen.Distributed.Native;

namespace NetGen.Distributed;

/// <summary>
/// Sums a block of values over all ranks, part by part. By rank: of each part every rank adds up a block of its own, which all others send it, and sends it to
/// all; while one part is added up the
/// next is on its way. So the order of the sums is ours, and each value crosses a rank's line twice, which is the least there is.
/// </summary>
internal sealed unsafe class GradientParts
{
    /// <summary>Parts on their way at once: one that comes, and one that goes.</summary>
    private const int Slots = 2;

    private readonly MpiCommunicator _ranks;
    private readonly int _partSize;
    private readonly Slot[] _slots;

    public GradientParts(MpiCommunicator ranks, int partSize)
    {
        _ranks = ranks;
        _partSize = partSize;
        _slots = [.. Enumerable.Range(0, Slots).Select(_ => new Slot(ranks.Size))];
    }

    /// <summary>In the order of ranks.</summary>
    public void SumByRank(float* values, int count, ReadOnlySpan<double> weights)
    {
        int size = Math.Min(_partSize, count);
        int parts = (int)(((long)count + _partSize - 1) / _partSize);
        for (int part = 0; part <= parts; part++)
        {
            if (part < parts) Begin(_slots[part % Slots], values + ((long)part * size), Math.Min(size, count - (part * size)));
            if (part > 0) Complete(_slots[(part - 1) % Slots], weights);
        }

        foreach (Slot slot in _slots) Finish(slot);
    }

    /// <summary>As the library adds up.</summary>
    public void SumOfLibrary(float* values, int count, ReadOnlySpan<double> weights)
    {
        int parts = (int)(((long)count + _partSize - 1) / _partSize);
        for (int part = 0; part < parts; part++)
        {
            Slot slot = _slots[part % Slots];
            Finish(slot);
            float* first = values + ((long)part * _partSize);
            int length = Math.Min(_partSize, count - (part * _partSize));
            WeightedSum.Scale(new Span<float>(first, length), weights[_ranks.Rank]);
            slot.Begun(_ranks.BeginSumInPlace(first, length));
        }

        foreach (Slot slot in _slots) Finish(slot);
    }

    /// <summary>Every rank sends each other its block of the part.</summary>
    private void Begin(Slot slot, float* values, int count)
    {
        Finish(slot);
        slot.Divide(values, count, _ranks.Rank);
        slot.Begun(_ranks.BeginExchange(values, slot.SentCounts, slot.Offsets, slot.Received, slot.ReceivedCounts, slot.ReceivedOffsets));
    }

    /// <summary>Adds up this rank's block, and sends it to all.</summary>
    private void Complete(Slot slot, ReadOnlySpan<double> weights)
    {
        Finish(slot);
        WeightedSum.Run(slot.Values + slot.Offsets[_ranks.Rank], slot.Received, slot.Counts[_ranks.Rank], _ranks.Rank, weights);
        slot.Begun(_ranks.BeginAllGatherInPlace(slot.Values, slot.Counts, slot.Offsets));
    }

    private void Finish(Slot slot)
    {
        if (slot.End() is { } request) _ranks.Wait(request);
    }

    /// <summary>A part on its way. Its memory does not move: MPI reads and writes it meanwhile.</summary>
    private sealed class Slot(int ranks)
    {
        private readonly int[] _numbers = GC.AllocateArray<int>(5 * ranks, pinned: true);
        private float[] _received = [];
        private nint _request;
        private bool _isOnItsWay;

        public float* Values { get; private set; }

        /// <summary>Values of each rank's block.</summary>
        public int* Counts => Numbers(0);

        /// <summary>Where it begins in the part.</summary>
        public int* Offsets => Numbers(1);

        /// <summary>What goes to each rank: its block, but for one's own.</summary>
        public int* SentCounts => Numbers(2);

        /// <summary>What comes from each rank: this one's block.</summary>
        public int* ReceivedCounts => Numbers(3);

        public int* ReceivedOffsets => Numbers(4);

        public float* Received => (float*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_received, 0);

        public void Divide(float* values, int count, int rank)
        {
            Values = values;
            for (int other = 0; other < ranks; other++)
            {
                Offsets[other] = First(count, other);
                Counts[other] = First(count, other + 1) - First(count, other);
            }

            int own = Counts[rank];
            if (_received.LongLength < (long)own * ranks) _received = GC.AllocateUninitializedArray<float>(checked(own * ranks), pinned: true);
            for (int other = 0; other < ranks; other++)
            {
                SentCounts[other] = other == rank ? 0 : Counts[other];
                ReceivedCounts[other] = other == rank ? 0 : own;
                ReceivedOffsets[other] = other * own;
            }
        }

        public void Begun(nint request)
        {
            _request = request;
            _isOnItsWay = true;
        }

        /// <summary>The call that is to be waited for; null where none has begun since.</summary>
        public nint? End()
        {
            if (!_isOnItsWay) return null;
            _isOnItsWay = false;
            return _request;
        }

        private int First(int count, int rank) => (int)((long)count * rank / ranks);

        private int* Numbers(int row) => (int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, row * ranks);
    }
}
