namespace NetGen.Tool.Tests;

/// <summary>A command line that has run: what it wrote, and what it ended with.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public static async Task<ToolRun> OfInputAsync(string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exit = await Program.RunAsync(arguments, new Terminal(new StringReader(input), output, error));
        return new(exit, output.ToString(), error.ToString());
    }

    public static Task<ToolRun> OfAsync(params string[] arguments) => OfInputAsync("", arguments);

    /// <summary>The assembly of these tests, as a user's that was built.</summary>
    public static string Assembly => typeof(ToolRun).Assembly.Location;
}

/// <summary>A folder that goes when the test is over.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("netgen-tool-").FullName;

    public string this[string name] => Path.Combine(_root, name);

    public string[] Names => [.. Directory.EnumerateFileSystemEntries(_root).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
