namespace NetGen.Data;

/// <summary>How <see cref="MnistDownload"/> fetches its files.</summary>
public sealed class MnistDownloadOptions
{
    /// <summary>Base addresses, tried in order for each file; public mirrors of MNIST by default.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        new("http://yann.lecun.com/exdb/mnist/"),
    ];

    /// <summary>How long a server may stay silent before the next mirror is tried; 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The client to use, for a proxy or a handler of one's own; null makes one for the call.</summary>
    public HttpClient? Client { get; init; }
}
