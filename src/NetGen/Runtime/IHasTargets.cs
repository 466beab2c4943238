using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>How evaluation learns what the outputs of a network with several losses are compared with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IHasTargets
{
    /// <summary>One for each loss.</summary>
    IReadOnlyList<TargetInfo> Targets { get; }
}
