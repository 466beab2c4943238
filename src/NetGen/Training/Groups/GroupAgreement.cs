using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

using NetGen.Files;
using NetGen.Runtime;

namespace NetGen;

/// <summary>Refuses to train together what is not the same in all ranks. All of them find out, and say the same.</summary>
internal static class GroupAgreement
{
    /// <summary>Characters of a line that differs, as far as an exception shows it.</summary>
    private const int MostShown = 200;

    /// <summary>What two processes must have in common before the bits of one mean anything to the other.</summary>
    public static void RequireSameTrainers(IProcessGroup group, NetworkInfo info, TrainingProgram program, RunDescription run)
    {
        Require(group, "version of NetGen", typeof(GroupAgreement).Assembly.GetName().Version?.ToString() ?? string.Empty);
        Require(group, "width of vectors", VectorWidth());
        Require(group, "network", Describe(info, program));
        Require(group, "setting of the trainer", Describe(run));
    }

    /// <summary>What two calls of Fit must have in common to make the same steps.</summary>
    public static void RequireSameFits(IProcessGroup group, FitOptions options, RunDescription run)
    {
        var text = new StringBuilder(Describe(run));
        text.AppendLine(CultureInfo.InvariantCulture, $"AllowChanged = {options.AllowChanged}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Epochs = {options.Epochs}");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Patience = {options.Patience}, Monitor = {options.Monitor}, LeastImprovement = {options.LeastImprovement}, RestoreBest = {options.RestoreBest}");
        text.AppendLine(CultureInfo.InvariantCulture, $"ValidateAverage = {options.ValidateAverage}");
        Require(group, "setting of Fit", text.ToString());
    }

    /// <summary>Refuses ranks whose parameters are no longer the same bits.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public static void RequireSameParameters(IProcessGroup group, ParameterBlock parameters, long step)
    {
        int rank = FirstOther(group, Hash(MemoryMarshal.AsBytes(parameters.Memory.Span[..parameters.Info.PackedSize])));
        if (rank < 0) return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"After {step} steps rank {rank} has other parameters than rank 0, which began equal and were changed by equal gradients: its processor computes otherwise, or the program has changed them."));
    }

    /// <summary>Whether any rank says so; all of them hear the same.</summary>
    public static bool Any(IProcessGroup group, bool isSo) => group.AllGather(isSo).Contains(true);

    /// <summary>Refuses ranks that do not say the same.</summary>
    /// <exception cref="InvalidOperationException">They do not; the message shows the first line that differs.</exception>
    private static void Require(IProcessGroup group, string what, string value)
    {
        int rank = FirstOther(group, Hash(MemoryMarshal.AsBytes(value.AsSpan())));
        if (rank < 0) return;
        string[] texts = GatherTexts(group, value);
        (string first, string other) = FirstDifference(texts[0], texts[rank]);
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
            $"Rank {rank} has another {what} than rank 0: '{other}' instead of '{first}'. All ranks train the same network in the same way."));
    }

    /// <summary>The first rank that says something else than rank 0; -1 where there is none.</summary>
    private static int FirstOther(IProcessGroup group, ulong own)
    {
        ulong[] all = group.AllGather(own);
        return all.AsSpan().IndexOfAnyExcept(all[0]);
    }

    private static string[] GatherTexts(IProcessGroup group, string own)
    {
        int[] lengths = group.AllGather(own.Length);
        int longest = lengths.Max();
        char[] padded = new char[longest];
        own.CopyTo(padded);
        char[] all = group.AllGather<char>(padded);
        return [.. lengths.Select((length, rank) => new string(all, rank * longest, length))];
    }

    private static (string First, string Other) FirstDifference(string first, string other)
    {
        string[] left = first.Split('\n');
        string[] right = other.Split('\n');
        int line = 0;
        while (line < Math.Min(left.Length, right.Length) && string.Equals(left[line], right[line], StringComparison.Ordinal)) line++;
        return (LineOf(left, line), LineOf(right, line));

        static string LineOf(string[] lines, int index)
            => index >= lines.Length ? "nothing" : lines[index].Length <= MostShown ? lines[index] : lines[index][..MostShown] + " ...";
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new XxHash64();
        hash.Append(bytes);
        return hash.Value;
    }

    private static string Describe(RunDescription run)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        run.Write(settings);
        var text = new StringBuilder();
        foreach ((string key, string value) in settings) text.Append(key).Append(" = ").Append(value).Append('\n');
        return text.ToString();
    }

    /// <summary>All that the bits of a step depend on: layers with their settings, where parameters lie, and the phases.</summary>
    private static string Describe(NetworkInfo info, TrainingProgram program)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{info.Name}: {info.InputSize} inputs, {info.OutputSize} outputs\n");
        foreach (LayerInfo layer in info.Layers) text.Append(CultureInfo.InvariantCulture,
            $"{layer.Name} ({layer.Kind}): {string.Join(' ', layer.Inputs)}; {layer.Description}\n");
        foreach (ParameterInfo parameter in info.Parameters) text.Append(CultureInfo.InvariantCulture,
            $"{parameter.Name}: {Words.Shape(parameter.Shape)}, {parameter.Layout}\n");
        foreach (TrainingPhase phase in program.Phases) text.Append(CultureInfo.InvariantCulture, $"{phase.Name}: {phase.WorkPerSample} {phase.WorkPerStep}\n");
        return text.ToString();
    }

    private static string VectorWidth()
    {
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32;
        return string.Create(CultureInfo.InvariantCulture, $"{bits} bits, multiply-adds {(SimdSupport.FusesMultiplyAdd ? "" : "not ")}fused");
    }
}
