namespace NetGen.Benchmarks;

/// <summary>How the program tells its caller how it went.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A result differs from a peer's, or a peer failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>It was stopped, as shells have it for Ctrl-C.</summary>
    public const int Stopped = 130;
}
