using System.Globalization;

namespace NetGen;

/// <summary>What a call of Fit does together with the other processes of a group.</summary>
internal sealed class FitGroup
{
    private readonly IProcessGroup _group;
    private readonly GroupStep _step;
    private readonly TrainingMemory _memory;
    private readonly CancellationToken _cancellation;

    /// <summary>Joins the others.</summary>
    /// <exception cref="InvalidOperationException">They train on other samples, or in another way.</exception>
    public FitGroup(IProcessGroup group, GroupStep step, TrainingMemory memory, RunDescription run, FitOptions options)
    {
        _group = group;
        _step = step;
        _memory = memory;
        _cancellation = options.CancellationToken;
        GroupAgreement.RequireSameFits(group, options, run);
        step.BeginRun();
    }

    /// <summary>Whether this process writes the files of the run.</summary>
    public bool Writes => _group.Rank == 0;

    /// <summary>Whether a process of the group wanted to end with the last step.</summary>
    public bool IsEnding => _step.EndingRank is not null;

    /// <summary>Whether the last step had samples that count.</summary>
    public bool HasSamples => _step.HasSamples;

    /// <summary>Says with the step that comes whether this process wants to end: so all end behind the same one.</summary>
    public void BeginStep() => _step.WantsToEnd = _cancellation.IsCancellationRequested;

    /// <summary>Goes on from the newest checkpoint of the first process.</summary>
    public Restored? Restore(Func<Restored?> restore) => GroupMemory.Restore(_group, _memory, restore);

    /// <summary>Gives all the parameters of the first process.</summary>
    public void ShareParameters() => GroupMemory.ShareParameters(_group, _memory.Parameters);

    /// <summary>Makes sure that all processes still have the same parameters.</summary>
    /// <param name="isStopping">Whether a callback of this one has asked to stop.</param>
    /// <returns>Whether one of any of them has.</returns>
    public bool EndEpoch(bool isStopping)
    {
        GroupAgreement.RequireSameParameters(_group, _memory.Parameters, _memory.Pass.Step);
        return GroupAgreement.Any(_group, isStopping);
    }

    /// <summary>That another process has ended training.</summary>
    public OperationCanceledException Cancellation()
        => new(string.Create(CultureInfo.InvariantCulture, $"Rank {_step.EndingRank} has ended training, and all others with it."));
}
