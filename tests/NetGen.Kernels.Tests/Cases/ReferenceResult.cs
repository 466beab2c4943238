using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>What the reference makes of a case and a batch: outputs, the loss and the gradients, by name.</summary>
internal sealed class ReferenceResult
{
    private const int DisturbedRuns = 3;

    // A float rounds to 24 bits: by at most 2^-24 of the value.
    private const double HalfUlp = 1.0 / (1 << 24);

    private ReferenceResult(IReadOnlyList<(string Name, double[] Values)> values) => Values = values;

    public const string Forward = "Forward";
    public const string Predict = "Predict";
    public const string Loss = "loss";

    /// <summary>Forward, Predict, loss, then the gradients by the names of their parameters.</summary>
    public IReadOnlyList<(string Name, double[] Values)> Values { get; }

    /// <summary>Runs the reference on the data of a seed.</summary>
    public static ReferenceResult Compute(NetworkDescription description, bool exact, ulong seed, int batch)
        => Compute(description, exact, seed, batch, rounding: null);

    /// <summary>
    /// How much each result moves if every value on the way is off by up to half an ulp of a float: the root of the mean square over
    /// the tensor, or over the runs where an element moves more than that (a normalised feature of little variance). It is what an error of
    /// rounding is worth in this network on this data, whatever cancels on the way.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> Sensitivity(NetworkDescription description, ulong seed, int batch)
    {
        var squares = Values.ToDictionary(item => item.Name, item => new double[item.Values.Length], StringComparer.Ordinal);
        for (int run = 1; run <= DisturbedRuns; run++)
        {
            var random = new TestRandom((seed * 1000) + (ulong)run);
            ReferenceResult disturbed = Compute(
                description, exact: false, seed, batch, value => value * (1 + (HalfUlp * random.NextUniform(-1, 1))));
            foreach (((string name, double[] values), (_, double[] others)) in Values.Zip(disturbed.Values))
            {
                for (int i = 0; i < values.Length; i++) squares[name][i] += (values[i] - others[i]) * (values[i] - others[i]) / DisturbedRuns;
            }
        }

        return squares.ToDictionary(item => item.Key, item => Roots(item.Value), StringComparer.Ordinal);
    }

    private static double[] Roots(double[] squares)
    {
        double mean = squares.Average();
        return Array.ConvertAll(squares, square => Math.Sqrt(Math.Max(mean, square)));
    }

    private static ReferenceResult Compute(NetworkDescription description, bool exact, ulong seed, int batch, Func<double, double>? rounding)
    {
        var data = new CaseData(description, exact, seed, rounding);
        Tensor input = data.NextInput(batch);
        List<(string, double[])> values = [(Forward, data.Reference.Forward(input).Values), (Predict, data.Reference.Predict(input).Values)];
        double loss = data.Reference.ComputeGradients(input, data.NextTargets(input));
        values.Add((Loss, [loss]));
        foreach ((string name, ReferenceParameter parameter) in data.Reference.Parameters)
        {
            if (parameter.IsTrained) values.Add((name, parameter.Gradient.Values));
        }

        return new ReferenceResult(values);
    }
}
