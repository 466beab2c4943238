namespace NetGen.Generator.Signal;

/// <summary>The optimisers of the run-time library.</summary>
internal enum OptimizerKind
{
    Sgd,
    Adam,
    AdamW,
    RmsProp,
    Adagrad,
    Adadelta,
}

/// <summary>The size of an optimiser's first step, with its default settings (PyTorch's) and no weight decay.</summary>
internal static class FirstUpdate
{
    /// <summary>Adam's epsilon: below gradients of this size its steps shrink.</summary>
    public const double AdamEpsilon = 1e-8;

    private const double RmsPropAlpha = 0.99;
    private const double RmsPropEpsilon = 1e-8;
    private const double AdagradEpsilon = 1e-10;
    private const double AdadeltaRho = 0.9;
    private const double AdadeltaEpsilon = 1e-6;

    /// <summary>
    /// SGD, with momentum or without: rate x g. Adam: rate x g / (g + epsilon), both averages corrected to g and g^2. RMSprop:
    /// rate x g / (sqrt(1 - alpha) g + epsilon), ten times the rate by default. Adagrad: rate x g / (g + epsilon). Adadelta:
    /// rate x g sqrt(epsilon) / sqrt((1 - rho) g^2 + epsilon).
    /// </summary>
    /// <param name="gradient">Root mean square of the gradient's elements.</param>
    public static double Rms(OptimizerKind optimizer, double learningRate, double gradient)
    {
        if (!(gradient > 0)) return 0;
        return learningRate * optimizer switch
        {
            OptimizerKind.Sgd => gradient,
            OptimizerKind.RmsProp => gradient / ((Math.Sqrt(1 - RmsPropAlpha) * gradient) + RmsPropEpsilon),
            OptimizerKind.Adagrad => gradient / (gradient + AdagradEpsilon),
            OptimizerKind.Adadelta => gradient * Math.Sqrt(AdadeltaEpsilon) / Math.Sqrt(((1 - AdadeltaRho) * gradient * gradient) + AdadeltaEpsilon),
            _ => gradient / (gradient + AdamEpsilon),
        };
    }
}
