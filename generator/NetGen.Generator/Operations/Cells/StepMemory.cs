namespace NetGen.Generator.Operations;

/// <summary>What a step of a recurrence works on, for each sample a row of its own.</summary>
internal enum StepMemory
{
    /// <summary>How many steps each sample has.</summary>
    Lengths,

    /// <summary>Sums of the gates, side by side: what the inputs give and, unless the cell takes them apart, the products of the state. Their values, once a step is done.</summary>
    Gates,

    /// <summary>Products of the state by themselves, gate by gate.</summary>
    Products,

    /// <summary>What is added to them: the same for all samples.</summary>
    Bias,

    /// <summary>The state before the step.</summary>
    Before,

    /// <summary>The state behind it.</summary>
    State,

    /// <summary>The cell state before the step.</summary>
    CellBefore,

    /// <summary>The cell state behind it.</summary>
    Cell,

    /// <summary>What the weights of late gates multiply: what the early pass makes of the state before.</summary>
    Gated,

    /// <summary>What is dropped of the state before it meets the weights, and by what the rest is larger: the same at all steps.</summary>
    Mask,

    /// <summary>What is left of the state behind the step.</summary>
    Masked,

    /// <summary>The gradient by the state that comes from above.</summary>
    StateGradient,

    /// <summary>The gradient by the state that comes from the step behind, and then what goes to the step before.</summary>
    Carried,

    /// <summary>The same of the cell state.</summary>
    CellCarried,

    /// <summary>The gradient by the sums of the gates.</summary>
    GatesGradient,

    /// <summary>The gradient by what the weights of late gates multiply.</summary>
    GatedGradient,

    /// <summary>The gradient by what is left of the state before.</summary>
    MaskedGradient,

    /// <summary>The gradient by the products of the state.</summary>
    ProductsGradient,

    /// <summary>The state in front of the first step.</summary>
    Start,

    /// <summary>The cell state in front of it.</summary>
    CellStart,
}
