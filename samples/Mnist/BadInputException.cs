namespace MnistSample;

/// <summary>What the user gave cannot be used; the message is for them.</summary>
internal sealed class BadInputException(string message, Exception? innerException = null) : Exception(message, innerException);
