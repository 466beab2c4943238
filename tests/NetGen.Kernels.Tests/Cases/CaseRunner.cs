using System.Globalization;
using System.Numerics;

using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Runs a generated network and its reference on the same data and compares all that can be seen.</summary>
internal sealed class CaseRunner
{
    // Real numbers. What a rounding of every value that is handed on does to a result is measured on the reference itself; a float
    // kernel rounds once per term of its sums too (twice where multiply-adds are not fused), which adds up like the root of their
    // number. Elements larger than the tensor's typical one have the relative part. A wrong or missing term shows as 1e-2 and more.
    private const double RelativeBound = 2e-6;
    private const double FewestSensitivities = 12;
    private const double SensitivitiesPerRootOfTerms = 3.5;

    // Winograd's transforms multiply by up to 5.25 and cancel again: measured up to 6.2 times what direct sums are
    // allowed here (without fused multiply-adds; 4 times with). WinogradAccuracyTests bounds the error in terms of the results' size.
    private const double FactorOfTransforms = 8;

    // Five steps of an optimiser carry the gradients' errors on.
    private const double TrainingBound = 2e-5;
    private const int TrainingSteps = 5;
    private const int TrainingBatch = 6;

    private readonly NetworkCase _case;
    private readonly ITestNetworks _networks;
    private readonly List<string> _failures = [];

    private CaseRunner(NetworkCase item, ITestNetworks networks)
    {
        _case = item;
        _networks = networks;
    }

    /// <summary>Everything that differs, in words; empty if nothing does.</summary>
    public static IReadOnlyList<string> Run(NetworkCase item, ITestNetworks networks)
    {
        var runner = new CaseRunner(item, networks);
        foreach (int batch in item.Batches)
        {
            if (item.IsExact) runner.Compare(batch, exact: true);
            runner.Compare(batch, exact: false);
        }

        if (item.Description.Vocabulary == 0) runner.CompareNaN();
        if (item.Trains)
        {
            runner.CompareTraining("SGD", new Sgd(0.05f), new ReferenceSgd(0.05f));
            runner.CompareTraining("Nesterov", new Sgd(0.02f) { Momentum = 0.9, Nesterov = true }, new ReferenceSgd(0.02f, 0.9, nesterov: true));
            // With its usual epsilon Adam turns the last bit of a vanishing gradient into a whole step.
            runner.CompareTraining("Adam", new Adam(0.01f) { Epsilon = 1e-3 }, new ReferenceAdam(0.01f, 0.9, 0.999, 1e-3));
        }

        return runner._failures;
    }

