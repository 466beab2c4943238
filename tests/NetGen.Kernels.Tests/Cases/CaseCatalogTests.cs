using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>The cases themselves, before any generated code: they must be able to show a fault.</summary>
public sealed class CaseCatalogTests
{
    public static TheoryData<string> ExactNames { get; } = [.. CaseCatalog.All.Where(item => item.IsExact).Select(item => item.Name)];

    [Fact]
    public void Names_are_unique() => Assert.Equal(CaseCatalog.All.Count, CaseCatalog.All.DistinctBy(item => item.Name).Count());

    /// <summary>Were a sum beyond 24 bits, the order of summation would matter, and a difference would prove nothing.</summary>
    [Theory]
    [MemberData(nameof(ExactNames))]
    public void Integer_cases_stay_within_the_bits_of_a_float(string name)
    {
        NetworkCase item = CaseCatalog.Find(name);
        int batch = item.Batches.Max();
        var data = new CaseData(item.Description, exact: true, seed: 1000 + (ulong)batch);
        Tensor input = data.NextInput(batch);
        Tensor targets = data.NextTargets(input);
        data.Reference.ComputeGradients(input, targets);
        // The loss's gradient 2 * difference / count is a multiple of 1 / count, and so is everything made of it.
        double outputs = targets.Values.Length;
        AssertWithin24Bits("output", data.Reference.Forward(input), unit: 1);
        foreach ((string parameterName, ReferenceParameter parameter) in data.Reference.Parameters)
            AssertWithin24Bits(parameterName, parameter.Gradient, unit: 2 / outputs);
    }

    private static void AssertWithin24Bits(string what, Tensor values, double unit)
    {
        // Partial sums may be larger than the result: a factor of 16 is left for them.
        double largest = values.Values.Max(Math.Abs) / unit;
        Assert.True(largest < (1 << 20), $"{what} reaches {largest} units.");
    }
}
