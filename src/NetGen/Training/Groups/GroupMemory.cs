using NetGen.Runtime;

namespace NetGen;

/// <summary>Gives all ranks what the first one has: parameters to begin with, or all that a checkpoint has restored.</summary>
internal static class GroupMemory
{
    private const string FailureKey = "netgen.group.failure";
    private const string ChangedKey = "netgen.group.changed";
    private const string IsOfFitKey = "netgen.group.is_of_fit";

    /// <summary>Parameters and state of the network.</summary>
    public static void ShareParameters(IProcessGroup group, ParameterBlock parameters)
    {
        using ParameterBlock.Change change = parameters.BeginChange();
        group.Share(parameters.Memory.Span[..parameters.Info.PackedSize]);
    }

    /// <summary>Restores a checkpoint in the first rank, and gives the others what it has restored: its files are the only ones that count.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="memory">What is replaced.</param>
    /// <param name="restore">Restores, and gives null where there is no checkpoint. Called in the first rank alone.</param>
    /// <exception cref="InvalidOperationException">In other ranks than the first, where it has thrown. Nothing has changed.</exception>
    public static Restored? Restore(IProcessGroup group, TrainingMemory memory, Func<Restored?> restore)
    {
        Restored? restored = null;
        var news = new Dictionary<string, string>(StringComparer.Ordinal);
        if (group.Rank == 0)
        {
            try
            {
                restored = restore();
            }
            catch (Exception exception)
            {
                news[FailureKey] = exception.Message;
                ShareTexts(group, news);
                throw;
            }

            if (restored is { } there) Describe(there, memory, news);
        }

        news = ShareTexts(group, news);
        if (news.TryGetValue(FailureKey, out string? failure)) throw new InvalidOperationException($"Rank 0 cannot go on from a checkpoint: {failure}");
        if (news.Count == 0) return null;
        if (group.Rank != 0) restored = Take(news, memory);
        ShareMemory(group, memory);
        return restored;
    }

    private static void Describe(Restored restored, TrainingMemory memory, Dictionary<string, string> news)
    {
        news[ChangedKey] = $"{restored.Changed}";
        TrainingCounts.Of(memory).Write(news);
        if (restored.Fit is null) return;
        news[IsOfFitKey] = "true";
        restored.Fit.Write(news);
    }

    private static Restored Take(Dictionary<string, string> news, TrainingMemory memory)
    {
        var reader = new CheckpointReader(news);
        TrainingCounts.Read(reader, memory, RunSettings.None).Restore(memory);
        return new(news.ContainsKey(IsOfFitKey) ? FitState.Read(reader, int.MaxValue) : null, Enum.Parse<RunSettings>(news[ChangedKey]));
    }

    private static void ShareMemory(IProcessGroup group, TrainingMemory memory)
    {
        ShareParameters(group, memory.Parameters);
        foreach (AlignedMemory slot in memory.State.Slots) group.Share(slot.Span);
        foreach (StateTensor tensor in memory.State.Tensors) group.Share(tensor.Values.AsSpan());
        if (memory.State.GradientSum is { } sum) group.Share(sum.Span);
        if (memory.State.Average is { } average) group.Share(average.Span);
    }

    private static Dictionary<string, string> ShareTexts(IProcessGroup group, Dictionary<string, string> texts)
    {
        string own = string.Join('\n', texts.Select(static text => $"{Uri.EscapeDataString(text.Key)}={Uri.EscapeDataString(text.Value)}"));
        int[] length = [own.Length];
        group.Share(length.AsSpan());
        char[] shared = new char[length[0]];
        if (group.Rank == 0) own.CopyTo(shared);
        group.Share(shared.AsSpan());
        return new string(shared).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('='))
            .ToDictionary(static pair => Uri.UnescapeDataString(pair[0]), static pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
    }
}
