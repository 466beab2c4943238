using System.Globalization;
using System.Reflection;

using NetGen.TestHelpers;

namespace NetGen.RuleThresholds;

/// <summary>Judges and trains the networks of a family.</summary>
internal static class ThresholdRun
{
    /// <summary>Asks the rule about each network, and trains each with seeds from 1 on.</summary>
    /// <param name="family">The networks.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="progress">Told of each network that is done.</param>
    public static async Task<FamilyResult> RunAsync(ThresholdFamily family, int seeds, Action<CaseResult> progress)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile([.. family.Cases.Select(static (entry, index) => entry.Source(Namespace(index)))]);
        List<CaseResult> results = [];
        for (int index = 0; index < family.Cases.Count; index++)
        {
            ThresholdCase entry = family.Cases[index];
            string name = Namespace(index);
            Task<double>[] scores = [.. Enumerable.Range(1, seeds).Select(seed => Task.Run(() => Train(assembly, name, family.Lesson, (ulong)seed)))];
            Verdict verdict = new(family, entry);
            double? compared = await verdict.ComparedAsync().ConfigureAwait(false);
            bool speaks = await verdict.SpeaksAsync().ConfigureAwait(false);
            results.Add(new CaseResult(entry, compared, speaks, await Task.WhenAll(scores).ConfigureAwait(false)));
            progress(results[^1]);
        }

        return new FamilyResult(family, results);
    }

    private static double Train(CompiledAssembly assembly, string name, Lesson lesson, ulong seed)
    {
        object network = Activator.CreateInstance(assembly.GetType(name + ".Net"), seed)!;
        MethodInfo train = assembly.GetType($"{name}.{ThresholdCase.TrainingClass}").GetMethod(ThresholdCase.TrainingMethod)!;
        try
        {
            object[] arguments = [network, lesson.Train, lesson.Test];
            double score = (double)train.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture)!;
            return double.IsFinite(score) ? Math.Max(0, score) : 0;
        }
        catch (TrainingDivergedException)
        {
            return 0;
        }
    }

    private static string Namespace(int index) => string.Create(CultureInfo.InvariantCulture, $"Case{index}");
}
