namespace NetGen.Threading;

/// <summary>Starts the threads of this library: they do not keep a process alive.</summary>
internal static class BackgroundThread
{
    /// <summary>
    /// Starts one. False where the system refuses it, as it does to a process that has reached its limit of threads or of memory, and a browser
    /// to all: how many threads take part is a matter of time only, so whoever asks goes on with those that it has.
    /// </summary>
    /// <param name="name">What debuggers show.</param>
    /// <param name="loop">What it does.</param>
    /// <param name="start">Starts the thread; <see cref="Thread.Start()"/> but for tests.</param>
    public static bool TryStart(string name, ThreadStart loop, Action<Thread>? start = null)
    {
        var thread = new Thread(loop) { IsBackground = true, Name = name };
        try
        {
#pragma warning disable CA1416 // A browser refuses it by an exception that is expected here, or has threads.
            if (start is null) thread.Start();
#pragma warning restore CA1416
            else start(thread);
            return true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
