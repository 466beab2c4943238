namespace NetGen.Generator.Kernels;

/// <summary>
/// Which kernel taps touch which input positions along one axis, for results spaced evenly. A forward convolution is one such set; the
/// gradient of a strided one is several, one per remainder of the position by the stride.
/// Result <c>First + i * Step</c> (i below <see cref="Count"/>) sums, for t below <see cref="Taps"/>, kernel tap
/// <c>KernelFirst + t * KernelStep</c> times input <c>i * InputStep + InputOffset + t * TapStep</c> wherever that lies in the input.
/// </summary>
internal readonly record struct AxisTaps(
    int First,
    int Step,
    int Count,
    int Taps,
    int KernelFirst,
    int KernelStep,
    int InputStep,
    int InputOffset,
    int TapStep)
{
    /// <summary>The input position under tap <paramref name="tap"/> of result <paramref name="index"/>; it may lie outside.</summary>
    public int InputAt(int index, int tap) => (index * InputStep) + InputOffset + (tap * TapStep);

    /// <summary>Whether no tap ever falls outside an input of <paramref name="extent"/>.</summary>
    public bool StaysInside(int extent)
        => Count == 0 || Taps == 0 || (InputAt(0, 0) >= 0 && InputAt(Count - 1, Taps - 1) < extent);

    /// <summary>The taps of a forward convolution.</summary>
    public static IReadOnlyList<AxisTaps> Forward(int kernel, int stride, int dilation, int paddingBefore, int output)
        => [new AxisTaps(0, 1, output, kernel, 0, 1, stride, -paddingBefore, dilation)];

    /// <summary>The taps by which the gradient of input positions gathers from output gradients.</summary>
    public static IReadOnlyList<AxisTaps> InputGradient(int input, int kernel, int stride, int dilation, int paddingBefore)
    {
        List<AxisTaps> sets = [];
        for (int remainder = 0; remainder < Math.Min(stride, input); remainder++)
        {
            // Position i * stride + remainder met output o through tap k where o * stride = position + padding - k * dilation.
            List<(int Kernel, int Output)> taps = [];
            for (int k = kernel - 1; k >= 0; k--)
            {
                int distance = remainder + paddingBefore - (k * dilation);
                if (distance % stride == 0) taps.Add((k, distance / stride));
            }

            int count = (input - remainder + stride - 1) / stride;
            sets.Add(taps.Count == 0
                ? new AxisTaps(remainder, stride, count, 0, 0, 0, 1, 0, 1)
                : new AxisTaps(
                    remainder,
                    stride,
                    count,
                    taps.Count,
                    taps[0].Kernel,
                    taps.Count > 1 ? taps[1].Kernel - taps[0].Kernel : 0,
                    1,
                    taps[0].Output,
                    taps.Count > 1 ? taps[1].Output - taps[0].Output : 1));
        }

        return sets;
    }
}
