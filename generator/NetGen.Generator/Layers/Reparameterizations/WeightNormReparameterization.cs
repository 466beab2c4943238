using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>
/// w = g v / |v|, with a length g and the norm of a direction v for each row of the weights as files have them (Salimans and Kingma, 2016).
/// g begins as |v|, so that the weights begin as the layer's initialiser has drawn them.
/// </summary>
internal sealed record WeightNormReparameterization : Reparameterization
{
    public override string Kind => "WeightNorm";

    public override string Description => "weights of length g along v";

    public override IReadOnlyList<ParameterSpec> Replace(ParameterSpec weight)
    {
        EquatableArray<int> lengths = weight.FileShape.Select((extent, axis) => axis == 0 ? extent : 1).ToEquatableArray();
        return
        [
            weight with { Name = ParameterNames.WeightDirection },
            new ParameterSpec(ParameterNames.WeightLength, null, weight.Groups, weight.Outputs, 1, 1, 1, lengths, 0, 0, Initialize.Norms(ParameterNames.WeightDirection))
            {
                TapsOfPacking = weight.Rows * weight.Columns,
            },
        ];
    }

    public override IReadOnlyList<ParameterSpec> Complete(IReadOnlyList<ParameterSpec> parameters)
    {
        // A row of n values has the square n E v^2, and is scaled to that of its length.
        (ParameterSpec direction, ParameterSpec length) = (parameters[0], parameters[1]);
        double square = (double)direction.Count / length.Count * direction.Initializer.MeanSquare;
        return length.Initializer.Distribution == Distribution.Norms
            ? [direction with { Effective = direction.Initializer }, length with { Initializer = length.Initializer with { First = Math.Sqrt(square) } }]
            : [direction with { Effective = direction.Initializer.Scaled(square > 0 ? Math.Sqrt(length.Initializer.MeanSquare / square) : 0) }, length];
    }

    // dg is the gradient along a direction of length 1, whose square is that of one weight's; dv is g / |v| times what is left beside it.
    public override double? GradientRatio(ParameterSpec parameter, ParameterSpec trained)
    {
        if (parameter.Name == ParameterNames.WeightLength) return 1;
        if (parameter.Name != ParameterNames.WeightDirection) return null;
        double square = parameter.Initializer.MeanSquare;
        double beside = 1 - (1 / ((double)parameter.Count / parameter.FileShape[0]));
        return square > 0 ? trained.Weights.MeanSquare / square * beside : 0;
    }

    public override Operation Lower(Func<string, ParameterTensor> find, ParameterTensor weight)
        => new WeightNormalization(find(ParameterNames.WeightDirection), find(ParameterNames.WeightLength), weight);
}
