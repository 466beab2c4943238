using System.Runtime.ExceptionServices;

using Xunit;

namespace NetGen.Tests.Threading;

/// <summary>Runs what may wait for ever if it is wrong, on a thread of its own that does not keep the process alive.</summary>
internal static class Patience
{
    /// <summary>Demands that an action ends, and throws again what it threw.</summary>
    public static void Finishes(Action action)
    {
        ExceptionDispatchInfo? exception = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
#pragma warning disable CA1031 // It is thrown again below.
            catch (Exception caught)
#pragma warning restore CA1031
            {
                exception = ExceptionDispatchInfo.Capture(caught);
            }
        })
        { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "still waiting");
        exception?.Throw();
    }
}
