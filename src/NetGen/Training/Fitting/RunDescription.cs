using NetGen.Data;

namespace NetGen;

/// <summary>All settings that a run is made of, as a checkpoint keeps them and compares them with those it is to go on with.</summary>
internal sealed class RunDescription
{
    /// <summary>Key of the number of samples.</summary>
    public const string SamplesKey = "netgen.fit.samples";

    /// <summary>Key of the samples per step.</summary>
    public const string BatchSizeKey = "netgen.fit.batch_size";

    private const string OptimizerKey = "netgen.optimizer";
    private const string ScheduleKey = "netgen.fit.schedule";
    private const string Any = "any";
    private const string Undescribed = "not described";
    private readonly List<RunSetting> _settings = [];

    private RunDescription(bool isOfFit)
    {
        IsOfFit = isOfFit;
    }

    /// <summary>Whether a call of Fit belongs to it.</summary>
    public bool IsOfFit { get; }

    /// <summary>What a trainer decides.</summary>
    public static RunDescription Of(Optimizer optimizer, TrainerOptions options) => Of(optimizer, options, isOfFit: false);

    /// <summary>What a trainer and a call of Fit decide.</summary>
    public static RunDescription Of(Optimizer optimizer, TrainerOptions trainerOptions, FitOptions options, SampleSource train, SampleSource? validation)
    {
        RunDescription description = Of(optimizer, trainerOptions, isOfFit: true);
        bool isOpen = !options.Schedule.DependsOnLength;
        description.Add(RunSettings.LearningRate, "netgen.fit.learning_rate", "LearningRate", optimizer.Rate);
        description.Add(RunSettings.Schedule, ScheduleKey, "Schedule", KindOf(options.Schedule));
        description.AddParts(RunSettings.Schedule, ScheduleKey, options.Schedule.Describe());
        description._settings.Add(new(RunSettings.Epochs, "netgen.fit.epochs", "Epochs", isOpen ? Any : options.Epochs) { Neutral = Any });
        description.Add(RunSettings.Samples, SamplesKey, "Samples", train.Count);
        description.Add(RunSettings.BatchSize, BatchSizeKey, "BatchSize", options.BatchSize);
        description.Add(RunSettings.Shuffle, "netgen.fit.shuffle", "Shuffle", options.EffectiveSampler.Description);
        description.AddNew(RunSettings.BatchSize, "netgen.fit.steps_per_epoch", "StepsPerEpoch", options.StepsPerEpoch is { } steps ? steps : "null", "null");
        description.Add(RunSettings.ClassWeights, "netgen.fit.class_weights", "ClassWeights", options.ClassWeights is { } weights ? weights.Select(static weight => (double)weight).ToArray() : "null");
        description.Add(RunSettings.Validation, "netgen.fit.validation", "Validation", validation?.Count ?? 0);
        return description;
    }

    public void Write(Dictionary<string, string> metadata)
    {
        foreach (RunSetting setting in _settings) metadata[setting.Key] = setting.Text;
    }

    /// <summary>Which settings of a checkpoint's run are others.</summary>
    /// <exception cref="InvalidOperationException">One that is not allowed to be.</exception>
    public RunSettings Compare(CheckpointReader checkpoint, RunSettings allowed)
    {
        Difference[] differences = [.. Differences(checkpoint)];
        Difference[] refused = [.. differences.Where(difference => difference.Kind == RunSettings.None || !allowed.HasFlag(difference.Kind))];
        if (refused.Length > 0) throw new InvalidOperationException(Refuse(refused));
        return differences.Aggregate(RunSettings.None, static (all, difference) => all | difference.Kind);
    }

