namespace NetGen;

/// <content>Training by a group of processes.</content>
public sealed unsafe partial class Trainer<TNetwork>
{
    /// <summary>The processes that train together; null for this one alone.</summary>
    internal IProcessGroup? Group => _options.ProcessGroup;

    /// <summary>What a step does with the other processes; null where there are none.</summary>
    internal GroupStep? GroupStep => _groupStep;

    /// <summary>
    /// Takes part in a step without a sample that counts: makes the update that those of the other processes ask for. Where nobody has one, there is no step.
    /// </summary>
    internal float StepWithoutSamples()
    {
        using (CallGate.Call call = _gate.Enter())
        {
            RequireThreads();
            _pass.Batch = 0;
            _pass.TotalWeight = 0;
            _pass.Gradients.Span.Clear();
            _loss = _groupStep!.Exchange(loss: 0);
            IsLastStepApplied = false;
            _hasGradients = _groupStep.HasSamples;
            _origin = null;
        }

        if (_hasGradients) Apply(default, default);
        return _loss;
    }

    private GroupStep JoinGroup(IProcessGroup group)
    {
        GroupAgreement.RequireSameTrainers(group, TNetwork.Info, Program, Description);
        GroupMemory.ShareParameters(group, Network.Parameters);
        return new GroupStep(group, Network.Parameters, _pass, Optimizer);
    }
}
