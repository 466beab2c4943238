using System.Diagnostics;
using System.Text.RegularExpressions;

using NetGen.TestHelpers;

namespace NetGen.Packages.Tests;

/// <summary>A web service that runs until it is disposed of.</summary>
internal sealed partial class RunningService : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private RunningService(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts an assembly on a free port.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="assembly">What runs.</param>
    /// <exception cref="InvalidOperationException">It ended, or does not listen.</exception>
    public static async Task<RunningService> StartAsync(string folder, string assembly)
    {
        var process = Process.Start(new ProcessStartInfo(ChildProcess.Dotnet, [assembly, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var said = new List<string>();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                said.Add(line);
                if (Listening().Match(line) is not { Success: true } match) continue;
                // It goes on to write, and must not wait for a reader.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new RunningService(process, new Uri(match.Groups["address"].Value));
            }
        }
        catch (OperationCanceledException)
        {
            said.Add($"Nothing more came within {Patience}.");
        }

        End(process);
        throw new InvalidOperationException($"{assembly} does not listen:\n{string.Join('\n', said)}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        End(_process);
    }

    private static void End(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
