using NetGen.Runtime;

namespace NetGen;

/// <content>Looking into a pass: where values that are not finite began.</content>
public sealed unsafe partial class Trainer<TNetwork>
{
    /// <summary>Called behind each phase of a pass, by who looks at tensors whose place others take later.</summary>
    internal Action<int>? PhaseEnded { get; set; }

    /// <summary>The reason why the loss of a pass is not finite: looked for while the batch is at hand.</summary>
    private DivergenceOrigin FindOrigin(
        float* inputs, int* labels, float* targets, int batch, ReadOnlySpan<float> inputSpan, ReadOnlySpan<float> targetSpan, ReadOnlySpan<float> weights)
    {
        if (OriginElsewhere is { } elsewhere) return elsewhere;
        OutputWatch watch = new(_pass, TNetwork.Info, Program);
        if (!PassReader.WaitsForEnd(Program))
        {
            // Outputs whose place others have taken are looked at when they are made.
            Action<int>? before = PhaseEnded;
            PhaseEnded = watch.Look;
            RunPhases(inputs, labels, targets, batch, weights);
            PhaseEnded = before;
            _hasGradients = true;
        }

        return DivergenceOrigin.Find(_pass, Network.Parameters, watch, _loss, inputSpan, targetSpan);
    }

    /// <summary>The same when only the step's spans are left.</summary>
    private DivergenceOrigin FindOrigin(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        => OriginElsewhere ?? DivergenceOrigin.Find(_pass, Network.Parameters, new OutputWatch(_pass, TNetwork.Info, Program), _loss, inputs, targets);

    /// <summary>Where the values that are not finite began with the samples of another process; null where it was here.</summary>
    private DivergenceOrigin? OriginElsewhere => _groupStep?.DivergingRank is { } rank && rank != Group!.Rank ? DivergenceOrigin.OfRank(rank) : null;
}
