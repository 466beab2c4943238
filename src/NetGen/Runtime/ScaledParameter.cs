using System.ComponentModel;

using NetGen.Initialization;

namespace NetGen.Runtime;

/// <summary>A parameter of a network that is the wider twin of another. Made by generated code.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FanIn">How many times as many values an output sums; 1 where it sums none.</param>
/// <param name="FanOut">How many times as many outputs an input reaches.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ScaledParameter(string Name, double FanIn, double FanOut)
{
    /// <summary>Groups with the factors that let an optimiser's learning rate, found for the small network, hold for the wide one.</summary>
    /// <param name="optimizer">What will train the network.</param>
    /// <param name="network">The name of the wide network, for messages.</param>
    /// <param name="parameters">All that are trained and whose size differs from that of the small network's.</param>
    /// <exception cref="NotSupportedException">It is not known how the optimiser's learning rate follows the width.</exception>
    public static IReadOnlyList<ParameterGroup> CreateGroups(Optimizer optimizer, string network, params ScaledParameter[] parameters)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(parameters);
        if (optimizer.UpdateScale is UpdateScale.Unknown)
        {
            throw new NotSupportedException(
                $"How the learning rate of {optimizer.GetType().Name} follows the width of {network} is not known. It is for Sgd, and for optimisers whose steps"
                + " do not depend on the size of the gradient, such as Adam, AdamW, RmsProp and Lion; one of your own says so with UpdateScale.");
        }

        return [.. parameters.Select(parameter => parameter.CreateGroup(optimizer)).Where(static group => group.LearningRateFactor != 1)];
    }

    private ParameterGroup CreateGroup(Optimizer optimizer)
    {
        bool isOfGradient = optimizer.UpdateScale == UpdateScale.Gradient;
        double factor = isOfGradient ? WidthRule.RateOfGradient(FanIn, FanOut) : WidthRule.RateOfUnitSteps(FanIn);

        // A step takes rate times decay of the parameter away: that share is to be the same at every width.
        bool keepsShare = optimizer.HasWeightDecay && (isOfGradient || optimizer.HasDecoupledDecay);
        return new ParameterGroup(Name) { IsName = true, LearningRateFactor = factor, WeightDecayFactor = keepsShare ? 1 / factor : 1 };
    }
}
