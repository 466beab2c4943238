namespace NetGen.Kernels.Tests.Reference;

/// <summary>An optimiser with the update rules and defaults of PyTorch.</summary>
internal abstract class ReferenceOptimizer
{
    private readonly Dictionary<ReferenceParameter, Tensor[]> _moments = [];
    private int _step;

    /// <summary>Changes every trained parameter by its gradient.</summary>
    public void Apply(ReferenceNetwork network)
    {
        _step++;
        foreach ((_, ReferenceParameter parameter) in network.Parameters)
        {
            if (!parameter.IsTrained) continue;
            if (!_moments.TryGetValue(parameter, out Tensor[]? moments))
            {
                moments = [parameter.Value.ZerosLike(), parameter.Value.ZerosLike()];
                _moments.Add(parameter, moments);
            }

            for (int i = 0; i < parameter.Value.Values.Length; i++)
            {
                ref double value = ref parameter.Value.Values[i];
                value = Update(value, parameter.Gradient.Values[i], ref moments[0].Values[i], ref moments[1].Values[i], _step);
            }
        }
    }

    /// <summary>The new value of one weight.</summary>
    /// <param name="step">1 at the first update.</param>
    public abstract double Update(double weight, double gradient, ref double firstMoment, ref double secondMoment, int step);
}

/// <summary>Gradient descent, with momentum as in PyTorch: velocity = momentum * velocity + gradient.</summary>
internal sealed class ReferenceSgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0) : ReferenceOptimizer
{
    public override double Update(double weight, double gradient, ref double firstMoment, ref double secondMoment, int step)
    {
        gradient += weightDecay * weight;
        firstMoment = (momentum * firstMoment) + gradient;
        double direction = nesterov ? gradient + (momentum * firstMoment) : firstMoment;
        return weight - (learningRate * direction);
    }
}

/// <summary>Adam (Kingma and Ba 2015); with decoupled weight decay it is AdamW (Loshchilov and Hutter 2019).</summary>
internal sealed class ReferenceAdam(
    double learningRate,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    double weightDecay = 0,
    bool decoupled = false) : ReferenceOptimizer
{
    public override double Update(double weight, double gradient, ref double firstMoment, ref double secondMoment, int step)
    {
        if (decoupled) weight -= learningRate * weightDecay * weight;
        else gradient += weightDecay * weight;
        firstMoment = (beta1 * firstMoment) + ((1 - beta1) * gradient);
        secondMoment = (beta2 * secondMoment) + ((1 - beta2) * gradient * gradient);
        double mean = firstMoment / (1 - Math.Pow(beta1, step));
        double square = secondMoment / (1 - Math.Pow(beta2, step));
        return weight - (learningRate * mean / (Math.Sqrt(square) + epsilon));
    }
}

/// <summary>RMSprop (Hinton's lecture 6e) as PyTorch has it: epsilon outside the root.</summary>
internal sealed class ReferenceRmsProp(double learningRate, double alpha = 0.99, double epsilon = 1e-8) : ReferenceOptimizer
{
    public override double Update(double weight, double gradient, ref double firstMoment, ref double secondMoment, int step)
    {
        secondMoment = (alpha * secondMoment) + ((1 - alpha) * gradient * gradient);
        return weight - (learningRate * gradient / (Math.Sqrt(secondMoment) + epsilon));
    }
}

/// <summary>Adadelta (Zeiler 2012): the first moment holds the squared updates, the second the squared gradients.</summary>
internal sealed class ReferenceAdadelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6) : ReferenceOptimizer
{
    public override double Update(double weight, double gradient, ref double firstMoment, ref double secondMoment, int step)
    {
        secondMoment = (rho * secondMoment) + ((1 - rho) * gradient * gradient);
        double change = Math.Sqrt(firstMoment + epsilon) / Math.Sqrt(secondMoment + epsilon) * gradient;
        firstMoment = (rho * firstMoment) + ((1 - rho) * change * change);
        return weight - (learningRate * change);
    }
}
