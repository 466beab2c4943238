namespace NetGen.Images;

/// <summary>A picture that cannot be read: the message says which.</summary>
public sealed class ImageException : Exception
{
    /// <summary>With nothing to say.</summary>
    public ImageException()
    {
    }

    /// <summary>With a message.</summary>
    public ImageException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public ImageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
