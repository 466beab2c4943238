using System.Diagnostics;
using System.Text.Json;

using NetGen.Benchmarks.Peers.Protocol;

namespace NetGen.Benchmarks.Peers;

/// <summary>A process that answers each line of JSON with another. It lives as long as the comparison.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, PeerAnswer hello)
    {
        _process = process;
        Version = hello.Version ?? "of unknown version";
        Note = hello.Note;
    }

    /// <summary>What its first line said.</summary>
    public string Version { get; }

    /// <summary>What else its first line said.</summary>
    public string? Note { get; }

    /// <summary>What it has taken of the processor so far.</summary>
    public TimeSpan ProcessorTime => _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;

    /// <summary>Starts a child and waits for its first line.</summary>
    /// <exception cref="PeerMissingException">It cannot be started, or ends at once, or says why it cannot go on.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new PeerMissingException($"'{program}' did not start");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new PeerMissingException($"'{program}' cannot be started: {exception.Message}", exception);
        }

        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (string.IsNullOrWhiteSpace(line.Data)) return;
            lock (errors) errors.Add(line.Data);
        };
        process.BeginErrorReadLine();
        string? hello = process.StandardOutput.ReadLine();
        if (hello is not null) return Accept(process, hello);
        process.WaitForExit();
        string reason = errors.Find(static line => line.Contains("Error", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal)) ?? "it ended without a word";
        process.Dispose();
        throw new PeerMissingException($"'{Path.GetFileName(program)} {string.Join(' ', arguments.Select(Path.GetFileName))}': {reason.Trim()}");
    }

    /// <summary>Sends a request and waits for the answer.</summary>
    /// <exception cref="PeerFailedException">The child reports an error or has ended.</exception>
    public PeerAnswer Ask(PeerRequest request)
    {
        string? line;
        try
        {
            _process.StandardInput.WriteLine(PeerLine.Write(request));
            _process.StandardInput.Flush();
            line = _process.StandardOutput.ReadLine();
        }
        catch (IOException exception)
        {
            throw new PeerFailedException($"It has ended before '{request.Do}'.", exception);
        }

        if (line is null) throw new PeerFailedException($"It ended at '{request.Do}'.");
        PeerAnswer answer = PeerLine.Read<PeerAnswer>(line);
        return answer.Error is { } error ? throw new PeerFailedException(error) : answer;
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

    private static ChildProcess Accept(Process process, string line)
    {
        PeerAnswer hello;
        try
        {
            hello = PeerLine.Read<PeerAnswer>(line);
        }
        catch (JsonException)
        {
            hello = new PeerAnswer { Error = $"its first line is '{line}'" };
        }

        var child = new ChildProcess(process, hello);
        if (hello.Error is null) return child;
        child.Dispose();
        throw new PeerMissingException(hello.Error);
    }
}
