namespace MnistSample;

/// <summary>How the program tells its caller how it went.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A file could not be read or written, or training diverged.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C: 128 and the signal's number, as shells have it.</summary>
    public const int Interrupted = 130;
}
