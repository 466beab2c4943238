using System.Diagnostics;
using System.Globalization;

namespace NetGen.Distributed.Native;

/// <summary>
/// The ranks of a job, and calls among all of them that do not wait: what a call reads and writes stays where it is until <see cref="Wait"/> has returned.
/// All ranks begin the same calls in the same order.
/// </summary>
internal sealed unsafe class MpiCommunicator
{
    private readonly MpiLibrary _library;
    private readonly MpiAbi _abi;
    private readonly TimeSpan? _timeout;
    private readonly nint _handle;

    /// <summary>All ranks that were started together, apart from other users of MPI in this process.</summary>
    /// <exception cref="MpiException">A call failed.</exception>
    public MpiCommunicator(MpiLibrary library, TimeSpan? timeout)
    {
        _library = library;
        _abi = library.Abi;
        _timeout = timeout;

        // Errors come back as codes, and do not end the process: by default they do, with less to read.
        Check(library.CommSetErrhandler(_abi.World, _abi.ErrorsReturn), "MPI_Comm_set_errhandler");
        nint handle = 0;
        Check(library.CommDup(_abi.World, &handle), "MPI_Comm_dup");
        _handle = handle;
        Check(library.CommSetErrhandler(handle, _abi.ErrorsReturn), "MPI_Comm_set_errhandler");
        (int rank, int size) = (0, 0);
        Check(library.CommRank(handle, &rank), "MPI_Comm_rank");
        Check(library.CommSize(handle, &size), "MPI_Comm_size");
        (Rank, Size) = (rank, size);
    }

    public int Rank { get; }

    public int Size { get; }

    public nint BeginBroadcast(byte* values, int bytes)
    {
        nint request = 0;
        Check(_library.Ibcast(values, bytes, _abi.Byte, 0, _handle, &request), "MPI_Ibcast");
        return request;
    }

    public nint BeginAllGather(byte* own, byte* all, int bytes)
    {
        nint request = 0;
        Check(_library.Iallgather(own, bytes, _abi.Byte, all, bytes, _abi.Byte, _handle, &request), "MPI_Iallgather");
        return request;
    }

    /// <summary>Each rank has its own block of values, and gets those of the others.</summary>
    public nint BeginAllGatherInPlace(float* values, int* counts, int* offsets)
    {
        nint request = 0;
        Check(_library.Iallgatherv((void*)_abi.InPlace, 0, _abi.Float, values, counts, offsets, _abi.Float, _handle, &request), "MPI_Iallgatherv");
        return request;
    }

    /// <summary>Each rank sends each other the block that is that one's.</summary>
    public nint BeginExchange(float* values, int* counts, int* offsets, float* received, int* receivedCounts, int* receivedOffsets)
    {
        nint request = 0;
        Check(
            _library.Ialltoallv(values, counts, offsets, _abi.Float, received, receivedCounts, receivedOffsets, _abi.Float, _handle, &request),
            "MPI_Ialltoallv");
        return request;
    }

    public nint BeginSumInPlace(float* values, int count)
    {
        nint request = 0;
        Check(_library.Iallreduce((void*)_abi.InPlace, values, count, _abi.Float, _abi.Sum, _handle, &request), "MPI_Iallreduce");
        return request;
    }

    /// <summary>Returns when a call has ended in this rank.</summary>
    /// <exception cref="MpiException">It failed, or took longer than the ranks are to wait.</exception>
    public void Wait(nint request)
    {
        // MPI_Wait would keep a core busy that other ranks may need, and never give up.
        int isDone = 0;
        Check(_library.Test(&request, &isDone, (void*)_abi.IgnoredStatus), "MPI_Test");
        if (isDone != 0) return;
        long begin = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (true)
        {
            spin.SpinOnce(sleep1Threshold: -1);
            Check(_library.Test(&request, &isDone, (void*)_abi.IgnoredStatus), "MPI_Test");
            if (isDone != 0) return;
            if (_timeout is { } timeout && Stopwatch.GetElapsedTime(begin) > timeout) throw TooLong(timeout);
        }
    }

    /// <summary>Ends all ranks of the job, this one among them.</summary>
    public void Abort(int exitCode) => _library.Abort(_abi.World, exitCode);

    private void Check(int code, string call)
    {
        if (code != 0) throw new MpiException($"{call} failed: {_library.Describe(code)}");
    }

    private MpiException TooLong(TimeSpan timeout) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Rank {Rank} of {Size} has waited for the others for {timeout.TotalSeconds:0.#} seconds, which is what Timeout says: one of them hangs, makes other calls, or is slower than that."));
}
