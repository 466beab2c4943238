using System.Globalization;
using System.Reflection;

using NetGen.TestHelpers;

using Xunit;
using Xunit.Abstractions;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>Methods drawn at random as activations: what generated code computes, and what gradient it sends back, against the compiled method.</summary>
public sealed class DrawnActivationTests(ITestOutputHelper output)
{
    private const int Formulas = 120;
    private const int Features = 19; // vectors, and a rest

    [Fact]
    public void Generated_code_computes_what_the_methods_compute()
    {
        (int Index, DrawnFormula Formula)[] accepted = [.. Enumerable.Range(0, Formulas).Select(index => (index, DrawnFormula.OfSeed(index))).Where(drawn => IsAccepted(drawn.index, drawn.Item2))];
        Assert.True(accepted.Length > Formulas / 2, $"Only {accepted.Length} of {Formulas} were understood.");
        using CompiledAssembly assembly = CompiledAssembly.Compile("#pragma warning disable CS0219 // variables that chance leaves unused\nusing System;\nusing NetGen;\n" + string.Concat(accepted.Select(drawn => Source(drawn.Index, drawn.Formula))));
        List<string> failures = [];
        foreach ((int index, DrawnFormula formula) in accepted) failures.AddRange(Check(assembly, index).Select(failure => $"{formula.Single}\n  {failure}"));
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(10)));
    }

    /// <summary>What is refused is refused for a reason that is true.</summary>
    private bool IsAccepted(int index, DrawnFormula formula)
    {
        var result = Declared.Build("using System;\n" + Source(index, formula));
        if (result.Model is not null) return true;
        string message = string.Join('\n', result.Findings.Select(Declared.Describe));
        output.WriteLine($"{formula.Single}\n  {message}");
        string[] reasons = ["a division of whole numbers", "gives the same for every argument", "no finite", "is no number", "that is no number"];
        Assert.Contains(reasons, reason => message.Contains(reason, StringComparison.Ordinal));
        return false;
    }

    private static IEnumerable<string> Check(CompiledAssembly assembly, int index)
    {
        string name = index.ToString(CultureInfo.InvariantCulture);
        var value = assembly.GetType("Truth" + name).GetMethod("Value", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Func<double, double>>();
        float[] inputs = [.. Enumerable.Range(0, Features).Select(i => ((i - 9) * 0.4375f) + 0.03f)];
        ITestNetwork network = assembly.CreateNetwork("Net" + name);
        float[] outputs = new float[Features];
        network.Forward(inputs, outputs);
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0.1));
        trainer.ComputeGradients(inputs, new float[Features]);
        float[] gradient = new float[Features];
        trainer.CopyGradient("scale1.weight", gradient);
        for (int i = 0; i < Features; i++)
        {
            double expected = value(inputs[i]);
            double size = Math.Max(1, Math.Abs(expected));
            if (!(Math.Abs(outputs[i] - expected) < 1e-4 * size)) yield return string.Create(CultureInfo.InvariantCulture, $"value at {inputs[i]}: {outputs[i]} instead of {expected}");
            if (SlopeOf(value, inputs[i]) is not { } slope) continue;

            // Of the mean of squares of f(w x), by w at 1.
            double expectedGradient = 2 * expected * slope * inputs[i] / Features;
            if (!(Math.Abs(gradient[i] - expectedGradient) < 2e-3 * Math.Max(1, Math.Abs(expectedGradient))))
                yield return string.Create(CultureInfo.InvariantCulture, $"gradient at {inputs[i]}: {gradient[i]} instead of {expectedGradient}");
        }
    }

    /// <summary>Null where the method has a corner.</summary>
    private static double? SlopeOf(Func<double, double> value, double x)
    {
        const double Step = 1e-5;
        (double before, double after) = ((value(x) - value(x - Step)) / Step, (value(x + Step) - value(x)) / Step);
        return Math.Abs(after - before) < 1e-2 * Math.Max(1, Math.Abs(before)) ? (before + after) / 2 : null;
    }

    private static string Source(int index, DrawnFormula formula) => string.Create(CultureInfo.InvariantCulture, $$"""
        [Network({{Features}})] [Scale] [Activation(typeof(Drawn{{index}}))] [MeanSquaredError] public sealed partial class Net{{index}};

        public readonly struct Drawn{{index}} : IActivationFunction { public static float Value(float x) { {{formula.Single}} } }

        public static class Truth{{index}} { public static double Value(double x) { {{formula.Double}} } }


        """);
}
