using System.Reflection;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Runtime;

namespace NetGen.Generator.Tests.Layers;

/// <summary>What a record says of an activation, against its formula; and the formula against the run-time library's struct.</summary>
public sealed class ActivationRecordTests
{
    public static TheoryData<string> Kinds => [.. ActivationRecords.Kinds];

    /// <summary>Those that the run-time library computes: what is trained, a layer's own kernel has.</summary>
    public static TheoryData<string> KindsWithStruct => [.. StructKinds];

    private static IEnumerable<string> StructKinds => ActivationRecords.Kinds.Where(kind => !ActivationRecords.Create(kind).IsTrained);

    [Fact]
    public void Every_record_has_a_row_and_a_struct_and_each_of_these_a_record()
    {
        Assert.Equal(ActivationRecords.Kinds, Declarations.OfEveryKind().Where(row => row.Node.Layer.Activation is { Source: null }).Select(row => row.Kind).Order(StringComparer.Ordinal));
        IEnumerable<string> structs = typeof(IActivation).Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(typeof(IActivation)) && type != typeof(IdentityActivation)).Select(type => type.Name);
        Assert.Equal(StructKinds.Select(kind => kind + "Activation").Order(StringComparer.Ordinal), structs.Order(StringComparer.Ordinal));
    }

    /// <summary>In single precision, a few units in the last place of the largest number that takes part.</summary>
    [Theory]
    [MemberData(nameof(KindsWithStruct))]
    public void The_struct_computes_the_formula(string kind)
    {
        ActivationFunction function = ActivationRecords.Create(kind);
        IActivation activation = Struct(function);
        foreach (double x in Grid(-9.03, 9, 0.07))
        {
            float result = Single(activation.Apply(SimdScalar.Broadcast((float)x)));
            Assert.Equal(function.Value((float)x), result, 4e-6 * Math.Max(1, Math.Abs(x)));
            Assert.Equal(function.Derivative((float)x), Single(activation.Derivative(SimdScalar.Broadcast((float)x), SimdScalar.Broadcast(result))), 1e-5 * Math.Max(1, Math.Abs(x)));
        }
    }

    /// <summary>Where the derivative is said to follow from the output, the input is gone when it is asked for.</summary>
    [Theory]
    [MemberData(nameof(KindsWithStruct))]
    public void The_derivative_reads_the_output_alone_where_the_record_says_so(string kind)
    {
        ActivationFunction function = ActivationRecords.Create(kind);
        IActivation activation = Struct(function);
        bool isRight = true;
        foreach (double x in Grid(-5.03, 5, 0.07))
        {
            SimdScalar output = activation.Apply(SimdScalar.Broadcast((float)x));
            isRight &= Math.Abs(Single(activation.Derivative(SimdScalar.Broadcast(float.NaN), output)) - function.Derivative((float)x)) < 1e-4;
        }

        Assert.Equal(isRight, function.DerivativeFromOutput);
    }

    /// <summary>A falling line gives one output for two inputs of different slopes, and a flat one leaves 0 for all.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    public void The_derivative_of_a_leaky_rectifier_that_does_not_grow_needs_the_input(double slope)
        => Assert.False(ActivationRecords.Create("LeakyReLU", slope).DerivativeFromOutput);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_range_is_that_of_the_formula(string kind)
    {
        foreach (double parameter in (ReadOnlySpan<double>)[ActivationRecords.Parameter, 1.5])
        {
            CheckRange(ActivationRecords.Create(kind, parameter));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    public void The_range_of_a_leaky_rectifier_without_negative_values(double slope) => CheckRange(ActivationRecords.Create("LeakyReLU", slope));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_function_that_falls_somewhere_says_where_it_is_lowest(string kind) => CheckLowest(ActivationRecords.Create(kind));

    [Fact]
    public void A_leaky_rectifier_of_negative_slope_is_lowest_at_0() => CheckLowest(ActivationRecords.Create("LeakyReLU", -0.5));

    /// <summary>Second derivatives stay below 3, so over a short step a slope that jumps is at a corner.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Corners_are_where_the_slope_jumps(string kind)
    {
        const double Step = 1e-4;
        ActivationFunction function = ActivationRecords.Create(kind);
        foreach (double x in Grid(-10, 10, Step))
        {
            if (Math.Abs(function.Derivative(x + Step) - function.Derivative(x)) < 30 * Step) continue;
            Assert.True(Array.Exists(function.Corners, corner => Math.Abs(corner - x) <= 2 * Step), $"{kind} has a corner near {x}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_family_is_one_whose_properties_it_has(string kind)
    {
        ActivationFunction function = ActivationRecords.Create(kind);
        double[] grid = [.. Grid(-20, 20, 0.1)];
        switch (function.Family)
        {
            case ActivationFamily.Rectifying:
                Assert.All(grid.Where(x => x > 0), x => Assert.True(function.Value(x) > Math.Abs(function.Value(-x))));
                break;
            case ActivationFamily.Squashing:
                Assert.True(double.IsFinite(function.Range.Low) && double.IsFinite(function.Range.High));
                Assert.All(grid, x => Assert.True(function.Derivative(x) >= 0));
                break;
            case ActivationFamily.Positive:
                Assert.All(grid, x => Assert.True(function.Value(x) > 0 && function.Derivative(x) > 0));
                break;
            case ActivationFamily.SelfNormalizing:
                Assert.Equal(0, GaussianMoments.Expectation(function.Value, 0, 1, function.Corners), 1e-12);
                Assert.Equal(1, GaussianMoments.MeanSquare(function), 1e-12);
                break;
            default:
                Assert.True(function.Value(2e3) > 2.1 * function.Value(1e3));
                break;
        }
    }

    /// <summary>What is found out from the formula is what a person would say.</summary>
    [Fact]
    public void Answers_that_follow_from_the_formula()
    {
        Assert.Equal(["LeakyReLU", "PReLU", "ReLU", "ReLU6"], Where(function => function.NegativeSlope is not null));
        Assert.Equal(["LeakyReLU", "PReLU", "ReLU"], Where(function => function.IsHomogeneous));
        Assert.Equal(["CELU", "ELU", "LeakyReLU", "PReLU", "ReLU"], Where(function => function.IsIdentityAboveZero));
        Assert.Equal(["ReLU", "ReLU6", "SquaredReLU"], Where(function => function.IsDeadBelowZero));
        Assert.Equal(["HardSigmoid", "Sigmoid"], Where(function => function.IsSigmoid));
        Assert.Equal(["ReLU"], Where(function => function.IsRectifier));
        Assert.Equal(0, ActivationRecords.Create("ReLU6").NegativeSlope);
        Assert.Equal(ActivationRecords.Parameter, ActivationRecords.Create("LeakyReLU").NegativeSlope);
        Assert.True(ActivationRecords.Create("LeakyReLU", 0).IsDeadBelowZero);

        static IEnumerable<string> Where(Func<ActivationFunction, bool> condition) => ActivationRecords.Kinds.Where(kind => condition(ActivationRecords.Create(kind)));
    }

    private static void CheckRange(ActivationFunction function)
    {
        double[] values = [.. Grid(-20, 20, 0.001).Concat([-1e7, 1e7]).Select(function.Value)];
        Check(function.Range.Low, values.Min(), -1);
        Check(function.Range.High, values.Max(), 1);

        void Check(double limit, double reached, int sign)
        {
            if (double.IsInfinity(limit)) Assert.True(sign * reached > 1e5, $"{function.Kind} ends at {reached}");
            else Assert.Equal(limit, reached, 1e-6);
        }
    }

    private static void CheckLowest(ActivationFunction function)
    {
        double[] grid = [.. Grid(-20, 20, 0.001)];
        bool falls = grid.Zip(grid.Skip(1), (from, to) => function.Value(to) < function.Value(from) - 1e-12).Any(isLower => isLower);
        Assert.Equal(falls, function.Lowest is not null);
        if (function.Lowest is double lowest) Assert.All(grid, x => Assert.True(function.Value(lowest) <= function.Value(x) + 1e-12, $"{function.Kind} is lower at {x}"));
    }

    /// <summary>As the generated code makes it: without arguments, or with the parameter.</summary>
    private static IActivation Struct(ActivationFunction function)
    {
        Type type = typeof(IActivation).Assembly.GetType($"NetGen.Runtime.{function.Kind}Activation", throwOnError: true)!;
        ConstructorInfo[] constructors = [.. type.GetConstructors().Where(constructor => constructor.GetParameters().Length > 0)];
        Assert.Equal(constructors.Length, function.Parameter is null ? 0 : 1);
        return (IActivation)Activator.CreateInstance(type, function.Parameter is { Value: double value } ? [(float)value] : [])!;
    }

    private static IEnumerable<double> Grid(double from, double to, double step) => Enumerable.Range(0, (int)((to - from) / step) + 1).Select(index => from + (index * step));

    private static float Single(SimdScalar value)
    {
        float single = 0;
        SimdScalar.Store(value, ref single);
        return single;
    }
}
