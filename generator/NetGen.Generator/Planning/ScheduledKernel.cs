using NetGen.Generator.Kernels;

namespace NetGen.Generator.Planning;

/// <summary>A kernel at its place in a training step.</summary>
/// <param name="IsAgain">Whether it has run in this step before, and computes the same again.</param>
internal readonly record struct ScheduledKernel(Kernel Kernel, bool IsAgain)
{
    /// <summary>Kernels that run once.</summary>
    public static IEnumerable<ScheduledKernel> Once(IEnumerable<Kernel> kernels) => kernels.Select(kernel => new ScheduledKernel(kernel, false));
}
