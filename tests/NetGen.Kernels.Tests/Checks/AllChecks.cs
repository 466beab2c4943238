using System.Collections.Concurrent;
using System.Reflection;

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
        CheckResults(failures, item, assembly);
        Try(failures, "positions", () => ForwardChecks.PositionDoesNotMatter(Network()));
        Try(failures, "lengths", () => ForwardChecks.LengthsAreChecked(Network()));
        Try(failures, "allocation", () => ForwardChecks.NothingIsAllocated(Network()));
        if (!OperatingSystem.IsWindows()) Try(failures, "guard pages", () => ForwardChecks.NothingBesideTheBuffersIsTouched(Network()));

        if (item.Description.IsStreamed)
        {
            Try(failures, "stream", () => StreamChecks.StepsGiveTheSequence(Network()));
            Try(failures, "stream copies", () => StreamChecks.CopiesGoOnByThemselves(Network()));
            Try(failures, "stream files", () => StreamChecks.FilesGoOn(Network()));
            Try(failures, "stream allocation", () => StreamChecks.NothingIsAllocated(Network()));
            Try(failures, "stream parameters", () => StreamChecks.ParametersAreReadAtEachStep(Network()));
            Try(failures, "stream zeros", () => StreamChecks.ZerosKeepTheirSigns(Network()));
            Try(failures, "stream refusals", () => StreamChecks.RefusedStepsChangeNothing(Network()));
            if (!OperatingSystem.IsWindows()) Try(failures, "stream guard pages", () => StreamChecks.NothingBesideTheBuffersIsTouched(Network()));
        }

        var training = new TrainingChecks(item, assembly);
        if (item.Description.Recomputes) Try(failures, "recomputed signal", training.RecomputingShowsTheSameSignal);
        if (item.IsLarge || item.Description.Recomputes) Try(failures, "shared memory", training.SharedMemoryMayHoldAnything);
        Try(failures, "training allocation", training.NothingIsAllocated);
        Try(failures, "training refusals", training.RefusedStepsChangeNothing);
        if (!OperatingSystem.IsWindows()) Try(failures, "training guard pages", training.NothingBesideTheBuffersIsTouched);
        return [.. failures];

        ITestNetwork Network() => assembly.CreateNetwork(item.Name, seed: 1);
    }

    /// <summary>What results alone show: for a network that is in another process, whose memory nobody here sees.</summary>
    public static IReadOnlyList<string> RunElsewhere(NetworkCase item, ITestNetworks networks)
    {
        ConcurrentQueue<string> failures = [];
        CheckResults(failures, item, networks);
        return [.. failures];
    }

    private static void CheckResults(ConcurrentQueue<string> failures, NetworkCase item, ITestNetworks networks)
    {
        Compare(failures, item, networks);
        Try(failures, "batches", () => ForwardChecks.BatchDoesNotMatter(networks.CreateNetwork(item.Name, seed: 1)));
        Try(failures, "shares", () => ForwardChecks.SharesDoNotMatter(networks.CreateNetwork(item.Name, seed: 1)));
        if (item.Description.Bits is not null)
        {
            var bits = new FewBitsChecks(item, networks);
            if (item.Description.HasBytes) Try(failures, "bytes", new ByteChecks(item, networks).ProductsAreThoseOfBytes);
            else Try(failures, "rounded floats", bits.RoundedFloatsGiveTheSameBits);
            Try(failures, "loaded bits", bits.LoadedNetworkHoldsFewBits);
            Try(failures, "changed bits", bits.LoadedNetworkCanBeChanged);
            Try(failures, "training of loaded bits", bits.LoadedNetworkTrains);
        }

        var training = new TrainingChecks(item, networks);
        Try(failures, "training shares", training.SharesDoNotMatter);
        Try(failures, "training threads", training.ThreadsDoNotMatter);
        if (item.Description.Recomputes) Try(failures, "recomputation", training.RecomputingGivesTheSameBits);
        Try(failures, "resume", training.ResumeGivesTheSameBits);
        if (item.Description.Bits is null) Try(failures, "saving", training.SavedNetworkIsTheSame);
        Try(failures, "training parts", training.GradientsAndApplicationAreAStep);
        Try(failures, "training padding", training.PaddingStaysZero);
    }

    /// <summary>The same for a network drawn at random: results, and what depends on how layers meet rather than on each of them.</summary>
    public static IReadOnlyList<string> RunDrawn(NetworkCase item, CompiledAssembly assembly)
    {
        ConcurrentQueue<string> failures = [];
        Compare(failures, item with { IsTransformed = IsTransformed(item, assembly) }, assembly);
        Try(failures, "batches", () => ForwardChecks.BatchDoesNotMatter(assembly.CreateNetwork(item.Name, seed: 1)));
        var training = new TrainingChecks(item, assembly);
        Try(failures, "training shares", training.SharesDoNotMatter);
        if (item.Description.Recomputes) Try(failures, "shared memory", training.SharedMemoryMayHoldAnything);
        Try(failures, "training padding", training.PaddingStaysZero);
        return [.. failures];
    }

    /// <summary>Whether the generator chose Winograd's algorithm for any of its convolutions: then its kernels have transforms.</summary>
    private static bool IsTransformed(NetworkCase item, CompiledAssembly assembly)
        => assembly.Types
            .Where(type => type.Name.StartsWith(item.Name, StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Any(method => method.Name.StartsWith("TransformInput", StringComparison.Ordinal));

    private static void Compare(ConcurrentQueue<string> failures, NetworkCase item, ITestNetworks networks) => Try(failures, "comparison", () =>
    {
        foreach (string difference in CaseRunner.Run(item, networks)) failures.Enqueue(difference);
    });

    private static void Try(ConcurrentQueue<string> failures, string about, Action check)
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