    private static RunDescription Of(Optimizer optimizer, TrainerOptions options, bool isOfFit)
    {
        var description = new RunDescription(isOfFit);
        description.Add(RunSettings.None, OptimizerKey, "Optimizer", KindOf(optimizer));
        description.AddParts(RunSettings.OptimizerSettings, OptimizerKey, optimizer.Describe());
        description.Add(RunSettings.Seed, "netgen.seed", "Seed", options.Seed);
        description.Add(RunSettings.ClipNorm, "netgen.clip_norm", "ClipNorm", OrNull(options.ClipNorm));
        description.AddNew(RunSettings.ClipNorm, "netgen.clip_parameter_norm", "ClipParameterNorm", OrNull(options.ClipParameterNorm), "null");
        description.AddNew(RunSettings.ClipNorm, "netgen.clip_value", "ClipValue", OrNull(options.ClipValue), "null");
        description.AddNew(RunSettings.Groups, "netgen.groups", "Groups", options.Groups.Count == 0 ? "null" : string.Join("; ", options.Groups), "null");
        description.AddNew(RunSettings.Groups, "netgen.decay_biases_and_norms", "DecayBiasesAndNorms", options.DecayBiasesAndNorms, before: true);
        description.AddNew(RunSettings.AccumulateSteps, "netgen.accumulate_steps", "AccumulateSteps", options.AccumulateSteps, before: 1);
        description.AddNew(RunSettings.Average, "netgen.average", "Average", options.Average?.ToString() ?? "null", "null");

        description.AddNew(RunSettings.Processes, "netgen.processes", "Processes", options.ProcessGroup?.Size ?? 1, before: 1);

        // A run that throws has met nothing that was not finite: it would have come here with any policy.
        description._settings.Add(new(RunSettings.NonFinite, "netgen.non_finite", "NonFinite", $"{options.NonFinite}") { Neutral = $"{NonFinitePolicy.Throw}" });
        return description;
    }

    private static string Refuse(Difference[] refused)
    {
        string differences = string.Join("; ", refused.Select(static difference => $"{difference.Name} was {difference.Stored} and is now {difference.Current}"));
        string way = Array.Exists(refused, static difference => difference.Kind == RunSettings.None)
            ? "A run goes on with the optimiser it began with; a new one can begin from the checkpoint's parameters, by the network's Load."
            : "Allow it by name to go on nevertheless: AllowChanged = " + string.Join(" | ", refused.Select(static difference => $"RunSettings.{difference.Kind}").Distinct(StringComparer.Ordinal)) + ".";
        return $"The checkpoint is of a run with other settings, and going on would not give what that run gives: {differences}. {way}";
    }

    private IEnumerable<Difference> Differences(CheckpointReader checkpoint)
    {
        // Settings of another kind of optimiser or schedule are not worth a comparison.
        string[] others = [.. new[] { OptimizerKey, ScheduleKey }.Where(key => _settings.Find(setting => Is(setting, key)) is { } kind && !kind.AgreesWith(checkpoint.Text(key)))];
        foreach (RunSetting setting in _settings)
        {
            if (Array.Exists(others, key => IsPart(setting.Key, key)) || (setting.Kind == RunSettings.Epochs && others.Contains(ScheduleKey, StringComparer.Ordinal))) continue;
            string stored = checkpoint.Find(setting.Key) ?? setting.TextBefore ?? (IsPart(setting.Key) ? Undescribed : checkpoint.Text(setting.Key));
            if (setting.Text is not Any && !setting.AgreesWith(stored)) yield return new(setting.Kind, setting.Name, stored, setting.Text);
        }

        foreach ((string key, string stored) in checkpoint.All)
        {
            if (!IsPart(key) || Array.Exists(others, other => IsPart(key, other)) || _settings.Exists(setting => Is(setting, key))) continue;
            if (IsPart(key, OptimizerKey)) yield return new(RunSettings.OptimizerSettings, key[(OptimizerKey.Length + 1)..], stored, Undescribed);
            else if (IsOfFit) yield return new(RunSettings.Schedule, key[(ScheduleKey.Length + 1)..], stored, Undescribed);
        }
    }

    private static object OrNull(double? value) => value is { } number ? number : "null";

    private static bool Is(RunSetting setting, string key) => string.Equals(setting.Key, key, StringComparison.Ordinal);

    private static bool IsPart(string key) => IsPart(key, OptimizerKey) || IsPart(key, ScheduleKey);

    private static bool IsPart(string key, string whole) => key.Length > whole.Length && key[whole.Length] == '.' && key.StartsWith(whole, StringComparison.Ordinal);

    /// <summary>The class: short where it is one of the library's, whole where another may have the same name.</summary>
    internal static string KindOf(object part)
    {
        Type type = part.GetType();
        return type.Assembly == typeof(RunDescription).Assembly ? type.Name : type.ToString();
    }

    private void AddParts(RunSettings kind, string key, IEnumerable<(string Name, object Value)> parts)
    {
        foreach ((string name, object value) in parts) Add(kind, $"{key}.{name}", name, value);
    }

    private void Add(RunSettings kind, string key, string name, object value) => _settings.Add(new(kind, key, name, value));

    private void AddNew(RunSettings kind, string key, string name, object value, object before) => _settings.Add(new(kind, key, name, value) { Before = before });

    private readonly record struct Difference(RunSettings Kind, string Name, string Stored, string Current);
}
