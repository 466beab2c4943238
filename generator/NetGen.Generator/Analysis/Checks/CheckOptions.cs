namespace NetGen.Generator.Analysis.Checks;

/// <summary>The thresholds that differ from their defaults. Immutable and equal by value.</summary>
internal sealed record CheckOptions(EquatableArray<CheckSetting> Settings)
{
    public static CheckOptions Default { get; } = new(EquatableArray<CheckSetting>.Empty);

    /// <summary>The value of a threshold.</summary>
    public double this[Threshold threshold]
    {
        get
        {
            foreach (CheckSetting setting in Settings)
            {
                if (string.Equals(setting.Key, threshold.Key, StringComparison.Ordinal)) return setting.Value;
            }

            return threshold.Default;
        }
    }
}

/// <summary>One threshold as the user set it.</summary>
internal sealed record CheckSetting(string Key, double Value);
