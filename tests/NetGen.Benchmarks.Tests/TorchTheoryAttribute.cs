using System.Diagnostics;

using NetGen.Benchmarks.Peers;

using Xunit;

namespace NetGen.Benchmarks.Tests;

/// <summary>A theory that wants libtorch; skipped, with the reason, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> s_faultOfPython = new(static () =>
    {
        try
        {
            PeerStart.StartTorchInPython(1).Dispose();
            return null;
        }
        catch (PeerMissingException exception)
        {
            return exception.Message;
        }
    });

    /// <summary>The program with libtorch, if 'compare' has built it here; null else: 600 MB of packages are nothing for a test to fetch.</summary>
    public static string? Program => Repository.Find("artifacts/bin/NetGen.Benchmarks.Torch/release/NetGen.Benchmarks.Torch.dll");

    /// <summary>Whether in Python; else by TorchSharp.</summary>
    public bool InPython { get; init; }

    /// <inheritdoc/>
    public override string? Skip
    {
        get => InPython
            ? s_faultOfPython.Value is { } fault ? $"PyTorch cannot run here: {fault}." : null
            : Program is null ? "The program with libtorch has not been built: 'compare' does." : null;
        set => throw new UnreachableException($"What is skipped is found out, not told: {value}");
    }
}
