using System.ComponentModel;
using System.Diagnostics;

using Xunit;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>A Python with PyTorch, where there is one: the one that <c>NETGEN_PYTHON</c> names, or the system's.</summary>
internal static class PyTorchProcess
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    private static readonly Lazy<bool> s_isHere = new(() =>
    {
        try
        {
            using Process process = Start("-c", "import torch");
            return process.WaitForExit(s_timeout) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    /// <summary>Whether scripts can run.</summary>
    public static bool IsHere => s_isHere.Value;

    /// <summary>Runs one of the scripts beside the tests, and waits.</summary>
    public static async Task RunAsync(string script, params string[] arguments)
    {
        using Process process = Start([Path.Combine(AppContext.BaseDirectory, "PyTorch", script), .. arguments]);
        using var limit = new CancellationTokenSource(s_timeout);
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        await output;
        Assert.True(process.ExitCode == 0, await errors);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("NETGEN_PYTHON") ?? (OperatingSystem.IsWindows() ? "python" : "/usr/bin/python3"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}

/// <summary>A test that asks PyTorch; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryWithPyTorchAttribute : TheoryAttribute
{
    public TheoryWithPyTorchAttribute()
    {
        if (!PyTorchProcess.IsHere) Skip = "There is no Python with PyTorch: NETGEN_PYTHON names one.";
    }
}
