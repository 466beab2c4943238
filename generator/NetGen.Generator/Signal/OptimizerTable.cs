namespace NetGen.Generator.Signal;

/// <summary>The run-time library's optimisers: one row each. Analyzers know of them what stands here, and nothing of those that do not.</summary>
/// <remarks><c>OptimizerTableTests</c> compare it with the library.</remarks>
internal static class OptimizerTable
{
    public static IReadOnlyList<OptimizerRow> All { get; } =
    [
        new(
            "Sgd",
            1e-3,
            1e-7,
            1,
            Settings(("Momentum", 0), ("Dampening", 0), ("WeightDecay", 0)),
            (gradient, setting) => gradient * Growth(setting("Momentum"), setting("Dampening")))
        {
            FollowsGradient = true,
        },
        new("Adam", 1e-3, 1e-7, 1e-2, Moments(), Normalized)
        {
            StallsBelowEpsilon = true,
            Decoupled = "AdamW",
        },
        new("AdamW", 1e-3, 1e-7, 1e-2, Settings(("Beta1", 0.9), ("Beta2", 0.999), ("Epsilon", 1e-8), ("WeightDecay", 0.01)), Normalized)
        {
            StallsBelowEpsilon = true,
            TakesDecayOffWeights = true,
        },

        // The average of squares begins at 0 and is not corrected, which makes the first step ten times the rate: the default is too large for most networks.
        new(
            "RmsProp",
            1e-2,
            1e-7,
            1e-2,
            Settings(("Alpha", 0.99), ("Epsilon", 1e-8), ("Momentum", 0), ("WeightDecay", 0)),
            (gradient, setting) => LargestOfRmsProp(gradient, setting("Alpha"), setting("Epsilon"), setting("Momentum")))
        {
            SafeRate = 1e-3,
            StallsBelowEpsilon = true,
        },
        new("Adagrad", 1e-2, 1e-6, 1, Settings(("LearningRateDecay", 0), ("Epsilon", 1e-10), ("WeightDecay", 0)), Normalized),
        new(
            "Adadelta",
            1,
            1e-3,
            10,
            Settings(("Rho", 0.9), ("Epsilon", 1e-6), ("WeightDecay", 0)),
            (gradient, setting) => gradient * Math.Sqrt(setting("Epsilon")) / Math.Sqrt(((1 - setting("Rho")) * gradient * gradient) + setting("Epsilon"))),
        new("Adamax", 2e-3, 1e-7, 2e-2, Moments(), Normalized) { StallsBelowEpsilon = true },
        new(
            "NAdam",
            2e-3,
            1e-7,
            1e-2,
            Moments(("MomentumDecay", 4e-3)),
            (gradient, setting) => Normalized(gradient, setting) * Lookahead(setting("Beta1"), setting("MomentumDecay")))
        {
            StallsBelowEpsilon = true,
        },

        // The first five steps or so are plain gradient descent, the others Adam's.
        new("RAdam", 1e-3, 1e-7, 1e-2, Moments(), Plain) { IsFirstStepTypical = false },
        new("Asgd", 1e-2, 1e-7, 1, Settings(("Lambda", 1e-4), ("Alpha", 0.75), ("AverageFrom", 1e6), ("WeightDecay", 0)), Plain) { FollowsGradient = true },

        // What the first step is, the following ones correct.
        new("Rprop", 1e-2, 1e-6, 1, Settings(("Shrinkage", 0.5), ("Growth", 1.2), ("SmallestStep", 1e-6), ("LargestStep", 50)), Fixed) { IsFirstStepTypical = false },
        new("Lion", 1e-3, 1e-7, 1e-2, Settings(("Beta1", 0.9), ("Beta2", 0.99), ("WeightDecay", 0)), Fixed) { TakesDecayOffWeights = true },

        // The first step is away from zero, wherever the weights begin.
        new(
            "Ftrl",
            1e-3,
            1e-6,
            10,
            Settings(("InitialAccumulator", 0.1), ("L1", 0), ("L2", 0), ("L2Shrinkage", 0), ("Beta", 0)),
            (gradient, setting) => gradient / (Math.Sqrt(setting("InitialAccumulator") + (gradient * gradient)) + setting("Beta")))
        {
            IsFirstStepTypical = false,
        },
        // Steps of these three are shares of a tensor's own size.
        new(
            "Lamb",
            1e-3,
            1e-6,
            1e-1,
            Settings(("Beta1", 0.9), ("Beta2", 0.999), ("Epsilon", 1e-7), ("WeightDecay", 0)),
            Normalized)
        {
            IsFirstStepTypical = false,
        },
        new(
            "Adafactor",
            1e-2,
            1e-6,
            1,
            Settings(("Beta2Decay", -0.8), ("Epsilon1", 1.1920929e-7), ("Epsilon2", 1e-3), ("ClippingThreshold", 1), ("WeightDecay", 0)),
            (gradient, setting) => setting("Epsilon2") * Factored(gradient, setting("Epsilon1"), setting("ClippingThreshold")))
        {
            IsFirstStepTypical = false,
        },
        new(
            "Muon",
            1e-3,
            1e-6,
            1e-1,
            Settings(("Momentum", 0.95), ("WeightDecay", 0.1), ("Epsilon", 1e-7), ("AdamRateFactor", 1), ("AdamBeta1", 0.9), ("AdamBeta2", 0.999), ("AdamEpsilon", 1e-8)),
            (gradient, setting) => Orthogonalized(gradient * (1 - (setting("Momentum") * setting("Momentum"))), setting("Epsilon")))
        {
            IsFirstStepTypical = false,
        },
        new("ScheduleFreeAdamW", 2.5e-3, 1e-6, 5e-2, Moments(), Normalized)
        {
            StallsBelowEpsilon = true,
            TakesDecayOffWeights = true,
        },
    ];

