using NetGen.Files;

namespace NetGen.Tests.Files;

/// <summary>The real file system, until the call of a given number fails as a full or broken device makes it fail.</summary>
internal sealed class FaultyFileOperations(int failingCall) : IFileOperations
{
    private readonly FileOperations _real = FileOperations.Instance;
    private string _unfinished = "";

    /// <summary>How a call fails, given the name of the unfinished file.</summary>
    public Func<string, Exception> Failure { get; init; } = static _ => new IOException("No space left on device");

    /// <summary>How taking away the unfinished file fails, if it does.</summary>
    public Exception? DeleteFailure { get; init; }

    /// <summary>The calls so far, writes into the file included.</summary>
    public List<string> Calls { get; } = [];

    public string Resolve(string path) => _real.Resolve(path);

    public FileKind KindOf(string path) => _real.KindOf(path);

    public Stream Create(string path, string target)
    {
        _unfinished = path;
        Count(nameof(Create));
        return new FaultyStream(_real.Create(path, target), this);
    }

    public void Sync(Stream stream)
    {
        Count(nameof(Sync));
        _real.Sync(((FaultyStream)stream).Inner);
    }

    public void Replace(string source, string target)
    {
        Count(nameof(Replace));
        _real.Replace(source, target);
    }

    public void SyncDirectory(string directory)
    {
        Count(nameof(SyncDirectory));
        _real.SyncDirectory(directory);
    }

    public void Delete(string path)
    {
        _real.Delete(path);
        if (DeleteFailure is not null) throw DeleteFailure;
    }

    private void Count(string call)
    {
        Calls.Add(call);
        if (Calls.Count - 1 == failingCall) throw Failure(_unfinished);
    }

    private sealed class FaultyStream(Stream inner, FaultyFileOperations owner) : Stream
    {
        public Stream Inner => inner;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            // A device that fills up takes a part of the bytes first.
            inner.Write(buffer[..(buffer.Length / 2)]);
            owner.Count(nameof(Write));
            inner.Write(buffer[(buffer.Length / 2)..]);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Flush() => inner.Flush();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
