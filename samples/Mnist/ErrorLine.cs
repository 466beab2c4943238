namespace MnistSample;

/// <summary>Errors as users see them: one line, on the error stream.</summary>
internal static class ErrorLine
{
    /// <summary>Writes a message; line breaks in it become spaces.</summary>
    public static void Write(string message) => Console.Error.WriteLine("error: " + string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
}