    /// <summary>Forward, Predict, the loss and the gradient of every parameter.</summary>
    private void Compare(int batch, bool exact)
    {
        ulong seed = 1000 + (ulong)batch;
        ReferenceResult expected = ReferenceResult.Compute(_case.Description, exact, seed, batch);
        IReadOnlyDictionary<string, double[]>? sensitivity = exact ? null : expected.Sensitivity(_case.Description, seed, batch);
        var data = new CaseData(_case.Description, exact, seed);
        ITestNetwork network = CreateNetwork(data);
        Tensor input = data.NextInput(batch);
        var output = new float[batch * network.Info.OutputSize];
        double sensitivities = FewestSensitivities + (SensitivitiesPerRootOfTerms * Math.Sqrt(LongestSum(data.Reference, batch)));
        if (_case.IsTransformed) sensitivities *= FactorOfTransforms;
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0.1f));
        float loss = ComputeGradients(trainer, input, data.NextTargets(input));
        foreach ((string name, double[] values) in expected.Values)
        {
            // The gradient of a mean divides by the number of values, which is exact for powers of two only.
            bool isForward = name is ReferenceResult.Forward or ReferenceResult.Predict;
            if (exact && !isForward && !BitOperations.IsPow2(output.Length)) continue;

            // What inference makes of bytes has checks of its own; training is in floats.
            if (isForward && _case.Description.HasBytes) continue;
            var actual = new float[values.Length];
            switch (name)
            {
                case ReferenceResult.Forward:
                    network.Forward(CaseData.ToFloats(input), actual);
                    data.ClearAbsent(input, actual);
                    break;
                case ReferenceResult.Predict:
                    network.Predict(CaseData.ToFloats(input), actual);
                    data.ClearAbsent(input, actual);
                    break;
                case ReferenceResult.Loss:
                    actual[0] = loss;
                    break;
                default:
                    trainer.CopyGradient(name, actual);
                    break;
            }

            string kind = isForward || name == ReferenceResult.Loss ? "" : "gradient of ";
            string what = string.Create(CultureInfo.InvariantCulture, $"{(exact ? "integers" : "reals")}, batch {batch}, {kind}{name}");
            double[]? moves = sensitivity?[name];
            Tolerance ToleranceOf(int index) => moves is null ? Tolerance.Exact : new Tolerance(RelativeBound, sensitivities * moves[index]);
            Collect(() => NumericAssert.Close(what, actual, values, ToleranceOf, LeastNonzero(values.Length, batch)));
        }
    }

    /// <summary>The most terms that any sum has: a unit's inputs, or a weight's samples and pixels.</summary>
    private int LongestSum(ReferenceNetwork reference, int batch)
    {
        int fanIn = reference.Parameters.Max(item => item.Parameter.Value.Shape[1..].Aggregate(1, (product, extent) => product * extent));
        return Math.Max(fanIn, batch * _case.Description.MostPixels);
    }

    /// <summary>In a handful of values, or where a rectifier silences whole rows for the only sample, zeros are nothing unusual.</summary>
    private double LeastNonzero(int length, int batch)
        => _case.MayBeZero || length < 16 ? 0 : batch == 1 ? 0.05 : NumericAssert.LeastNonzeroShare;

    /// <summary>An input that is not a number shows in exactly those outputs that depend on it, on every instruction set.</summary>
    private void CompareNaN()
    {
        const int Batch = 2;
        var data = new CaseData(_case.Description, exact: false, seed: 3);
        Tensor input = data.NextInput(Batch);
        // The last number of a row may be its length.
        input.Values[_case.Description.OwnSteps is null ? input.Values.Length / Batch / 2 : 0] = double.NaN;
        ITestNetwork network = CreateNetwork(data);
        var output = new float[Batch * network.Info.OutputSize];
        network.Forward(CaseData.ToFloats(input), output);
        data.ClearAbsent(input, output);
        double[] expected = data.Reference.Forward(input).Values;
        for (int i = 0; i < output.Length; i++)
        {
            bool mayDiffer = _case.IsTransformed && !double.IsNaN(expected[i]);
            if (!mayDiffer && float.IsNaN(output[i]) != double.IsNaN(expected[i]))
            {
                _failures.Add(string.Create(CultureInfo.InvariantCulture, $"NaN input: Forward[{i}] is {output[i]} instead of {expected[i]}"));
                return;
            }
        }
    }

    /// <summary>Losses of a few steps, then all parameters and running statistics.</summary>
    private void CompareTraining(string name, Optimizer optimizer, ReferenceOptimizer referenceOptimizer)
    {
        var data = new CaseData(_case.Description, exact: false, seed: 77);
        ReferenceNetwork reference = data.Reference;
        ITestNetwork network = CreateNetwork(data);
        using ITestTrainer trainer = network.CreateTrainer(optimizer);
        for (int step = 1; step <= TrainingSteps; step++)
        {
            Tensor input = data.NextInput(TrainingBatch);
            Tensor targets = data.NextTargets(input);
            double expectedLoss = reference.ComputeGradients(input, targets);
            referenceOptimizer.Apply(reference);
            reference.CommitState();
            float loss = Step(trainer, input, targets);
            CheckWithin(string.Create(CultureInfo.InvariantCulture, $"{name}, loss of step {step}"), [loss], [expectedLoss], TrainingBound);
        }

        foreach ((string parameterName, ReferenceParameter parameter) in reference.Parameters)
        {
            var values = new float[parameter.Value.Values.Length];
            network.CopyParameter(parameterName, values);
            CheckWithin($"{name}, {parameterName} after {TrainingSteps} steps", values, parameter.Value.Values, TrainingBound);
        }
    }

    private ITestNetwork CreateNetwork(CaseData data)
    {
        ITestNetwork network = _networks.CreateNetwork(_case.Name);
        foreach ((string name, _) in data.Reference.Parameters) network.SetParameter(name, data.Parameter(name));
        return network;
    }

    private float ComputeGradients(ITestTrainer trainer, Tensor input, Tensor targets)
        => _case.Description.HasLabels
            ? trainer.ComputeGradients(CaseData.ToFloats(input), CaseData.ToLabels(targets))
            : trainer.ComputeGradients(CaseData.ToFloats(input), CaseData.ToFloats(targets));

    private float Step(ITestTrainer trainer, Tensor input, Tensor targets)
        => _case.Description.HasLabels
            ? trainer.Step(CaseData.ToFloats(input), CaseData.ToLabels(targets))
            : trainer.Step(CaseData.ToFloats(input), CaseData.ToFloats(targets));

    private void CheckWithin(string what, float[] actual, double[] expected, double bound)
        => Collect(() => NumericAssert.Close(what, actual, expected, NumericAssert.Scaled(expected, bound, bound)));

    private void Collect(Action check)
    {
        try
        {
            check();
        }
        catch (NumericMismatchException mismatch)
        {
            _failures.Add(mismatch.Message);
        }
    }
}
