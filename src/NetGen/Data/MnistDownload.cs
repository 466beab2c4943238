using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using NetGen.Files;

namespace NetGen.Data;

/// <summary>A file to fetch: its name, and length and MD5 of its inflated content, which no mirror's way of compressing changes.</summary>
internal sealed record DownloadFile(string Name, long ContentBytes, string ContentMd5);

/// <summary>
/// Fetches the four files of MNIST into a directory. A file gets its name only when it is complete and its content has the MD5 of the
/// original: what is interrupted leaves nothing, and what is damaged, on the way or on the disk, is fetched again.
/// </summary>
public static class MnistDownload
{
    /// <summary>A compressed file may be longer than its content only by the format's own framing.</summary>
    private const long FramingBytes = 1 << 16;

    private const int ChunkBytes = 1 << 16;

    private static readonly ImmutableArray<DownloadFile> Files =
    [
        new("train-images-idx3-ubyte.gz", 47_040_016, "6bbc9ace898e44ae57da46a324031adb"),
        new("train-labels-idx1-ubyte.gz", 60_008, "a25bea736e30d166cdddb491f175f624"),
        new("t10k-images-idx3-ubyte.gz", 7_840_016, "2646ac647ad5339dbf082846283269ea"),
        new("t10k-labels-idx1-ubyte.gz", 10_008, "27ae3e4e09519cfbb04c329615203637"),
    ];

    /// <summary>The files' names: images and labels to train with, images and labels to test with.</summary>
    public static ImmutableArray<string> FileNames { get; } = [.. Files.Select(static file => file.Name)];

    /// <summary>Fetches what the directory does not have yet. Creates the directory.</summary>
    /// <param name="directory">Where the files go; <see cref="Mnist.Load(string)"/> reads them there.</param>
    /// <param name="options">Mirrors, patience and client.</param>
    /// <param name="progress">Told of every piece that arrives.</param>
    /// <param name="cancellationToken">Stops the download; files that are complete stay.</param>
    /// <exception cref="IOException">No mirror gave a file whose content is right; the message says what each did. Or the directory cannot be written.</exception>
    /// <remarks>Mirrors with https need the system's TLS library, which on Linux is OpenSSL. Where all files are there, nothing is needed.</remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task FetchAsync(string directory, MnistDownloadOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        FetchAsync(directory, Files, options ?? new MnistDownloadOptions(), progress, cancellationToken);

    internal static async Task FetchAsync(string directory, IReadOnlyList<DownloadFile> files, MnistDownloadOptions options, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (options.Mirrors.Count == 0) throw new ArgumentException("There are no mirrors to fetch from.", nameof(options));
        AtomicFile.CreateFolder(directory);
        using HttpClient? own = options.Client is null ? new HttpClient { Timeout = Timeout.InfiniteTimeSpan } : null;
        HttpClient client = options.Client ?? own!;
        for (int index = 0; index < files.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = Path.Combine(directory, files[index].Name);
            if (File.Exists(path) && IsIntact(path, files[index])) continue;
            var report = new FileProgress(progress, files[index].Name, index, files.Count);
            byte[] bytes = await FetchFromAnyAsync(client, files[index], options, report, cancellationToken).ConfigureAwait(false);
            AtomicFile.Write(path, stream => stream.Write(bytes));
        }
    }

    private static async Task<byte[]> FetchFromAnyAsync(HttpClient client, DownloadFile file, MnistDownloadOptions options, FileProgress progress, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (Uri mirror in options.Mirrors)
        {
            var address = new Uri(mirror, file.Name);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                byte[] bytes = await FetchAsync(client, address, file, options.Patience, patience, progress).ConfigureAwait(false);
                Verify(bytes, file);
                return bytes;
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(new IOException(string.Create(CultureInfo.InvariantCulture, $"{address}: silent for {options.Patience.TotalSeconds} s"), exception));
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                failures.Add(new IOException($"{address}: {exception.Message}", exception));
            }
        }

        throw new IOException($"No mirror gave '{file.Name}'. " + string.Join("; ", failures.Select(static failure => failure.Message)), new AggregateException(failures));
    }

    private static async Task<byte[]> FetchAsync(HttpClient client, Uri address, DownloadFile file, TimeSpan patience, CancellationTokenSource cancellation, FileProgress progress)
    {
        cancellation.CancelAfter(patience);
        using HttpResponseMessage response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation.Token).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        long? total = response.Content.Headers.ContentLength;
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellation.Token).ConfigureAwait(false);
        var bytes = new ArrayBufferWriter<byte>(ChunkBytes);
        progress.Report(0, total);
        while (true)
        {
            cancellation.CancelAfter(patience);
            int count = await stream.ReadAsync(bytes.GetMemory(ChunkBytes), cancellation.Token).ConfigureAwait(false);
            if (count == 0) break;
            bytes.Advance(count);
            if (bytes.WrittenCount > file.ContentBytes + FramingBytes) throw new NetworkFileException(NetworkFileError.LimitExceeded, bytes.WrittenCount, "The server sent more than the file can have");
            progress.Report(bytes.WrittenCount, total);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static bool IsIntact(string path, DownloadFile file)
    {
        using HandleSource source = InputFile.Open(path);
        if (source.Length > file.ContentBytes + FramingBytes) return false;
        byte[] bytes = new byte[source.Length];
        try
        {
            source.Read(0, bytes);
            Verify(bytes, file);
            return true;
        }
        catch (NetworkFileException)
        {
            return false;
        }
    }

    /// <summary>Compares length and MD5 of the content, compressed or not. MD5 guards against accidents only; it is what the originals are known by.</summary>
    private static void Verify(byte[] bytes, DownloadFile file)
    {
        var hash = new Md5();
        if (GzipFile.IsGzip(bytes))
        {
            using var source = new MemorySource(bytes, default);
            new GzipFile(source, bytes.Length).Inflate(file.ContentBytes, piece => hash.Append(piece));
        }
        else
        {
            hash.Append(bytes);
        }

        if (!string.Equals(Convert.ToHexString(hash.Finish()), file.ContentMd5, StringComparison.OrdinalIgnoreCase))
            throw new NetworkFileException(NetworkFileError.ChecksumMismatch, 0, "The content is not that of the original file");
    }

    private sealed class FileProgress(IProgress<DownloadProgress>? progress, string file, int index, int count)
    {
        public void Report(long done, long? total) => progress?.Report(new DownloadProgress(file, index, count, done, total));
    }
}
