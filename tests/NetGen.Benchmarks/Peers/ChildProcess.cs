using System.Diagnostics;
using System.Text.Json.Nodes;

namespace NetGen.Benchmarks.Peers;

/// <summary>A process that answers each line of JSON with another. It lives as long as the comparison.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    /// <summary>What its first line said.</summary>
    public string Version { get; }

    /// <summary>What it has taken of the processor so far.</summary>
    public TimeSpan ProcessorTime => _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;

    /// <summary>Starts a child and waits for its first line.</summary>
    /// <exception cref="PeerMissingException">It cannot be started, or ends at once.</exception>
    public static ChildProcess Start(string program, string script, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new PeerMissingException($"'{program}' did not start.");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new PeerMissingException($"'{program}' cannot be started: {exception.Message}.", exception);
        }

        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrWhiteSpace(line.Data)) errors.Add(line.Data);
        };
        process.BeginErrorReadLine();
        string? hello = process.StandardOutput.ReadLine();
        if (hello is not null) return new ChildProcess(process, (string)JsonNode.Parse(hello)!["version"]!);
        process.WaitForExit();
        string reason = errors.Find(static line => line.Contains("Error", StringComparison.Ordinal)) ?? "it ended without a word";
        process.Dispose();
        throw new PeerMissingException($"'{program} {Path.GetFileName(script)}': {reason.Trim()}.");
    }

    /// <summary>Sends a request and waits for the answer.</summary>
    /// <exception cref="PeerFailedException">The child reports an error or has ended.</exception>
    public JsonNode Ask(JsonObject request)
    {
        string? answer;
        try
        {
            _process.StandardInput.WriteLine(request.ToJsonString());
            _process.StandardInput.Flush();
            answer = _process.StandardOutput.ReadLine();
        }
        catch (IOException exception)
        {
            throw new PeerFailedException($"It has ended before '{request["do"]}'.", exception);
        }

        if (answer is null) throw new PeerFailedException($"It ended at '{request["do"]}'.");
        JsonNode parsed = JsonNode.Parse(answer)!;
        return parsed["error"] is { } error ? throw new PeerFailedException((string)error!) : parsed;
    }

    /// <summary>Ends the child.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended by itself, which Ask has told.
        }

        if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
        _process.Dispose();
    }
}
