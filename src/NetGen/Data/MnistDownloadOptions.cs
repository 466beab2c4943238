namespace NetGen.Data;

/// <summary>How <see cref="MnistDownload"/> fetches its files.</summary>
public sealed class MnistDownloadOptions
{
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly IReadOnlyList<Uri> _mirrors =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        new("http://yann.lecun.com/exdb/mnist/"),
    ];

    /// <summary>Base addresses, tried in order for each file; public mirrors of MNIST by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<Uri> Mirrors
    {
        get => _mirrors;
        init => _mirrors = OptionGuard.NotNull(value);
    }

    /// <summary>How long a server may stay silent before the next mirror is tried; 30 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0, or above what a timer can wait for (24 days).</exception>
    public TimeSpan Patience
    {
        get => _patience;
        init => _patience = OptionGuard.Wait(value);
    }

    /// <summary>The client to use, for a proxy or a handler of one's own; null makes one for the call.</summary>
    public HttpClient? Client { get; init; }
}
