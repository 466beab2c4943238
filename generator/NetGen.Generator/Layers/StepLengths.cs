namespace NetGen.Generator.Layers;

/// <summary>How many of a tensor's steps a sample has. The default is a sequence whose steps all samples have, or no sequence at all.</summary>
/// <param name="Input">The input of the network that says it; null where none does.</param>
/// <param name="LostAt">The layer behind which a sample's own steps can no longer be told from the others; null where they can.</param>
internal readonly record struct StepLengths(int? Input, string? LostAt = null)
{
    /// <summary>Whether samples have steps of their own.</summary>
    public bool AreGiven => Input is not null;

    /// <summary>Whether they had, further up.</summary>
    public bool AreLost => LostAt is not null;
}

/// <summary>What a layer does with the lengths of a sequence that it reads.</summary>
internal enum LengthUse
{
    /// <summary>Each step of its result is made of the same step of what it reads: lengths stay what they are.</summary>
    Keeps,

    /// <summary>It works on the steps that a sample has. A sequence that it gives has the same.</summary>
    Takes,

    /// <summary>It looks at neighbours, and gives as many steps: those that a sample does not have are 0 to it, as if the sequence ended there. Lengths stay what they are.</summary>
    Fills,

    /// <summary>It mixes steps or gives others: those that a sample does not have are 0 to it, and its result has no lengths.</summary>
    Ends,
}
