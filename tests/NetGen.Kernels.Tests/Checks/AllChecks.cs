using System.Collections.Concurrent;

using NetGen.Kernels.Tests.Cases;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>Everything that is checked of a case.</summary>
internal static class AllChecks
{
    /// <summary>What is wrong, in words; empty if nothing is.</summary>
    public static IReadOnlyList<string> Run(NetworkCase item, CompiledAssembly assembly)
    {
        ConcurrentQueue<string> failures = [];
        Try("comparison", () =>
        {
            foreach (string difference in CaseRunner.Run(item, assembly)) failures.Enqueue(difference);
        });

        Try("batches", () => ForwardChecks.BatchDoesNotMatter(Network()));
        Try("shares", () => ForwardChecks.SharesDoNotMatter(Network()));
        Try("positions", () => ForwardChecks.PositionDoesNotMatter(Network()));
        Try("lengths", () => ForwardChecks.LengthsAreChecked(Network()));
        Try("allocation", () => ForwardChecks.NothingIsAllocated(Network()));
        if (!OperatingSystem.IsWindows()) Try("guard pages", () => ForwardChecks.NothingBesideTheBuffersIsTouched(Network()));

        var training = new TrainingChecks(item, assembly);
        Try("training shares", training.SharesDoNotMatter);
        Try("training threads", training.ThreadsDoNotMatter);
        Try("resume", training.ResumeGivesTheSameBits);
        Try("saving", training.SavedNetworkIsTheSame);
        Try("training parts", training.GradientsAndApplicationAreAStep);
        Try("training allocation", training.NothingIsAllocated);
        Try("training padding", training.PaddingStaysZero);
        Try("training refusals", training.RefusedStepsChangeNothing);
        return [.. failures];

        ITestNetwork Network() => assembly.CreateNetwork(item.Name, seed: 1);

        void Try(string about, Action check)
        {
            try
            {
                check();
            }
            catch (NumericMismatchException mismatch)
            {
                failures.Enqueue($"{about}: {mismatch.Message}");
            }
#pragma warning disable CA1031 // Whatever a broken kernel throws is a finding; the other cases shall run all the same.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures.Enqueue($"{about}: {exception}");
            }
        }
    }
}
