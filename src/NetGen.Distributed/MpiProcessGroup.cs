using System.Globalization;
using System.Text;

using NetGen.Distributed.Native;

namespace NetGen.Distributed;

/// <summary>
/// The processes that an MPI launcher has started together, as <c>mpirun -n 4 dotnet app.dll</c> does: they train one network as <see
/// cref="TrainerOptions.ProcessGroup"/>. The library is
/// found when the program runs: that of the launcher, or the one that the environment variable NETGEN_MPI_LIBRARY names.
/// </summary>
public sealed unsafe class MpiProcessGroup : IProcessGroup
{
    /// <summary>What a job ends with when a rank has thrown.</summary>
    private const int FailureCode = 1;

    /// <summary>Bytes of a name by which ranks on one machine know each other.</summary>
    private const int NameSize = 256;

    /// <summary>Bytes of one call at most: counts are ints.</summary>
    private const int LargestCall = 1 << 30;

    /// <summary>How long a rank that ends with an error waits for the others to end, too.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>How long a launcher is given to hand on what a rank has written: what it has not read when a job ends, it throws away.</summary>
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(1);

    private static int s_isRunning;

    private readonly MpiLibrary _library;
    private readonly MpiCommunicator _ranks;
    private readonly MpiOptions _options;
    private readonly GradientParts _parts;

    private MpiProcessGroup(MpiLibrary library, MpiCommunicator ranks, MpiOptions options)
    {
        _library = library;
        _ranks = ranks;
        _options = options;
        _parts = new GradientParts(ranks, options.PartSize);
        LocalSize = CountLocal();
    }

    /// <inheritdoc/>
    public int Rank => _ranks.Rank;

    /// <inheritdoc/>
    public int Size => _ranks.Size;

    /// <inheritdoc/>
    public int LocalSize { get; }

    /// <summary>The library that was found, with its version, its file and its binary interface.</summary>
    public string Library => _library.ToString();

    /// <summary>
    /// Runs a program in all ranks: joins them, and parts from them when it has returned. Where it throws, that is written to the error stream with the rank's
    /// number, and the whole job ends: no rank
    /// waits for one that is no longer there.
    /// </summary>
    /// <param name="program">The program, which returns its exit code.</param>
    /// <param name="options">How the ranks talk to each other; null for the defaults.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="MpiException">There is no MPI library, it is none that is known, or it does not belong to the launcher.</exception>
    /// <exception cref="InvalidOperationException">The process has run a program in this way before: MPI begins and ends once.</exception>
    public static int Run(Func<MpiProcessGroup, int> program, MpiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (Interlocked.Exchange(ref s_isRunning, 1) != 0) throw new InvalidOperationException("MPI begins and ends once in a process, and has begun before.");
        MpiLauncher launcher = MpiLauncher.Find(Environment.GetEnvironmentVariable);
        var signals = new RuntimeSignals();
        MpiLibrary library = MpiLibrary.Load(launcher, Environment.GetEnvironmentVariable);
        bool isOurs = Begin(library);
        signals.Restore();
        var ranks = new MpiCommunicator(library, options?.Timeout);
        int code;
        try
        {
            RequireLauncher(launcher, library, ranks);
            code = program(new MpiProcessGroup(library, ranks, options ?? new MpiOptions()));
        }
        catch (Exception exception)
        {
            Abort(ranks, FailureCode,
                string.Create(CultureInfo.InvariantCulture,
                $"has failed, and ends the job. {(exception is MpiException ? exception.Message : exception.ToString())}"));
            throw;
        }

        if (isOurs) End(library, ranks, code);
        return code;
    }

    /// <inheritdoc/>
    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        if (all.Length != (long)own.Length * Size) throw new ArgumentException($"{Size} ranks say {own.Length} bytes each, and there is room for {all.Length}.", nameof(all));
        fixed (byte* from = own)
        fixed (byte* to = all)
        {
            if (own.Length > 0) _ranks.Wait(_ranks.BeginAllGather(from, to, own.Length));
        }
    }

    /// <inheritdoc/>
    public void Broadcast(Span<byte> values)
    {
        fixed (byte* first = values)
        {
            for (int at = 0; at < values.Length; at += LargestCall)
            {
                _ranks.Wait(_ranks.BeginBroadcast(first + at, Math.Min(LargestCall, values.Length - at)));
            }
        }
    }

    /// <inheritdoc/>
    public void Sum(Span<float> values, ReadOnlySpan<double> weights)
    {
        if (weights.Length != Size) throw new ArgumentException($"There are {weights.Length} weights for {Size} ranks.", nameof(weights));
        fixed (float* first = values)
        {
            if (_options.Order == SumOrder.ByRank) _parts.SumByRank(first, values.Length, weights);
            else _parts.SumOfLibrary(first, values.Length, weights);
        }
    }

    /// <summary>Begins MPI, unless somebody in this process has done so; then they end it, too.</summary>
    private static bool Begin(MpiLibrary library)
    {
        int isBegun = 0;
        Check(library, library.Initialized(&isBegun), "MPI_Initialized");
        if (isBegun != 0) return false;
        int provided = 0;
        Check(library, library.InitThread(null, null, library.Abi.SerializedThreads, &provided), "MPI_Init_thread");
        if (provided < library.Abi.SerializedThreads) throw new MpiException($"{library} lets only the first thread call it; one that was built with support for threads is needed.");
        return true;
    }

    /// <summary>A library that does not understand the launcher sees each process alone, and each would train by itself.</summary>
    private static void RequireLauncher(MpiLauncher launcher, MpiLibrary library, MpiCommunicator ranks)
    {
        if (launcher.Size(Environment.GetEnvironmentVariable) is not { } started || started == ranks.Size) return;
        throw new MpiException(
            $"{launcher.Name} has started {started} processes, and {library} sees {ranks.Size}: they do not belong together. Start with the library's own mpirun, or name the launcher's library in {MpiLibrary.Variable}.");
    }

    private static void End(MpiLibrary library, MpiCommunicator ranks, int code)
    {
        // Ending waits for all ranks. One that ends with an error while others go on would wait for them, and they for it.
        using Timer? impatience = code == 0 ? null
            : new Timer(_ => Abort(ranks, code, $"has ended with exit code {code} while others go on, and ends the job."), state: null, s_patience,
            Timeout.InfiniteTimeSpan);
        Check(library, library.End(), "MPI_Finalize");
    }

    private static void Abort(MpiCommunicator ranks, int code, string why)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Rank {ranks.Rank} of {ranks.Size} on {Environment.MachineName} {why}"));
        Console.Error.Flush();
        Thread.Sleep(s_lastWords);
        ranks.Abort(code);
    }

    private static void Check(MpiLibrary library, int code, string call)
    {
        if (code != 0) throw new MpiException($"{call} failed: {library.Describe(code)}");
    }

    private int CountLocal()
    {
        byte[] own = new byte[NameSize];
        Encoding.UTF8.GetBytes(Environment.MachineName.AsSpan(0, Math.Min(Environment.MachineName.Length, NameSize / 4)), own);
        byte[] all = new byte[NameSize * Size];
        AllGather(own, all);
        return Enumerable.Range(0, Size).Count(rank => all.AsSpan(rank * NameSize, NameSize).SequenceEqual(own));
    }
}
