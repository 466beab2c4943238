namespace NetGen;

/// <summary>What <c>Predict</c> makes of an output of <c>Forward</c>: it belongs to the loss.</summary>
public enum OutputLink
{
    /// <summary>The output as it is.</summary>
    Identity,

    /// <summary>Probabilities: over all values of a vector, or the channels of each position.</summary>
    Softmax,

    /// <summary>The probability of each value by itself.</summary>
    Sigmoid,

    /// <summary>e to the power of each value.</summary>
    Exp,
}
