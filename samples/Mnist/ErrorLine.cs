namespace MnistSample;

/// <summary>Errors as users see them: one line each.</summary>
internal static class ErrorLine
{
    /// <summary>Writes a message; line breaks in it become spaces.</summary>
    public static void Write(TextWriter errors, string message) => errors.WriteLine("error: " + string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
}