    /// <summary>The row of a class of the library, null where it is no optimiser.</summary>
    public static OptimizerRow? Find(string name) => All.FirstOrDefault(row => string.Equals(row.Name, name, StringComparison.Ordinal));

    /// <summary>g / (g + epsilon): Adam's averages are corrected to g and g^2, Adagrad's sum begins with g^2.</summary>
    private static double Normalized(double gradient, Func<string, double> setting) => gradient / (gradient + setting("Epsilon"));

    private static double Plain(double gradient, Func<string, double> setting) => gradient;

    private static double Fixed(double gradient, Func<string, double> setting) => 1;

    /// <summary>Adafactor's direction for a matrix of one element, whose row and column are its square.</summary>
    private static double Factored(double gradient, double epsilon, double threshold)
    {
        double square = gradient * gradient;
        double variance = Math.Max(square * square / Math.Max(square, epsilon), epsilon * epsilon);
        return Math.Min(gradient / Math.Sqrt(variance), threshold);
    }

    /// <summary>Five rounds of Muon's iteration for a matrix of one element.</summary>
    private static double Orthogonalized(double direction, double epsilon)
    {
        double value = direction / Math.Max(direction, epsilon);
        for (int round = 0; round < 5; round++) value = (3.4445 * value) - (4.775 * value * value * value) + (2.0315 * value * value * value * value * value);
        return value;
    }

    /// <summary>The gradient itself and the share of it that has reached the average.</summary>
    private static double Lookahead(double beta, double decay)
    {
        double first = beta * (1 - (0.5 * Math.Pow(0.96, decay)));
        double second = beta * (1 - (0.5 * Math.Pow(0.96, 2 * decay)));
        return 1 + (second * (1 - beta) / (1 - (first * second)));
    }

    /// <summary>
    /// Momentum adds up the directions of steps, beginning with the gradient itself: as long as the gradient stays as it is, SGD's step grows to
    /// (1 - dampening) / (1 - momentum) times the first. With a momentum of 1 or more it never settles.
    /// </summary>
    private static double Growth(double momentum, double dampening)
        => double.IsNaN(momentum) ? double.NaN : momentum is > 0 and < 1 ? Math.Max(1, (1 - dampening) / (1 - momentum)) : 1;

    /// <summary>The mean square of k equal gradients is (1 - alpha^k) g^2, so single directions shrink to 1 while momentum adds them up.</summary>
    private static double LargestOfRmsProp(double gradient, double alpha, double epsilon, double momentum)
    {
        const int MostSteps = 10_000;
        if (double.IsNaN(alpha + epsilon + momentum)) return double.NaN;
        double kept = momentum is > 0 and < 1 ? momentum : 0;
        double direction = 0;
        double decayed = 1;
        for (int step = 0; step < MostSteps; step++)
        {
            decayed *= alpha;
            double next = (kept * direction) + (gradient / ((Math.Sqrt(1 - decayed) * gradient) + epsilon));
            if (next <= direction) break;
            direction = next;
        }

        return direction;
    }

    private static Dictionary<string, double> Moments(params (string Name, double Default)[] more)
        => Settings([("Beta1", 0.9), ("Beta2", 0.999), ("Epsilon", 1e-8), ("WeightDecay", 0), .. more]);

    private static Dictionary<string, double> Settings(params (string Name, double Default)[] settings)
        => settings.ToDictionary(setting => setting.Name, setting => setting.Default, StringComparer.Ordinal);
}
