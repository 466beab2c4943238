using System.Diagnostics;
using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.Generator.Layers;
using NetGen.TestHelpers;

using Xunit;
using Xunit.Abstractions;

namespace NetGen.Generator.Tests.Emission;

/// <summary>What holds for all generated code: the same everywhere, within the JIT's limits, free of what consumers may not need.</summary>
public sealed class EmissionTests(ITestOutputHelper output)
{
    // RyuJIT stops optimising a method beyond these (its defaults for MinOpts).
    private const int MostIlBytes = 60_000;
    private const int MostLocals = 2_000;

    public static TheoryData<string, string> WholeNetworks => new()
    {
        { "DigitNet", Networks.DigitNet },
        { "ResidualNet", Networks.Residual },
        { "XorNet", Networks.Xor },
        { "DeepNet", Networks.TwentyLayers },
    };

    [Theory]
    [MemberData(nameof(WholeNetworks))]
    public void No_method_leaves_full_optimisation(string name, string source)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(source);
        MethodSize largest = assembly.MethodSizes.MaxBy(size => size.IlBytes)!;
        output.WriteLine($"{name}: {assembly.MethodSizes.Count} methods, largest {largest}");
        Assert.All(assembly.MethodSizes, size => Assert.True(size.IlBytes < MostIlBytes && size.Locals < MostLocals, size.ToString()));
    }

    [Fact]
    public void DigitNet_in_all_widths_stays_below_420_kilobytes()
    {
        int size = GeneratorRunner.Run(Networks.DigitNet).Sources.Sum(source => source.Text.Length);
        output.WriteLine($"{size} bytes");
        Assert.InRange(size, 50_000, 420_000);
    }

    [Theory]
    [MemberData(nameof(WholeNetworks))]
    public void Generated_code_uses_neither_unsafe_code_nor_reflection_nor_line_feeds_of_the_machine(string name, string source)
    {
        foreach (GeneratedSource file in GeneratorRunner.Run(source).Sources)
        {
            foreach (string banned in new[] { "unsafe", "System.Reflection", "dynamic ", "MathF.", "\r" })
            {
                Assert.False(file.Text.Contains(banned, StringComparison.Ordinal), $"{name}: {file.HintName} contains '{banned}'.");
            }
        }
    }

    [Fact]
    public void Output_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string[] names = [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => culture.Name).Order(StringComparer.Ordinal)];
        string[] chosen = [.. names.Where((_, index) => index % Math.Max(1, names.Length / 60) == 0).Concat(["de-DE", "tr-TR", "ar-SA", "fa-IR", "sv-SE"]).Distinct()];
        Assert.True(chosen.Length >= 50, $"{chosen.Length} cultures");
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            string expected = All(Networks.Residual);
            foreach (string name in chosen)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal(expected, All(Networks.Residual));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Networks_that_differ_only_by_case_or_stand_in_odd_places_live_together()
    {
        const string Source = """
            using NetGen;

            [Network(2)] [Dense(2)] public sealed partial class Global;

            namespace Space
            {
                [Network(2)] [Dense(2)] public sealed partial class Twin;
                [Network(2)] [Dense(2)] public sealed partial class TWIN;
                [Network(2)] [Dense(2)] internal sealed partial class @class;
                [Network(2)] [Dense(2)] internal partial class Größe;

                public partial struct Outer<T>
                {
                }

                public partial record struct Holder
                {
                    public partial interface IInner
                    {
                        [Network(2)] [Dense(2, Name = "class")] [ReLU(Name = "Forward")] public sealed partial class Nested;
                    }
                }
            }

            namespace Space.Unsafe
            {
                public sealed class Vector512;

                [Network(2)] [Dense(2)] public sealed partial class MathF;
            }
            """;
        using CompiledAssembly assembly = CompiledAssembly.Compile(Source);
        foreach (string name in new[] { "Global", "Space.Twin", "Space.TWIN", "Space.class", "Space.Größe", "Space.Holder+IInner+Nested", "Space.Unsafe.MathF" })
        {
            float[] result = new float[2];
            assembly.CreateNetwork(name, 1).Forward([1f, 2f], result);
            Assert.All(result, value => Assert.True(float.IsFinite(value)));
        }
    }

    [Fact]
    public void A_network_with_an_error_keeps_its_surface()
    {
        GeneratorResult result = GeneratorRunner.Run("""
            using NetGen;

            [Network(4, 4, 1)] [Dense(0)] [SoftmaxCrossEntropy]
            public sealed partial class Broken;

            public static class User
            {
                public static Trainer<Broken> Use(Broken net, float[] x, float[] y)
                {
                    net.Forward(x, y);
                    net.Predict(x, y);
                    net.Save("a");
                    net.CopyParameter("a", x);
                    net.SetParameter("a", x);
                    _ = Broken.Load("a").ToString() + Broken.Info.Name;
                    return new Broken(3).CreateTrainer(new Adam(1e-3f));
                }
            }
            """);
        Assert.Empty(result.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Contains("NG0006", Assert.Single(result.Sources).Text, StringComparison.Ordinal);
    }

    /// <summary>What an editor shows over a member is written as a user would write it.</summary>
    [Theory]
    [MemberData(nameof(WholeNetworks))]
    public void Hover_texts_have_no_qualified_names(string name, string source)
    {
        string[] lines = [.. GeneratorRunner.Run(source).Sources.SelectMany(file => file.Text.Split('\n')).Select(line => line.Trim()).Where(line => line.StartsWith("///", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.False(line.Contains("global::", StringComparison.Ordinal), $"{name}: {line}"));
    }

    /// <summary>A figure for the log, not a bound: machines differ. The bound that docs state is measured in the benchmarks.</summary>
    [Fact]
    public void Generating_twenty_layers_is_timed()
    {
        NetworkModel model = Declared.Build(Networks.TwentyLayers.Replace("using NetGen;", "", StringComparison.Ordinal)).Model!;
        Assert.True(model.Nodes.Count >= 20);
        double best = double.MaxValue;
        int size = 0;
        for (int run = 0; run < 8; run++)
        {
            long start = Stopwatch.GetTimestamp();
            size = Emit.NetworkEmitter.Emit(Generator.Planning.Planner.Plan(model)).Sum(file => file.Text.Length);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine($"{model.Nodes.Count} layers: {best:F1} ms warm, {size} bytes");
        Assert.True(size > 0);
    }

    private static string All(string source) => string.Concat(GeneratorRunner.Run(source).Sources.Select(file => file.HintName + "\n" + file.Text));
}
