using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Adafactor (Shazeer and Stern, 2018), as PyTorch's <c>torch.optim.Adafactor</c>: of a tensor's squared gradients it keeps the means of rows, R, and of columns, C,
/// of its last two axes, and of a vector's all, V. In step t, with 1 - b = t^(beta2 decay): R = b * R + (1 - b) * mean of g^2 by row, C and V alike,
/// V = R * C / max(mean of R, epsilon 1), u = g / max(sqrt(V), epsilon 1), and p -= max(epsilon 2, RMS(p)) * min(lr, 1 / sqrt(t)) * u / max(1, RMS(u) / threshold); the
/// parameter is first multiplied by 1 - lr * weight decay. So a step is a share of the tensor's size, and what is kept is a fraction of it.
/// </summary>
public sealed class Adafactor : Optimizer
{
    private const string RowName = "row_var";
    private const string ColumnName = "col_var";
    private const string VectorName = "variance";
    private readonly double _beta2Decay = -0.8;
    private readonly double _epsilon1 = 1.1920929e-7;
    private readonly double _epsilon2 = 1e-3;
    private readonly double _clippingThreshold = 1;
    private readonly double _weightDecay;

    /// <summary>Adafactor with the given largest relative step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Adafactor(double learningRate = 1e-2)
        : base(learningRate)
    {
    }

    /// <summary>Power of the number of steps that the newest gradient's share in the means falls with; 0 or less.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is above 0, NaN or infinite.</exception>
    public double Beta2Decay
    {
        get => _beta2Decay;
        init => _beta2Decay = -OptionGuard.NonNegativeFloat(-value);
    }

    /// <summary>Least root mean square of a gradient; positive. The default is the spacing of floats at 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or infinite.</exception>
    public double Epsilon1
    {
        get => _epsilon1;
        init => _epsilon1 = OptionGuard.PositiveFloat(value);
    }

    /// <summary>Least root mean square of a tensor that its steps are a share of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double Epsilon2
    {
        get => _epsilon2;
        init => _epsilon2 = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Largest root mean square of a tensor's direction (PyTorch's <c>d</c>); a longer one is scaled down to it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1, NaN or infinite.</exception>
    public double ClippingThreshold
    {
        get => _clippingThreshold;
        init => _clippingThreshold = OptionGuard.AtLeastOne(value);
    }

    /// <summary>Share of the parameter that a step takes off, times the learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    internal override IReadOnlyList<string> SlotNames => [];

    internal override bool IsByTensor => true;

    internal override bool HasDecoupledDecay => true;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
    [
        (nameof(Beta2Decay), Beta2Decay), (nameof(Epsilon1), Epsilon1), (nameof(Epsilon2), Epsilon2),
        (nameof(ClippingThreshold), ClippingThreshold), (nameof(WeightDecay), WeightDecay),
    ];

    internal override int ScratchSize(ParameterInfo parameter) => parameter.Count + parameter.Layout.PackedSize;

    internal override IEnumerable<StateTensor> CreateTensors(NetworkInfo info)
    {
        foreach (ParameterInfo parameter in info.Parameters)
        {
            if (!parameter.IsTrained) continue;
            if (parameter.Shape.Count == 1)
            {
                yield return new(VectorName, parameter, parameter.Shape);
                continue;
            }

            yield return new(RowName, parameter, [.. parameter.Shape.SkipLast(1), 1]);
            yield return new(ColumnName, parameter, [.. parameter.Shape.SkipLast(2), 1, parameter.Shape[^1]]);
        }
    }

    internal override bool Update(in UpdateRange range)
    {
        ParameterInfo parameter = range.Parameter!;
        ParameterLayout layout = parameter.Layout with { Offset = 0 };
        Span<float> weights = range.PackedParameter;
        Span<float> direction = range.Scratch[..parameter.Count];
        layout.Unpack(range.PackedGradient, direction);
        range.Scale.Apply(direction);

        double count = range.Step.Updates + 1;
        double size = Math.Sqrt(TensorMath.SumOfSquares(weights) / parameter.Count);
        double step = Math.Max(Epsilon2, size) * Math.Min(range.Step.LearningRate, 1 / Math.Sqrt(count));
        float intake = (float)Math.Pow(count, Beta2Decay);
        bool isFinite = parameter.Shape.Count == 1
            ? DivideVector(direction, range.State.Tensor(VectorName, parameter).Values, intake)
            : DivideMatrices(direction, range, intake);
        double length = Math.Sqrt(TensorMath.SumOfSquares(direction) / parameter.Count);
        float factor = (float)(-step / Math.Max(1, length / ClippingThreshold));
        float shrinkage = (float)(1 - (range.Step.LearningRate * range.Step.WeightDecayOr(WeightDecay)));

        Span<float> packed = range.Scratch.Slice(parameter.Count, layout.PackedSize);
        packed.Clear();
        layout.Pack(direction, packed);
        TensorMath.Combine(shrinkage, weights, factor, packed);
        return isFinite && double.IsFinite(TensorMath.SumOfSquares(weights));
    }

    private bool DivideVector(Span<float> gradient, float[] variances, float intake)
    {
        double check = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            float variance = variances[i] += ((gradient[i] * gradient[i]) - variances[i]) * intake;
            gradient[i] /= (float)Math.Max(Math.Sqrt(variance), Epsilon1);
            check += variance;
        }

        return double.IsFinite(check);
    }

    /// <summary>Divides each matrix of a tensor, of its last two axes, by the roots of its factored variances.</summary>
    private bool DivideMatrices(Span<float> gradient, in UpdateRange range, float intake)
    {
        IReadOnlyList<int> shape = range.Parameter!.Shape;
        int rows = shape[^2];
        int columns = shape[^1];
        Span<float> rowVariances = range.State.Tensor(RowName, range.Parameter).Values;
        Span<float> columnVariances = range.State.Tensor(ColumnName, range.Parameter).Values;
        bool isFinite = true;
        for (int matrix = 0; matrix < gradient.Length / (rows * columns); matrix++)
        {
            isFinite &= DivideMatrix(
                gradient.Slice(matrix * rows * columns, rows * columns), rowVariances.Slice(matrix * rows, rows), columnVariances.Slice(matrix * columns, columns), intake);
        }

        return isFinite;
    }

    private bool DivideMatrix(Span<float> gradient, Span<float> rowVariances, Span<float> columnVariances, float intake)
    {
        int rows = rowVariances.Length;
        int columns = columnVariances.Length;
        TensorMath.Scale(columnVariances, 1 - intake);
        double mean = 0;
        for (int row = 0; row < rows; row++)
        {
            Span<float> values = gradient.Slice(row * columns, columns);
            rowVariances[row] += ((float)(TensorMath.SumOfSquares(values) / columns) - rowVariances[row]) * intake;
            TensorMath.AddSquares(columnVariances, values, intake / rows);
            mean += rowVariances[row];
        }

        // Each divisor is the root of a row's share times a column's: the column's, and the floor, wait for the row's.
        mean = Math.Max(mean / rows, Epsilon1);
        for (int row = 0; row < rows; row++)
        {
            TensorMath.DivideByRoots(gradient.Slice(row * columns, columns), columnVariances, (float)(rowVariances[row] / mean), (float)(Epsilon1 * Epsilon1));
        }

        return double.IsFinite(mean + TensorMath.SumOfSquares(columnVariances));
    }
}
