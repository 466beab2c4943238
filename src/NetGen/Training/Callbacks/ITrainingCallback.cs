namespace NetGen;

/// <summary>
/// Is told of what happens in <see cref="Trainer{TNetwork}.Fit"/>, on its thread: training waits. Each method does nothing unless it is written. An exception ends
/// training, and comes out of Fit.
/// </summary>
public interface ITrainingCallback
{
    /// <summary>Training begins, or goes on from a checkpoint.</summary>
    void OnBegin(TrainingContext context)
    {
    }

    /// <summary>An epoch begins, or what a checkpoint has left of it.</summary>
    void OnEpochBegin(TrainingContext context)
    {
    }

    /// <summary>A step is done.</summary>
    void OnStep(TrainingContext context)
    {
    }

    /// <summary>An epoch is done and validated: it is the last of <see cref="TrainingContext.History"/>. Its checkpoint is not written yet.</summary>
    void OnEpochEnd(TrainingContext context)
    {
    }

    /// <summary>Training has ended, with the parameters of the best epoch back where that was asked for. Not called after an exception.</summary>
    void OnEnd(TrainingContext context, TrainingReport report)
    {
    }
}
