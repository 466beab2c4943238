using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

/// <summary>Activations that users write: what is read, what is found out about it, and what is said where it cannot be read.</summary>
public sealed class OwnActivationTests
{
    public static TheoryData<string, Func<double, double>> Functions { get; } = new()
    {
        { "=> x;", static x => x },
        { "=> -x + 2 * (x - 0.5f) / 4;", static x => -x + ((x - 0.5) / 2) },
        { "=> MathF.Max(0, x);", static x => Math.Max(0, x) },
        { "=> MathF.Min(MathF.Max(x, -1), 1) * 0.5f;", static x => Math.Clamp(x, -1, 1) / 2 },
        { "=> Math.Clamp(x, -2, 3);", static x => Math.Clamp(x, -2, 3) },
        { "=> x / (1 + MathF.Exp(-x));", static x => x / (1 + Math.Exp(-x)) },
        { "=> x / (MathF.Exp(-1.702f * x) + 1);", static x => x / (1 + Math.Exp(-1.702 * x)) },
        { "=> x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));", static x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))) },
        { "=> MathF.Sqrt(x * x + 1) - 1;", static x => Math.Sqrt((x * x) + 1) - 1 },
        { "=> x / (1 + MathF.Abs(x));", static x => x / (1 + Math.Abs(x)) },
        { "=> MathF.Pow(x, 3) * 0.01f;", static x => x * x * x * 0.01 },
        { "=> x > 0 ? x : 0.1f * (MathF.Exp(x) - 1);", static x => x > 0 ? x : 0.1 * (Math.Exp(x) - 1) },
        { "=> x <= -1 || x >= 1 ? x : 0;", static x => x is <= -1 or >= 1 ? x : 0 },
        { "=> !(x < 0 && x > -2) ? x : 2 * x;", static x => x is < 0 and > -2 ? 2 * x : x },
        { "{ float half = x / 2; var root = MathF.Tanh(half); return root * root + x; }", static x => (Math.Tanh(x / 2) * Math.Tanh(x / 2)) + x },
        { "{ if (x < 0) { return x / 4; } else if (x < 1) return x; return 1 + (x - 1) / 8; }", static x => x < 0 ? x / 4 : x < 1 ? x : 1 + ((x - 1) / 8) },
        { "=> Scale * Half(x) + MathF.PI; const float Scale = 3; static readonly float Two = 2; static float Half(float y) => y / Mine.Two;", static x => (1.5 * x) + Math.PI },
        { "=> x / 2 + 1 / 2f - MathF.Max(1, 2) / 4 + Half / 2; const float Half = 0.5f;", static x => (x / 2) + 0.5 - 0.5 + 0.25 },
        { "{ float one = 1; double two = 2; return x * (float)(one / two); }", static x => x / 2 },
        { "=> (float)Math.Exp(-(double)x * x) * x;", static x => Math.Exp(-x * x) * x },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void What_is_read_is_what_the_method_computes(string body, Func<double, double> expected)
    {
        ActivationFunction function = Read(body);
        foreach (double x in Enumerable.Range(-60, 121).Select(static step => (step / 10.0) + 0.013))
        {
            Assert.Equal(expected(x), function.Value(x), 1e-6 * Math.Max(1, Math.Abs(x)));
            Assert.Equal((expected(x + 1e-6) - expected(x - 1e-6)) / 2e-6, function.Derivative(x), 1e-5 * Math.Max(1, Math.Abs(x)));
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Its_code_compiles(string body, Func<double, double> expected)
    {
        Assert.NotNull(expected);
        GeneratorResult result = GeneratorRunner.Run("using NetGen;\n[Network(3)] [Dense(4)] [Activation(typeof(Mine))] [Dense(2)] [MeanSquaredError] public partial class N;", "using System;\nusing NetGen;\n" + Struct(body));
        Assert.Equal([], result.Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>As those that the library has: what rules and initialisers ask follows from the values.</summary>
    [Theory]
    [InlineData("=> x > 0 ? x : 0;", "ReLU")]
    [InlineData("=> MathF.Max(x, 0.25f * x);", "LeakyReLU")]
    [InlineData("=> x / (1 + MathF.Exp(-x));", "SiLU")]
    [InlineData("=> 1 / (1 + MathF.Exp(-x));", "Sigmoid")]
    [InlineData("=> MathF.Tanh(x);", "Tanh")]
    [InlineData("=> MathF.Log(1 + MathF.Exp(x));", "Softplus")]
    [InlineData("=> x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));", "Mish")]
    [InlineData("=> x < -3 ? 0 : x > 3 ? x : x * (x + 3) / 6;", "HardSwish")]
    [InlineData("=> Math.Clamp(x, -1, 1);", "HardTanh")]
    [InlineData("=> MathF.Max(0, x) * MathF.Max(0, x);", "SquaredReLU")]
    [InlineData("=> x / (1 + MathF.Abs(x));", "Softsign")]
    public void It_is_known_for_what_it_is(string body, string kind)
    {
        (ActivationFunction own, ActivationFunction known) = (Read(body), ActivationRecords.Create(kind, 0.25));
        Assert.Equal(known.Family, own.Family);
        Assert.Equal(known.Range.Low, own.Range.Low, 1e-5);
        Assert.Equal(known.Range.High, own.Range.High, 1e-5);
        Assert.Equal(known.Lowest is null, own.Lowest is null);
        if (known.Lowest is { } lowest) Assert.Equal(lowest, own.Lowest!.Value, 1e-4);
        Assert.Equal(known.NegativeSlope, own.NegativeSlope);
        Assert.Equal(known.IsDeadBelowZero, own.IsDeadBelowZero);
        Assert.Equal(GaussianMoments.MeanSquare(known), GaussianMoments.MeanSquare(own), 1e-9);
    }

    [Fact]
    public void A_bump_has_its_highest_value_inside()
    {
        ActivationFunction bump = Read("=> MathF.Exp(-(x - 1) * (x - 1));");
        Assert.Equal(1, bump.Highest!.Value, 1e-6);
        Assert.Equal(new OutputRange(0, 1), bump.Range);
    }

    /// <summary>Two of one name in different places are two.</summary>
    [Fact]
    public void Functions_of_one_name_do_not_meet()
    {
        GeneratorResult result = GeneratorRunner.Run(
            "using NetGen;\n[Network(3)] [Dense(4)] [Activation(typeof(A.Mine))] [Dense(4)] [Activation(typeof(B.Mine))] [Activation(typeof(C<int>.Mine))] [Dense(2)] [MeanSquaredError] public partial class N;",
            $"using System;\nusing NetGen;\npublic class A {{ {Struct("=> x;")} }} public class B {{ {Struct("=> 2 * x;")} }} public class C<T> {{ {Struct("=> 3 * x;")} }}");
        Assert.Equal([], result.Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>A change of the method is a change of the network.</summary>
    [Fact]
    public void Functions_of_one_name_are_equal_where_they_compute_the_same()
    {
        Assert.Equal(Read("=> x / 2;"), Read("=> (x) / 2f;"));
        Assert.NotEqual(Read("=> x / 2;"), Read("=> x / 3;"));
    }

    [Theory]
    [InlineData("=> MathF.Sin(x);", "has 'MathF.Sin(x)' in it, which is not understood")]
    [InlineData("=> x % 2;", "has 'x % 2' in it")]
    [InlineData("=> x * (1 / 2);", "has '1 / 2' in it, a division of whole numbers")]
    [InlineData("{ var half = 1; return x * (half / (x > 0 ? 2 : 4)); }", "has 'half / (x > 0 ? 2 : 4)' in it, a division of whole numbers")]
    [InlineData("=> x * Part(2); const int Whole = 3; static float Part(int n) => Whole / n;", "has 'Whole / n' in it, a division of whole numbers")]
    [InlineData("=> x + Math.Max(1, 3) / Math.Abs(-2);", "has 'Math.Max(1, 3) / Math.Abs(-2)' in it, a division of whole numbers")]
    [InlineData("=> Math.Clamp(max: 3, min: -1, value: x);", "has 'Math.Clamp(max: 3, min: -1, value: x)' in it, which is not understood")]
    [InlineData("=> Own(x); static float Own(float y) => y; static float Own(int y) => 0;", "has several static methods Own with 1 parameter")]
    [InlineData("{ float y = x; y += 1; return y; }", "has 'y += 1;' in it")]
    [InlineData("=> MathF.Pow(x, 1.5f);", "has 'MathF.Pow(x, 1.5f)' in it")]
    [InlineData("=> Value(x - 1);", "has a method Value that calls itself")]
    [InlineData("=> MathF.Log(x);", "has no finite value at -40")]
    [InlineData("=> MathF.Sqrt(MathF.Abs(x));", "has no finite derivative at 0")]
    [InlineData("=> MathF.Exp(x * x);", "has no finite value at -40")]
    [InlineData("=> 3;", "gives the same for every argument")]
    [InlineData("=> MathF.Exp(x) * MathF.Exp(-x) * x;", "is no number at -1E+03")]
    public void What_cannot_be_used_is_refused(string body, string problem)
    {
        string[] findings = [.. Declared.Build($"using System;\n[Network(3)] [Dense(2)] [Activation(typeof(Mine))] partial class N;\n{Struct(body)}").Findings.Select(Declared.Describe)];
        Assert.Contains(findings, finding => finding.Contains("names Mine, which " + problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("struct Mine { public static float Value(float x) => x; }", "implements none of IActivationFunction")]
    [InlineData("class Mine : IActivationFunction { public static float Value(float x) => x; }", "is no struct")]
    public void Types_that_are_no_functions_are_refused(string type, string problem)
        => Assert.Contains(
            Declared.Build($"[Network(3)] [Dense(2)] [Activation(typeof(Mine))] partial class N; {type}").Findings.Select(Declared.Describe), finding => finding.Contains(problem, StringComparison.Ordinal));

    private static ActivationFunction Read(string body)
        => Declared.Build($"using System;\n[Network(3)] [Dense(2)] [Activation(typeof(Mine))] partial class N;\n{Struct(body)}").Model is { } model
            ? model.Nodes[^1].Layer.Activation!
            : throw new CompilationFailedException(string.Create(CultureInfo.InvariantCulture, $"Not understood: {body}"));

    private static string Struct(string body) => $"public readonly struct Mine : IActivationFunction {{ public static float Value(float x) {body} }}";
}
