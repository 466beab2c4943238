namespace NetGen.Generator.Model;

/// <summary>What a network has in common with the smaller one that it is the wider twin of.</summary>
/// <param name="Base">The name of the small network.</param>
/// <param name="AttributeIndex">The index of the attribute [ScaledFrom].</param>
/// <param name="Parameters">All that are trained, in the order of the layers.</param>
internal sealed record WidthScaling(string Base, int AttributeIndex, EquatableArray<ScaledParameter> Parameters);

/// <summary>A parameter beside that of the small network.</summary>
/// <param name="Node">Its layer.</param>
/// <param name="Name">Its name in the network: dense1.weight.</param>
/// <param name="Place">Its place among the layer's parameters.</param>
/// <param name="FanIn">How many times as many values an output sums; 1 where it sums none.</param>
/// <param name="FanOut">How many times as many outputs an input reaches.</param>
/// <param name="Start">How the small network's begins.</param>
internal sealed record ScaledParameter(int Node, string Name, int Place, double FanIn, double FanOut, Initializer Start)
{
    /// <summary>Which of its sides grow.</summary>
    public WidthClass Class => (FanIn != 1, FanOut != 1) switch
    {
        (false, false) => WidthClass.Fixed,
        (false, true) => WidthClass.InputLike,
        (true, true) => WidthClass.Hidden,
        _ => WidthClass.OutputLike,
    };

    /// <summary>What its initial standard deviation should be times that of the small network's.</summary>
    public double StdFactor => WidthRule.Std(FanIn, FanOut);

    /// <summary>What its learning rate should be times that of the small network's, with gradient descent.</summary>
    public double GradientRate => WidthRule.RateOfGradient(FanIn, FanOut);

    /// <summary>The same with Adam and others whose steps do not depend on the size of the gradient.</summary>
    public double UnitRate => WidthRule.RateOfUnitSteps(FanIn);
}

/// <summary>Which sides of a weight grow with the width.</summary>
internal enum WidthClass
{
    /// <summary>None.</summary>
    Fixed,

    /// <summary>The outputs alone, as of a first layer, a bias and an embedding.</summary>
    InputLike,

    /// <summary>Both.</summary>
    Hidden,

    /// <summary>The inputs alone, as of the last layer.</summary>
    OutputLike,
}
