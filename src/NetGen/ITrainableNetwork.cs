using System.ComponentModel;

using NetGen.Runtime;

namespace NetGen;

/// <summary>A network that ends in a loss, and so can be trained.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
public interface ITrainableNetwork<TSelf> : INetwork<TSelf>
    where TSelf : class, ITrainableNetwork<TSelf>
{
    /// <summary>What a training step consists of: fixed at compile time.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TrainingProgram Program { get; }

    /// <summary>
    /// Runs one worker's share of one phase. All workers finish a phase before any begins the next. Every output element has one
    /// owner who adds in a fixed order, so the number of workers does not change a bit of the result.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void RunPhase(int phase, TrainingPass pass, int worker, int workers);

    /// <summary>Takes over what a step leaves behind apart from gradients: running statistics. Called once, after the step was accepted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void CommitState(TrainingPass pass);
}
