namespace NetGen.Tables;

/// <summary>A table that cannot be read, or not be encoded: the message says file, line and column.</summary>
public sealed class TableException : Exception
{
    /// <summary>With nothing to say.</summary>
    public TableException()
    {
    }

    /// <summary>With a message.</summary>
    public TableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public TableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
