namespace NetGen.Distributed;

/// <summary>MPI cannot be used, or a call of it failed; the message says which and what to do.</summary>
public sealed class MpiException : Exception
{
    internal MpiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
