using NetGen.TestHelpers;

namespace NetGen.Kernels.Native;

/// <summary>
/// All inference is on rows that lie against forbidden pages, now behind and now before them, the input read-only: a stray access ends the process.
/// </summary>
internal sealed class GuardedRows : IInferenceRows
{
    private bool _guardsBehind;

    public void Compute(ReadOnlySpan<float> input, Span<float> output, Inference compute)
    {
        _guardsBehind = !_guardsBehind;
        using var guardedInput = new GuardedMemory(input.Length, _guardsBehind);
        using var guardedOutput = new GuardedMemory(output.Length, _guardsBehind);
        input.CopyTo(guardedInput.Span);
        guardedInput.MakeReadOnly();
        guardedOutput.Span.Fill(float.NaN);
        compute(guardedInput.Span, guardedOutput.Span);
        guardedOutput.Span.CopyTo(output);
    }
}
