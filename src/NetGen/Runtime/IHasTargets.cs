using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>How evaluation learns what the outputs of a network are compared with, and how, where its dataset does not tell.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IHasTargets
{
    /// <summary>One for each loss.</summary>
    IReadOnlyList<TargetInfo> Targets { get; }
}
