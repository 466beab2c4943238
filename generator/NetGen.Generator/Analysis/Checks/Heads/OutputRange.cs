using NetGen.Generator.Layers;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>Which numbers an activation can give.</summary>
/// <param name="High">Infinite for those that have no upper end.</param>
internal readonly record struct OutputRange(double Low, double High)
{
    /// <summary>Null where an activation gives every number.</summary>
    public static OutputRange? Of(ActivationLayer activation) => activation.Activation switch
    {
        ActivationKind.ReLU or ActivationKind.SquaredReLU or ActivationKind.Softplus => new(0, double.PositiveInfinity),
        ActivationKind.ReLU6 => new(0, 6),
        ActivationKind.LeakyReLU when activation.Parameter <= 0 => new(0, double.PositiveInfinity),
        ActivationKind.LeakyReLU => null,
        ActivationKind.ELU or ActivationKind.CELU => new(-activation.Parameter, double.PositiveInfinity),
        ActivationKind.SELU => new(-ActivationFunction.SeluScale * ActivationFunction.SeluAlpha, double.PositiveInfinity),

        // The least value of each, where its derivative is 0.
        ActivationKind.GELU => new(-0.169971, double.PositiveInfinity),
        ActivationKind.SiLU => new(-0.278465, double.PositiveInfinity),
        ActivationKind.Mish => new(-0.308843, double.PositiveInfinity),
        ActivationKind.HardSwish => new(-0.375, double.PositiveInfinity),
        ActivationKind.Tanh or ActivationKind.HardTanh or ActivationKind.Softsign => new(-1, 1),
        ActivationKind.LeCunTanh => new(-ActivationFunction.LeCunScale, ActivationFunction.LeCunScale),
        ActivationKind.Sigmoid or ActivationKind.HardSigmoid => new(0, 1),
        _ => null,
    };
}
