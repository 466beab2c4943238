using System.Diagnostics;

using Xunit;

namespace NetGen.Interop.Tests;

/// <summary>The sample's server in a process of its own, at a port that is free.</summary>
public class SketchServerFixture : IAsyncLifetime
{
    private Process? _process;

    /// <summary>What the server is told besides.</summary>
    protected virtual string[] Arguments => [];

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public async Task InitializeAsync()
    {
        string assembly = Path.Combine(NativeProgram.Root, "artifacts", "bin", "Sketch", "release", "Sketch.dll");
        Assert.True(File.Exists(assembly), $"{assembly} is not built: 'dotnet build samples/Sketch -c Release' builds it.");
        _process = Process.Start(new ProcessStartInfo("dotnet", [assembly, "--server", "--no-browser", "--port", "0", .. Arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string line = await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The server ended at once.");
        Address = new Uri(line.Split(' ')[0]);
    }

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The same, and it takes as many requests as come.</summary>
public sealed class UnlimitedSketchServerFixture : SketchServerFixture
{
    protected override string[] Arguments => ["--requests", "1000000000"];
}
