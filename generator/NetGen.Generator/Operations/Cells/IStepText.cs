namespace NetGen.Generator.Operations;

/// <summary>What the text of a step is made of: expressions for a vector of units of one sample, and statements that store one.</summary>
internal interface IStepText
{
    /// <summary>Whether there is no state in front of it.</summary>
    bool IsFirst { get; }

    /// <summary>Whether there is no step behind it.</summary>
    bool IsLast { get; }

    /// <summary>Whether biases are added to the products of the state.</summary>
    bool HasBias { get; }

    /// <summary>Whether the backward pass will read what the cell keeps.</summary>
    bool Keeps { get; }

    /// <summary>A vector of what is there.</summary>
    /// <param name="gate">Which gate's, where gates lie side by side.</param>
    string Load(StepMemory memory, int gate = 0);

    /// <summary>A statement that stores a vector.</summary>
    /// <inheritdoc cref="Load" path="/param"/>
    string Store(StepMemory memory, string value, int gate = 0);
}
