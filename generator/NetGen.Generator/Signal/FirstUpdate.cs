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

/// <summary>An optimiser's settings, as far as the size of its steps depends on them. Those that it does not have are not looked at.</summary>
/// <param name="Epsilon">What is added to the gradient's size.</param>
internal sealed record UpdateSettings(double Epsilon)
{
    /// <summary>RMSprop's decay of the mean square.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Adadelta's decay of both mean squares.</summary>
    public double Rho { get; init; } = 0.9;

    /// <summary>The share of the last direction that SGD and RMSprop keep.</summary>
    public double Momentum { get; init; }

    /// <summary>The share of the gradient that SGD's momentum does not take in.</summary>
    public double Dampening { get; init; }

    /// <summary>Whether steps grow from the first on, and settle. With a momentum of 1 or more they never do.</summary>
    public bool HasMomentum => Momentum is > 0 and < 1;

    /// <summary>The defaults of an optimiser, which are PyTorch's.</summary>
    public static UpdateSettings Default(OptimizerKind optimizer) => new(optimizer switch
    {
        OptimizerKind.Adagrad => 1e-10,
        OptimizerKind.Adadelta => 1e-6,
        _ => 1e-8,
    });
}

/// <summary>The size of an optimiser's first step, or, with momentum, of the largest of its first steps; without weight decay.</summary>
internal static class FirstUpdate
{
    /// <summary>
    /// SGD: rate x g. Adam: rate x g / (g + epsilon), whatever its betas, both averages being corrected to g and g^2. RMSprop:
    /// rate x g / (sqrt(1 - alpha) g + epsilon), ten times the rate by default. Adagrad: rate x g / (g + epsilon). Adadelta:
    /// rate x g sqrt(epsilon) / sqrt((1 - rho) g^2 + epsilon). Momentum m adds up the directions of steps: as long as the gradient stays
    /// as it is, SGD's step grows to rate x g (1 - dampening) / (1 - m).
    /// </summary>
    /// <param name="gradient">Root mean square of the gradient's elements.</param>
    public static double Rms(OptimizerKind optimizer, UpdateSettings settings, double learningRate, double gradient)
    {
        if (!(gradient > 0)) return 0;
        return learningRate * optimizer switch
        {
            OptimizerKind.Sgd => settings.HasMomentum ? gradient * Math.Max(1, (1 - settings.Dampening) / (1 - settings.Momentum)) : gradient,
            OptimizerKind.RmsProp => LargestOfRmsProp(settings, gradient),
            OptimizerKind.Adadelta => gradient * Math.Sqrt(settings.Epsilon) / Math.Sqrt(((1 - settings.Rho) * gradient * gradient) + settings.Epsilon),
            _ => gradient / (gradient + settings.Epsilon),
        };
    }

    /// <summary>The mean square of k equal gradients is (1 - alpha^k) g^2, so single directions shrink to 1 while momentum adds them up.</summary>
    private static double LargestOfRmsProp(UpdateSettings settings, double gradient)
    {
        const int MostSteps = 10_000;
        double kept = settings.HasMomentum ? settings.Momentum : 0;
        double direction = 0;
        double decayed = 1;
        for (int step = 0; step < MostSteps; step++)
        {
            decayed *= settings.Alpha;
            double next = (kept * direction) + (gradient / ((Math.Sqrt(1 - decayed) * gradient) + settings.Epsilon));
            if (next <= direction) break;
            direction = next;
        }

        return direction;
    }
}
