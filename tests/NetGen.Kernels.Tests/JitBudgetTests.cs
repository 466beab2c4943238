using NetGen.Kernels.Tests.Cases;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>No generated method may reach the sizes at which the JIT stops optimising it.</summary>
public sealed class JitBudgetTests
{
    // RyuJIT falls back to minimal optimisation at 60,000 bytes of IL, and stops inlining at 512 locals.
    private const int MostIlBytes = 60_000;
    private const int MostLocals = 512;

    [Fact]
    public void Methods_stay_below_the_limits_of_the_JIT()
    {
        MethodSize[] tooLarge = [.. CaseCatalog.Compiled.MethodSizes.Where(method => method.IlBytes >= MostIlBytes || method.Locals >= MostLocals)];
        Assert.True(tooLarge.Length == 0, string.Join('\n', tooLarge.Take(10).Select(method => method.ToString())));
    }

    [Fact]
    public void Sizes_are_read_from_every_method()
    {
        IReadOnlyList<MethodSize> sizes = CaseCatalog.Compiled.MethodSizes;
        Assert.All(CaseCatalog.All, item => Assert.Contains(sizes, method => method.Type == item.Name && method.Method == "Forward"));
        Assert.Contains(sizes, method => method.Locals > 10);
    }
}
