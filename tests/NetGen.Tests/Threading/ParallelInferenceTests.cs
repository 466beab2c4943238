using System.Runtime.CompilerServices;

using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Threading;

public class ParallelInferenceTests
{
    private const int Units = 400;

    /// <summary>A call is allowed any number of threads: all cores unless set, and machines have more cores than a team has threads.</summary>
    [Theory]
    [InlineData(1, 32)]
    [InlineData(1, 48)]
    [InlineData(1, 49)]
    [InlineData(1, int.MaxValue)]
    [InlineData(100, 32)]
    [InlineData(100, 64)]
    public void EveryOutputIsComputedOnceForAnyNumberOfThreads(int batch, int threads)
    {
        var network = new Doubling();
        float[] inputs = [.. Enumerable.Range(0, batch * Units).Select(static i => i + 1f)];
        float[] outputs = new float[inputs.Length];
        Patience.Finishes(() =>
        {
            // A call of a test beside this one may have the team.
            bool isShared = ParallelInference.TryRun(network, threads, ref inputs[0], ref outputs[0], batch);
            if (!isShared) network.ForwardSamples(ref inputs[0], ref outputs[0], batch, AlignedMemory.Empty);
        });
        for (int i = 0; i < outputs.Length; i++) Assert.Equal(2f * inputs[i], outputs[i]);
    }

    /// <summary>Adds twice the input to the output, so that a value that is computed twice shows; and claims to be hard work.</summary>
    private sealed class Doubling : IParallelInference
    {
        public InferenceProgram Program { get; } = new(Units, Units, 100_000_000, SamplesPerThread: 1, [new InferencePhase(Units, 100_000_000)]);

        public WorkspacePool Workspaces { get; } = new(0);

        public void ForwardSamples(ref float source, ref float target, int samples, AlignedMemory workspace) => Add(ref source, ref target, 0, samples * Units);

        public void RunPhase(int phase, ref float source, ref float target, AlignedMemory workspace, AlignedMemory scratch, int firstUnit, int endUnit) =>
            Add(ref source, ref target, firstUnit, endUnit);

        private static void Add(ref float source, ref float target, int first, int end)
        {
            for (int i = first; i < end; i++) Unsafe.Add(ref target, i) += 2f * Unsafe.Add(ref source, i);
        }
    }
}
