using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>
/// w = W / sigma, sigma = u^T W v an estimate of the largest singular value of W as a matrix (Miyato et al., 2018). u and v are state: a training step
/// brings them nearer to the singular vectors.
/// </summary>
/// <param name="Iterations">Power iterations of a training step.</param>
/// <param name="Epsilon">Least length that vectors are divided by.</param>
/// <param name="IsTransposed">Whether the weight's second axis counts the rows of the matrix, and not its first: outputs are rows.</param>
internal sealed record SpectralNormReparameterization(int Iterations, double Epsilon, bool IsTransposed = false) : Reparameterization
{
    private const double MeanOfTracyWidom = -1.2065;

    public override string Kind => "SpectralNorm";

    public override string Description => "weights over their spectral norm";

    public static Reparameterization FromAttribute(AttributeArguments arguments)
        => new SpectralNormReparameterization(arguments.NotNegative("Iterations", 1), arguments.PositiveNumber("Epsilon", 1e-12, "1e-12"));

    public override Reparameterization On(Layer layer) => this with { IsTransposed = layer.Affine is { IsTransposed: true } };

    public override IReadOnlyList<ParameterSpec> Replace(ParameterSpec weight)
    {
        // In memory one has a value for each lane of the weight's panels, and the other one for each place in their depth.
        (int groups, int outputs, int inputs, int rows, int columns) = (weight.Groups, weight.Outputs, weight.Inputs, weight.Rows, weight.Columns);
        ParameterSpec original = weight with { Name = ParameterNames.OriginalWeight };
        return IsTransposed
            ? [original, OfDepth(isLeft: true, inputs, 1, 1), OfLanes(isLeft: false, groups, outputs, rows, columns, rows * columns)]
            : [original, OfLanes(isLeft: true, groups, outputs, 1, 1, rows * columns), OfDepth(isLeft: false, inputs, rows, columns)];
    }

    public override IReadOnlyList<ParameterSpec> Complete(IReadOnlyList<ParameterSpec> parameters)
    {
        ParameterSpec original = parameters[0];
        double norm = SpectralNorm(original.Initializer, parameters[1].Count, parameters[2].Count);
        return [original with { Effective = original.Initializer.Scaled(norm > 0 ? 1 / norm : 0) }, .. parameters.Skip(1)];
    }

    // dW is the gradient over sigma; what it loses along u v^T is one direction of many.
    public override double? GradientRatio(ParameterSpec parameter, ParameterSpec trained)
    {
        if (parameter.Name != ParameterNames.OriginalWeight) return null;
        double square = parameter.Initializer.MeanSquare;
        return square > 0 ? trained.Weights.MeanSquare / square : 0;
    }

    public override Operation Lower(Func<string, ParameterTensor> find, ParameterTensor weight) => new SpectralNormalization(
        find(ParameterNames.OriginalWeight), find(ParameterNames.WeightLeft), find(ParameterNames.WeightRight), weight, Iterations, Epsilon, IsTransposed);

    /// <summary>
    /// The largest singular value of a matrix that begins in a way. Of independent values of mean 0 it is near std (sqrt(rows) + sqrt(columns)), the edge
    /// of Marchenko and Pastur, in the mean a little less by the distribution of Tracy and Widom (Johnstone, 2001); a mean m adds a direction of size m sqrt(rows columns), which stands out of the others where it is larger than
    /// std (rows columns)^(1/4) (Benaych-Georges and Nadakuditi, 2012).
    /// </summary>
    private static double SpectralNorm(Initializer initializer, double rows, double columns)
    {
        switch (initializer.Distribution)
        {
            case Distribution.Orthogonal or Distribution.DeltaOrthogonal or Distribution.Identity: return initializer.First;
            case Distribution.Dirac: return 1;
        }

        double common = Math.Abs(initializer.Mean) * Math.Sqrt(rows * columns);
        double std = initializer.Std;
        double edge = Math.Sqrt(rows) + Math.Sqrt(columns);
        return common > std * Math.Pow(rows * columns, 0.25)
            ? Math.Sqrt(((common * common) + (std * std * rows)) * ((common * common) + (std * std * columns))) / common
            : std * Math.Sqrt((edge * edge) + (MeanOfTracyWidom * edge * Math.Pow((1 / Math.Sqrt(rows)) + (1 / Math.Sqrt(columns)), 1.0 / 3)));
    }

    private ParameterSpec OfLanes(bool isLeft, int groups, int outputs, int rows, int columns, int taps)
        => Vector(isLeft, groups, outputs, 1, rows, columns) with { TapsOfPacking = taps };

    private ParameterSpec OfDepth(bool isLeft, int inputs, int rows, int columns) => Vector(isLeft, 1, 1, inputs, rows, columns) with { IsTable = true };

    private ParameterSpec Vector(bool isLeft, int groups, int outputs, int inputs, int rows, int columns) => new(
        isLeft ? ParameterNames.WeightLeft : ParameterNames.WeightRight,
        null,
        groups,
        outputs,
        inputs,
        rows,
        columns,
        EquatableArray.Of(groups * outputs * inputs * rows * columns),
        0,
        0,
        Initialize.SingularVector(ParameterNames.OriginalWeight, isLeft, IsTransposed))
    {
        IsTrained = false,
    };
}
