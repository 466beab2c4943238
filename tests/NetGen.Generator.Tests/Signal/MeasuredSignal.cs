using System.Globalization;

using NetGen.Generator.Layers;
using NetGen.Generator.Prediction;
using NetGen.Generator.Signal;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>What is predicted for a network, beside the mean of many initialisations on normally distributed samples, or indices drawn alike, and such targets.</summary>
internal static class MeasuredSignal
{
    /// <summary>Every layer's values and gradients, and the gradients of one kind of layer's parameters, are as large as predicted, but for a share.</summary>
    /// <param name="kind">Whose parameters are looked at.</param>
    /// <param name="attributes">A network of one input, declared with mean 0 and standard deviation 1, or of indices, that ends in a loss of values.</param>
    /// <param name="tolerance">By how much a quotient may differ from 1.</param>
    public static void AssertPredicted(string kind, string attributes, double tolerance, int seeds = 200)
    {
        NetworkModel model = Declared.Model(attributes);
        int vocabulary = model.Inputs[0].Shape.Vocabulary;
        SignalReport report = SignalAnalysis.Analyze(model);
        using var network = CompiledNetwork.Compile($"using NetGen; {attributes} public sealed partial class Net;");
        int batch = SignalOptions.Default.BatchSize;
        NetworkInfo info = network.Create(1).Info;
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        for (ulong seed = 1; seed <= (ulong)seeds; seed++)
        {
            TestRandom random = new(seed);
            float[] inputs = [.. Enumerable.Range(0, batch * info.InputSize).Select(_ => vocabulary > 0 ? random.NextInteger(0, vocabulary - 1) : (float)random.NextNormal())];
            float[] targets = [.. Enumerable.Range(0, batch * info.OutputSize).Select(_ => (float)random.NextNormal())];
            ITestNetwork made = network.Create(seed);
            foreach (LayerMeasurement layer in made.MeasureSignal(inputs, targets).Layers)
            {
                if (layer.Values is { } values) Count($"values of {layer.Layer.Name}", values.Rms);
                if (layer.Gradients is { } gradients) Count($"gradient of {layer.Layer.Name}", gradients.Rms);
            }

            using ITestTrainer trainer = made.CreateTrainer(new Sgd(1));
            trainer.ComputeGradients(inputs, targets);
            foreach (ParameterInfo parameter in info.Parameters.Where(parameter => parameter.IsTrained))
            {
                float[] gradient = new float[parameter.Count];
                trainer.CopyGradient(parameter.Name, gradient);
                Count($"gradient of {parameter.Name}", Math.Sqrt(gradient.Average(value => (double)value * value)));
            }
        }

        List<string> off = [];
        for (int index = 0; index < info.Layers.Count; index++)
        {
            (LayerInfo layer, LayerSignal signal) = (info.Layers[index], report.Layers[index]);
            Compare($"values of {layer.Name}", signal.Rms);
            Compare($"gradient of {layer.Name}", signal.GradientStd);
            if (layer.Kind != kind) continue;
            foreach (ParameterSignal parameter in signal.Parameters) Compare($"gradient of {layer.Name}.{parameter.Name}", parameter.GradientRms);
        }

        Assert.True(off.Count == 0, $"{attributes}\n{string.Join('\n', off)}");

        void Count(string name, double root) => sums[name] = sums.GetValueOrDefault(name) + (root * root);

        void Compare(string name, double predicted)
        {
            if (!sums.TryGetValue(name, out double sum)) return;
            double measured = Math.Sqrt(sum / seeds);
            if (measured == predicted || Math.Abs((measured / predicted) - 1) <= tolerance) return;
            off.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {measured:g4} where {predicted:g4} is predicted"));
        }
    }
}
