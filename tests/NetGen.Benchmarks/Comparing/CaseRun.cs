using NetGen.Benchmarks.Checking;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Comparing;

/// <summary>Checks and measures one case: NetGen and its peers, on every number of threads, in turns.</summary>
internal sealed class CaseRun : IDisposable
{
    /// <summary>Variants of a peer that are this much slower than its best when first tried are not measured further.</summary>
    private const double HopelessFactor = 1.2;

    private readonly ComparisonCase _case;
    private readonly IReadOnlyList<int> _threads;
    private readonly PeerSet _peers;
    private readonly string _directory;
    private readonly WorkData _data;
    private readonly List<Entry> _entries = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, TrainingResult> _expected = new(StringComparer.Ordinal);

    /// <summary>A case that may use <paramref name="directory"/> for its files.</summary>
    public CaseRun(ComparisonCase comparison, IReadOnlyList<int> threads, PeerSet peers, string directory)
    {
        _case = comparison;
        _threads = threads;
        _peers = peers;
        _directory = directory;
        _data = WorkData.Create(comparison.Work, comparison.Batch);
    }

    /// <summary>Results that differ from a peer's.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Who was there: the peer's name is null for NetGen.</summary>
    private sealed record Entry(int Threads, string? Peer, IContestant Contestant);

    /// <summary>Checks, then measures.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<ComparisonRow> Run(MeasuringTime time, CancellationToken stop)
    {
        foreach (int threads in _threads)
        {
            foreach (Peer peer in _peers.WithThreads(threads).Where(peer => peer.Supports(_case.Mode)))
            {
                stop.ThrowIfCancellationRequested();
                TryAddPeer(peer, threads);
            }

            _entries.Add(new Entry(threads, null, _case.Work.CreateContestant(_case.Mode, _data, threads)));
            if (_case.Mode == Mode.Inference && _case.Work.IsSingleLayer) _entries.Add(new Entry(threads, ComparisonRow.Peak, new FmaPeak(threads)));
        }

        double[] seconds = RoundRobin.Measure([.. _entries.Select(static entry => entry.Contestant)], time, stop);
        return [.. _threads.SelectMany(threads => Rows(threads, seconds))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Entry entry in _entries) entry.Contestant.Dispose();
    }

    /// <summary>A peer that fails is as wrong as one that gives another result; the others go on.</summary>
    private void TryAddPeer(Peer peer, int threads)
    {
        try
        {
            AddPeer(peer, threads);
        }
        catch (PeerFailedException exception)
        {
            Note(exception.Message.TrimEnd('.'), peer.Name, threads);
        }
    }

    private void AddPeer(Peer peer, int threads)
    {
        if (_case.Mode != Mode.Inference) CheckTraining(peer, threads);
        PeerCase peerCase = PeerCase.Create(_case.Work, _data, threads, _directory);
        peer.Load(peerCase);
        IReadOnlyList<IContestant> variants = peer.Prepare(_case.Mode);
        if (_case.Mode == Mode.Inference)
        {
            foreach (IContestant variant in variants) CheckOutput(peer, peerCase, variant);
        }

        double[] seconds = variants.Count == 1 ? [0] : [.. variants.Select(RoundRobin.Probe)];
        double limit = seconds.Min() * HopelessFactor;
        for (int i = 0; i < variants.Count; i++)
        {
            if (seconds[i] <= limit) _entries.Add(new Entry(threads, peer.Name, variants[i]));
        }
    }

    private void CheckOutput(Peer peer, PeerCase peerCase, IContestant variant)
    {
        ReadOnlySpan<float> actual = ImageOrder.ToChannelsFirst(_case.Work.Output(_data, peerCase.Threads), _case.Work.Graph.OutputShape);
        Note(Agreement.FindOutputProblem(actual, peer.Output(peerCase, variant)), $"{peer.Name}, {variant.Name}", peerCase.Threads);
    }

    /// <summary>The peer trains once; NetGen is held against it on every number of threads.</summary>
    private void CheckTraining(Peer peer, int threads)
    {
        Work work = _case.Work.TrainingTwin ?? _case.Work;
        OptimizerSettings settings = Agreement.Settings(_case.Mode);
        if (!_expected.TryGetValue(peer.Name, out TrainingResult? expected))
        {
            PeerCase peerCase = PeerCase.Create(work, _data, threads, _directory);
            peer.Load(peerCase);
            expected = peer.Train(peerCase, _case.Mode, settings, work.CheckedSteps, isDouble: true);
            _expected.Add(peer.Name, expected);
        }

        TrainingResult actual = work.Train(_case.Mode, settings, _data, threads, work.CheckedSteps);
        Note(Agreement.FindTrainingProblem(actual, expected, work.IsRough), peer.Name, threads);
    }

    private void Note(string? problem, string peer, int threads)
    {
        if (problem is null) return;
        _problems.Add($"{_case.Work.Name}, batch {_case.Batch}, {_case.Mode.Name()}, {threads} thread(s), against {peer}: {problem}.");
    }

    private IEnumerable<ComparisonRow> Rows(int threads, double[] seconds)
    {
        double netgen = Best(threads, null, seconds).Seconds;
        bool isAlone = true;
        foreach (string peer in _entries.Where(entry => entry.Threads == threads).Select(static entry => entry.Peer).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            (double peerSeconds, IContestant best) = Best(threads, peer, seconds);
            yield return best is FmaPeak peak
                ? PeakRow(threads, netgen, peak.FlopsPerIteration / peerSeconds)
                : ComparisonRow.Create(_case, threads, netgen, peer, peerSeconds) with { PeerVariant = best.Name };
            isAlone = false;
        }

        if (isAlone) yield return ComparisonRow.Create(_case, threads, netgen, null, null);
        if (threads != 1 && _threads.Contains(1)) yield return ComparisonRow.Create(_case, threads, netgen, ComparisonRow.OneThread, Best(1, null, seconds).Seconds);
    }

    private ComparisonRow PeakRow(int threads, double netgen, double peak)
    {
        double flops = 2.0 * _case.Work.Graph.UsefulMultiplyAdds * _case.Batch;
        return ComparisonRow.Create(_case, threads, netgen, ComparisonRow.Peak, flops / peak) with { Gigaflops = flops / netgen / 1e9, PeakGigaflops = peak / 1e9 };
    }

    private (double Seconds, IContestant Contestant) Best(int threads, string? peer, double[] seconds)
    {
        int best = Enumerable.Range(0, seconds.Length).Where(i => _entries[i].Threads == threads && _entries[i].Peer == peer).MinBy(i => seconds[i]);
        return (seconds[best], _entries[best].Contestant);
    }
}
