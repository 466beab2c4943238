using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <content>A pass: forward and backward, phase by phase.</content>
public sealed unsafe partial class Trainer<TNetwork>
{
    private float RunPass(
        float* inputs, int* labels, float* targets, int batch, ReadOnlySpan<float> inputSpan, ReadOnlySpan<float> targetSpan,
            ReadOnlySpan<float> weights = default)
    {
        using CallGate.Call call = _gate.Enter();
        RunPhases(inputs, labels, targets, batch, weights);
        FinishPass(batch);
        bool throws = _options.NonFinite == NonFinitePolicy.Throw && !float.IsFinite(_loss);
        if (throws) _origin = FindOrigin(inputs, labels, targets, batch, inputSpan, targetSpan, weights);
        return _loss;
    }

    private void RunPhases(float* inputs, int* labels, float* targets, int batch, ReadOnlySpan<float> weights)
    {
        RequireThreads();
        _hasGradients = false;
        Reserve(batch);
        _threads.BeginPass(batch);

        // The pass computes what lies behind the parameters, and not as inference does where it has power iterations of its own.
        using ParameterBlock.Change change = Network.Parameters.BeginChange();
        try
        {
            _pass.Bind(inputs, labels, targets, batch);
            SampleWeighting.Set(_pass, Program, weights);
            for (_phase = 0; _phase < Program.Phases.Count; _phase++)
            {
                _pool.Run(_runPhase, WorkSplit.ForPhase(Program.Phases[_phase], batch, _threads.Pass));
                PhaseEnded?.Invoke(_phase);
            }

            _threads.EndPass();
        }
        finally
        {
            _pass.Unbind();
        }
    }

    /// <summary>The mean loss of a pass.</summary>
    private void FinishPass(int batch)
    {
        double sum = 0;
        foreach (float loss in _pass.SampleLosses.Span[..batch]) sum += loss;
        _loss = _groupStep?.Exchange(sum / batch) ?? (float)(sum / batch);
        _hasGradients = true;
        _origin = null;
    }

    /// <summary>Makes room for a batch larger than any before.</summary>
    private void Reserve(int batch)
    {
        if (batch <= _pass.Capacity) return;
        long needed = Program.WorkspaceFor(batch, _pool.Threads);
        if (needed > Array.MaxLength - 64)
        {
            throw new ArgumentException(
                $"A batch of {batch} samples needs a workspace of {needed} values, more than an array can hold.", nameof(batch));
        }

        _pass.Workspace = new AlignedMemory((int)needed);
        _pass.SampleLosses = new AlignedMemory(batch);
        _pass.Capacity = batch;
    }
}
