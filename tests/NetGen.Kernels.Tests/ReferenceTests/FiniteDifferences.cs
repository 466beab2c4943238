using System.Globalization;

using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.ReferenceTests;

/// <summary>
/// Compares analytic gradients with central differences, (L(v + h) - L(v - h)) / 2h, for every parameter and every input value.
/// </summary>
/// <remarks>
/// With h = 1e-4 the difference is off by h^2/6 times the third derivative, about 1e-9, and by rounding, about 1e-16 / h = 1e-12 times L.
/// Bounds: relative 1e-6, absolute 1e-8. Where a rectifier's corner lies between the two values, it does not between those of a step a hundred times smaller, which
/// rounding leaves exact enough: 1e-10 times L.
/// </remarks>
internal static class FiniteDifferences
{
    private static readonly double[] Steps = [1e-4, 1e-5, 1e-6];
    private const double RelativeBound = 1e-6;
    private const double AbsoluteBound = 1e-8;

    private const double DirectionBound = 1e-5;
    private static readonly double[] DirectionSteps = [1e-4, 1e-5, 1e-6, 1e-7];

    /// <summary>Checks one layer under the loss sum(factor * output) with random factors, so that every output counts.</summary>
    public static void Check(ReferenceLayer layer, IReadOnlyList<Tensor> inputs, TestRandom random)
    {
        Tensor output = layer.Forward(inputs, training: true);
        Tensor factors = output.ZerosLike();
        for (int i = 0; i < factors.Values.Length; i++) factors.Values[i] = random.NextUniform(0.5, 1.5) * (random.NextUniform() < 0.5 ? -1 : 1);
        foreach (ReferenceParameter parameter in layer.Parameters) Array.Clear(parameter.Gradient.Values);
        IReadOnlyList<Tensor> dinputs = layer.Backward(inputs, output, factors);
        for (int i = 0; i < inputs.Count; i++) Compare($"input {i}", inputs[i], dinputs[i], Loss);
        foreach (ReferenceParameter parameter in layer.Parameters.Where(parameter => parameter.IsTrained))
            Compare(parameter.Name, parameter.Value, parameter.Gradient, Loss);

        double Loss()
        {
            Tensor value = layer.Forward(inputs, training: true);
            double sum = 0;
            for (int i = 0; i < value.Values.Length; i++) sum += factors.Values[i] * value.Values[i];
            return sum;
        }
    }

    /// <summary>Checks a whole network with its own loss.</summary>
    public static void Check(ReferenceNetwork network, Tensor input, Tensor targets)
    {
        double loss = network.ComputeGradients(input, targets);
        Assert.Equal(Loss(), loss);
        Compare("input", input, network.InputGradient!, Loss);
        foreach ((string name, ReferenceParameter parameter) in network.Parameters.Where(parameter => parameter.Parameter.IsTrained))
            Compare(name, parameter.Value, parameter.Gradient, Loss);

        double Loss() => network.Loss.Loss(network.Forward(input, training: true), targets);
    }

    /// <summary>
    /// Checks a whole network along a random direction through each parameter and the input: (L(v + h d) - L(v - h d)) / 2h is the gradient
    /// times d.
    /// </summary>
    /// <remarks>
    /// Where a kink lies within a step, the difference of that step means nothing, and that of a smaller one does: one of several steps has
    /// to agree. Bounds are relative to the sum of the products' sizes, of which a wrong gradient of any share of the values is a share.
    /// </remarks>
    /// <exception cref="NumericMismatchException">No step agrees.</exception>
    public static void CheckDirections(ReferenceNetwork network, Tensor input, Tensor targets, TestRandom random)
    {
        network.ComputeGradients(input, targets);
        (string Name, Tensor Value, Tensor Gradient, int? FixedRow)[] variables =
        [
            ("input", input, network.InputGradient!.Clone(), null),
            .. network.Parameters.Where(item => item.Parameter.IsTrained).Select(item => (item.Name, item.Parameter.Value, item.Parameter.Gradient.Clone(), item.Parameter.FixedRow)),
        ];
        foreach ((string name, Tensor value, Tensor gradient, int? fixedRow) in variables)
        {
            double[] start = [.. value.Values];
            double[] direction = [.. start.Select(_ => random.NextUniform(0.5, 1.5) * (random.NextUniform() < 0.5 ? -1 : 1))];
            if (fixedRow is { } row) Array.Clear(direction, row * value.Shape[^1], value.Shape[^1]);
            double expected = direction.Zip(gradient.Values, (left, right) => left * right).Sum();
            double size = direction.Zip(gradient.Values, (left, right) => Math.Abs(left * right)).Sum();
            double[] found = [.. DirectionSteps.Select(step => (Loss(step) - Loss(-step)) / (2 * step))];
            start.CopyTo(value.Values, 0);
            if (!Array.Exists(found, difference => Math.Abs(difference - expected) <= DirectionBound * (size + 1e-3)))
            {
                throw new NumericMismatchException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} of {value}: gradient along a direction {expected:R}, finite differences {string.Join(", ", found.Select(difference => difference.ToString("R", CultureInfo.InvariantCulture)))}."));
            }

            double Loss(double step)
            {
                for (int i = 0; i < start.Length; i++) value.Values[i] = start[i] + (step * direction[i]);
                return network.Loss.Loss(network.Forward(input, training: true), targets);
            }
        }
    }

    private static void Compare(string what, Tensor variable, Tensor gradient, Func<double> loss)
    {
        Assert.Equal(variable.Shape, gradient.Shape);
        for (int i = 0; i < variable.Values.Length; i++)
        {
            double value = variable.Values[i];
            double actual = gradient.Values[i];
            double[] found = [];
            bool isNear = false;
            for (int step = 0; step < Steps.Length && !isNear; step++)
            {
                double expected = (Loss(Steps[step]) - Loss(-Steps[step])) / (2 * Steps[step]);
                isNear = Math.Abs(expected - actual) <= AbsoluteBound + (RelativeBound * Math.Max(Math.Abs(expected), Math.Abs(actual)));
                found = [.. found, expected];
            }

            variable.Values[i] = value;
            Assert.True(isNear, string.Create(CultureInfo.InvariantCulture, $"{what}[{i}] of {variable}: gradient {actual:R}, finite differences {string.Join(", ", found)}."));

            double Loss(double step)
            {
                variable.Values[i] = value + step;
                return loss();
            }
        }
    }
}
