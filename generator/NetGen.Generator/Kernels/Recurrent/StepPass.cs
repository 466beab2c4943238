namespace NetGen.Generator.Kernels;

/// <summary>A pass over the units of all samples at a step.</summary>
/// <param name="Text">Which memory it touches.</param>
/// <param name="Lines">What is done for a vector of units.</param>
internal sealed record StepPass(StepText Text, IReadOnlyList<string> Lines)
{
    /// <summary>What is done in its place for a sample that does not have the step; nothing where all have it.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>What is done before at a sample's last step.</summary>
    public IReadOnlyList<string> Begin { get; init; } = [];

    /// <summary>Whether it is done for all samples, whatever steps they have: before the first.</summary>
    public bool IsForAll { get; init; }
}
