namespace ExperimentsSample;

/// <summary>How the program tells its caller how it went.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A figure is outside what is accepted, or files cannot be read or written.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C: 128 and the signal's number, as shells have it.</summary>
    public const int Interrupted = 130;
}
