using System.Collections.Concurrent;
using NetGen.Data;
using NetGen.Tests.Files;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Data;

/// <summary>Alone, because tests that compute keep the thread pool's threads, and with them the servers here, waiting for seconds.</summary>
[Collection(nameof(Alone))]
public sealed class MnistDownloadTests
{
    private static readonly byte[] First = IdxSamples.Bytes([200, 300], [.. Enumerable.Range(0, 60_000).Select(static index => (byte)(unchecked((uint)index * 2654435761) >> 13))]);
    private static readonly byte[] Second = IdxSamples.Bytes([2], 1, 2);
    private static readonly DownloadFile[] Files = [new("first.gz", First.Length, "2b5a9b142694282e8e8fb5911f1f724d"), new("second.gz", Second.Length, "589ffc25e08bc21111c0ff77a5b7bfae")];
    private static readonly byte[] FirstGzip = IdxSamples.Gzip(First);
    private static readonly byte[] SecondGzip = IdxSamples.Gzip(Second);

    [Fact]
    public async Task FilesArriveAndAreNotFetchedTwice()
    {
        using var directory = new TemporaryDirectory();
        using var server = new LoopbackServer(Good);
        string nested = directory.Combine("new");
        var progress = new Recorder();
        await Fetch(nested, progress, server);
        Assert.Equal(FirstGzip, await File.ReadAllBytesAsync(Path.Combine(nested, "first.gz")));
        Assert.Equal(SecondGzip, await File.ReadAllBytesAsync(Path.Combine(nested, "second.gz")));
        Assert.Equal(["/mirror/first.gz", "/mirror/second.gz"], server.Requests);
        Assert.Equal(2, Directory.GetFiles(nested).Length);

        Assert.Equal(new DownloadProgress("first.gz", 0, 2, 0, FirstGzip.Length), progress.Reports.First());
        Assert.Equal(new DownloadProgress("second.gz", 1, 2, SecondGzip.Length, SecondGzip.Length), progress.Reports.Last());
        Assert.Contains(new DownloadProgress("first.gz", 0, 2, FirstGzip.Length, FirstGzip.Length), progress.Reports);

        await Fetch(nested, null, server);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task AnUncompressedMirrorWillDo()
    {
        using var directory = new TemporaryDirectory();
        using var server = new LoopbackServer(static name => new LoopbackServer.Answer(name == "first.gz" ? First : Second, Declared: -1));
        await Fetch(directory.Root, null, server);
        Assert.Equal(60_000, IdxFile.Read(directory.Combine("first.gz")).Count);
    }

    public static TheoryData<string> Failures => ["404", "500", "empty", "truncated", "cut connection", "flipped bit", "other content", "other length", "endless", "silent", "html"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task TheNextMirrorIsTried(string failure)
    {
        if (failure == "silent") _patience = TimeSpan.FromSeconds(3);
        using var directory = new TemporaryDirectory();
        using var bad = new LoopbackServer(name => Bad(failure, name));
        using var good = new LoopbackServer(Good);
        await Fetch(directory.Root, null, bad, good);
        Assert.Equal(FirstGzip, await File.ReadAllBytesAsync(directory.Combine("first.gz")));
        Assert.Equal(SecondGzip, await File.ReadAllBytesAsync(directory.Combine("second.gz")));
        Assert.Equal(2, bad.Requests.Count);
        Assert.Equal(2, good.Requests.Count);
        Assert.Equal(["first.gz", "second.gz"], directory.Names);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task WithoutAGoodMirrorNothingIsLeft(string failure)
    {
        if (failure == "silent") _patience = TimeSpan.FromSeconds(3);
        using var directory = new TemporaryDirectory();
        using var bad = new LoopbackServer(name => Bad(failure, name));
        IOException exception = await Assert.ThrowsAsync<IOException>(() => Fetch(directory.Root, null, bad));
        Assert.Contains("No mirror gave 'first.gz'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(bad.Address + "first.gz: ", exception.Message, StringComparison.Ordinal);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public async Task AServerThatIsNotThereIsAFailureToo()
    {
        using var directory = new TemporaryDirectory();
        using var good = new LoopbackServer(Good);
        Uri gone;
        using (var server = new LoopbackServer(Good)) gone = server.Address;
        await MnistDownload.FetchAsync(directory.Root, Files, new MnistDownloadOptions { Mirrors = [gone, good.Address] }, null, CancellationToken.None);
        Assert.Equal(["first.gz", "second.gz"], directory.Names);
    }

    [Fact]
    public async Task DamagedFilesAreFetchedAgain()
    {
        using var directory = new TemporaryDirectory();
        using var server = new LoopbackServer(Good);
        await Fetch(directory.Root, null, server);
        byte[] damaged = (byte[])FirstGzip.Clone();
        damaged[^20] ^= 1;
        await File.WriteAllBytesAsync(directory.Combine("first.gz"), damaged);
        await File.WriteAllBytesAsync(directory.Combine("second.gz"), SecondGzip[..^1]);
        await Fetch(directory.Root, null, server);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(FirstGzip, await File.ReadAllBytesAsync(directory.Combine("first.gz")));
        Assert.Equal(SecondGzip, await File.ReadAllBytesAsync(directory.Combine("second.gz")));
    }

    [Fact]
    public async Task CancellingStopsAtOnceAndKeepsWhatIsComplete()
    {
        using var directory = new TemporaryDirectory();
        using var server = new LoopbackServer(static name => name == "first.gz" ? Good(name) : new LoopbackServer.Answer(SecondGzip, StallsAfter: 5));
        using var cancellation = new CancellationTokenSource();
        var progress = new Recorder(report =>
        {
            if (report is { FileIndex: 1, BytesDone: 5 }) cancellation.Cancel();
        });
        var options = new MnistDownloadOptions { Mirrors = [server.Address, server.Address] };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MnistDownload.FetchAsync(directory.Root, Files, options, progress, cancellation.Token));
        Assert.Equal(["first.gz"], directory.Names);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task SlowIsNotSilent()
    {
        using var directory = new TemporaryDirectory();
        using var server = new LoopbackServer(static name => Good(name) with { Pause = TimeSpan.FromSeconds(name == "first.gz" ? 0.3 : 0) });
        await Fetch(directory.Root, null, server);
        Assert.Equal(["first.gz", "second.gz"], directory.Names);
    }

    [Fact]
    public async Task NoMirrorsIsAnError()
    {
        using var directory = new TemporaryDirectory();
        await Assert.ThrowsAsync<ArgumentException>(() => Fetch(directory.Root, null));
    }

    [Fact]
    public void DefaultsNameFourFilesAndSeveralMirrors()
    {
        Assert.Equal(["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"], MnistDownload.FileNames.ToArray());
        Assert.True(new MnistDownloadOptions().Mirrors.Count >= 2);
        Assert.All(new MnistDownloadOptions().Mirrors, static mirror => Assert.EndsWith("/", mirror.AbsoluteUri, StringComparison.Ordinal));
    }

    /// <summary>Runs where the environment names a directory with the four files: they pass the checks that a download must pass, without a request.</summary>
    [Fact]
    public async Task TheRealFilesAreRecognised()
    {
        if (Environment.GetEnvironmentVariable("NETGEN_MNIST") is not { Length: > 0 } real) return;
        using var directory = new TemporaryDirectory();
        foreach (string name in MnistDownload.FileNames) File.Copy(Path.Combine(real, name), directory.Combine(name));
        using var server = new LoopbackServer(static _ => new LoopbackServer.Answer([], 404));
        await MnistDownload.FetchAsync(directory.Root, new MnistDownloadOptions { Mirrors = [server.Address] });
        Assert.Empty(server.Requests);
    }

    private static LoopbackServer.Answer Good(string name) => new(name == "first.gz" ? FirstGzip : SecondGzip);

    private static LoopbackServer.Answer Bad(string failure, string name)
    {
        byte[] right = Good(name).Body;
        byte[] flipped = (byte[])right.Clone();
        flipped[^6] ^= 4;
        return failure switch
        {
            "404" => new LoopbackServer.Answer(right, 404),
            "500" => new LoopbackServer.Answer([], 500),
            "empty" => new LoopbackServer.Answer([]),
            "truncated" => new LoopbackServer.Answer(right[..^3], Declared: -1),
            "cut connection" => new LoopbackServer.Answer(right[..^3], Declared: right.Length),
            "flipped bit" => new LoopbackServer.Answer(flipped),
            "other content" => new LoopbackServer.Answer(IdxSamples.Gzip([.. name == "first.gz" ? First[..^1] : Second[..^1], 77])),
            "other length" => new LoopbackServer.Answer(IdxSamples.Gzip([1, 2, 3])),
            "endless" => new LoopbackServer.Answer(new byte[1 << 20], Declared: -1),
            "silent" => new LoopbackServer.Answer(right, StallsAfter: right.Length / 2),
            "html" => new LoopbackServer.Answer("<html>Please log in</html>"u8.ToArray()),
            _ => throw new ArgumentOutOfRangeException(nameof(failure)),
        };
    }

    /// <summary>A busy machine may keep even a good server waiting: only where silence is the failure is patience short.</summary>
    private TimeSpan _patience = TimeSpan.FromSeconds(60);

    private Task Fetch(string directory, IProgress<DownloadProgress>? progress, params LoopbackServer[] servers)
    {
        var options = new MnistDownloadOptions { Mirrors = [.. servers.Select(static server => server.Address)], Patience = _patience };
        return MnistDownload.FetchAsync(directory, Files, options, progress, CancellationToken.None);
    }

    private sealed class Recorder(Action<DownloadProgress>? also = null) : IProgress<DownloadProgress>
    {
        public ConcurrentQueue<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value)
        {
            Reports.Enqueue(value);
            also?.Invoke(value);
        }
    }
}
