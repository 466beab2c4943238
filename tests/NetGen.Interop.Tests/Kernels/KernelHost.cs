using NetGen.Kernels.Native.Protocol;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>Has networks elsewhere, and does what it is asked.</summary>
/// <param name="wire">To there and back.</param>
internal abstract class KernelHost(Wire wire) : IDisposable
{
    private Processor? _processor;

    /// <summary>What it runs on.</summary>
    public Processor Processor => _processor ??= Ask(
        static wire => wire.Write(Request.Describe), static wire => new Processor(wire.ReadText(), wire.ReadInt(), wire.ReadFlag(), wire.ReadFlag()));

    /// <summary>Lets it forget all networks and trainers.</summary>
    public void Forget() => Ask(static wire => wire.Write(Request.Forget));

    /// <exception cref="KernelHostException">It could not do that, or has ended.</exception>
    public TAnswer Ask<TAnswer>(Action<Wire> write, Func<Wire, TAnswer> read)
    {
        try
        {
            write(wire);
            wire.Flush();
            AwaitAnswer();
            if (wire.ReadFlag()) return read(wire);
        }
        catch (IOException gone)
        {
            throw new KernelHostException(ReasonOfSilence(), gone);
        }

        throw new KernelHostException(wire.ReadText());
    }

    /// <inheritdoc cref="Ask{TAnswer}"/>
    public void Ask(Action<Wire> write) => Ask(write, static _ => true);

    public virtual void Dispose() => wire.Dispose();

    /// <summary>Where an answer does not come by itself: has what was written brought there, and the answer here.</summary>
    protected virtual void AwaitAnswer()
    {
    }

    /// <summary>Why there was no answer.</summary>
    protected abstract string ReasonOfSilence();
}

/// <summary>What went wrong there, with its stack.</summary>
internal sealed class KernelHostException(string message, Exception? inner = null) : Exception(message, inner);
