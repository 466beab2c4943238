using NetGen.Kernels.Tests.Checks;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.HarnessTests;

public sealed class AllocationCheckTests
{
    private static object? s_sink;

    [Fact]
    public void A_boxed_number_is_noticed()
        => Assert.Throws<NumericMismatchException>(() => AllocationCheck.Run("boxing", () => s_sink = 1.5f));

    [Fact]
    public void An_addition_is_not()
    {
        int sum = 0;
        AllocationCheck.Run("addition", () => sum++);
        Assert.True(sum > 0);
    }
}
