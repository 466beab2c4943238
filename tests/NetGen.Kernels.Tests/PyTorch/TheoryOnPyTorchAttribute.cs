using System.ComponentModel;
using System.Diagnostics;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>A test that is skipped, and says why, where there is no Python with torch. The variable NETGEN_PYTHON names another Python.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryOnPyTorchAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> s_isHere = new(IsHere);

    public TheoryOnPyTorchAttribute()
    {
        if (!s_isHere.Value) Skip = $"There is no {Python} with torch: nothing was compared with PyTorch.";
    }

    internal static string Python { get; } = Environment.GetEnvironmentVariable("NETGEN_PYTHON") ?? "/usr/bin/python3";

    private static bool IsHere()
    {
        try
        {
            var start = new ProcessStartInfo(Python) { RedirectStandardError = true, UseShellExecute = false };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add("import torch, numpy");
            using Process process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // No such program.
            return false;
        }
    }
}
