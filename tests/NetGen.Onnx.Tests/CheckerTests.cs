using System.ComponentModel;
using System.Diagnostics;

namespace NetGen.Onnx.Tests;

/// <summary>ONNX' own checker, with the shapes that it infers, accepts all models.</summary>
public sealed class CheckerTests
{
    [FactOnChecker]
    public void All_models_are_accepted()
    {
        using TemporaryFolder folder = new();
        foreach (string network in Subjects.Names)
        {
            foreach (ImageLayout images in Enum.GetValues<ImageLayout>())
                Subjects.Create(network).ExportTo(folder.Combine($"{network}{images}.onnx"), new OnnxOptions { Images = images });
        }

        Assert.Equal("", FactOnCheckerAttribute.Run(Path.Combine(AppContext.BaseDirectory, "check.py"), folder.Path));
    }
}

/// <summary>A test that asks ONNX' checker; skipped, with the reason, where there is no Python with onnx. The variable NETGEN_PYTHON names another Python.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOnCheckerAttribute : FactAttribute
{
    private static readonly string s_python = Environment.GetEnvironmentVariable("NETGEN_PYTHON") ?? (OperatingSystem.IsWindows() ? "python" : "/usr/bin/python3");

    private static readonly Lazy<bool> s_isHere = new(() =>
    {
        try
        {
            return Run("-c", "import onnx; print('here')").Trim() == "here";
        }
        catch (Win32Exception)
        {
            // No such program.
            return false;
        }
    });

    public FactOnCheckerAttribute()
    {
        if (!s_isHere.Value) Skip = $"There is no {s_python} with onnx: models were not checked.";
    }

    internal static string Run(params string[] arguments)
    {
        ProcessStartInfo start = new(s_python) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : output + errors.Result;
    }
}
