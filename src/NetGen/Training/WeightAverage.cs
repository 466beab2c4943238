using System.Globalization;

namespace NetGen;

/// <summary>
/// Which average of the weights over the updates a trainer keeps beside them; <see cref="Trainer{TNetwork}.AverageInto"/> gives the network of it. The first update
/// that counts sets the average to the weights. It costs a pass over memory for each update that counts, within that of the optimiser as a rule.
/// </summary>
public sealed class WeightAverage
{
    private readonly double? _decay;

    private WeightAverage(double? decay) => _decay = decay;

    /// <summary>Updates before the first that counts.</summary>
    internal int Start { get; private init; }

    /// <summary>Of so many updates the last counts.</summary>
    internal int Every { get; private init; } = 1;

    /// <summary>
    /// The exponential moving average a = decay * a + (1 - decay) * p (EMA), as Keras' <c>use_ema</c> and timm's <c>ModelEma</c> keep it; the default is that of PyTorch's
    /// <c>get_ema_multi_avg_fn</c>.
    /// </summary>
    /// <param name="decay">Share of the average that an update leaves, from 0 to below 1.</param>
    /// <param name="startUpdate">Updates before the first that counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static WeightAverage Exponential(double decay = 0.999, int startUpdate = 0) =>
        new(OptionGuard.Fraction(decay, nameof(decay))) { Start = OptionGuard.AtLeast(startUpdate, 0, nameof(startUpdate)) };

    /// <summary>The mean with equal shares (SWA, Izmailov and others, 2018), as PyTorch's <c>AveragedModel</c> keeps it.</summary>
    /// <param name="startUpdate">Updates before the first that counts: as a rule, all but the last quarter.</param>
    /// <param name="every">Of so many updates from there on the last counts: those of an epoch, in the article.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static WeightAverage Equal(int startUpdate = 0, int every = 1) =>
        new(decay: null) { Start = OptionGuard.AtLeast(startUpdate, 0, nameof(startUpdate)), Every = OptionGuard.AtLeast(every, 1, nameof(every)) };

    /// <summary>In words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(_decay is { } decay ? $"exponential, decay {decay.ToString(CultureInfo.InvariantCulture)}" : "equal")}, from {Start}, every {Every}");

    /// <summary>The share of the weights in the average; 0 after an update that does not count.</summary>
    /// <param name="updates">Updates before this one.</param>
    /// <param name="taken">Updates that have counted.</param>
    internal float IntakeOf(long updates, long taken)
    {
        if (updates < Start || (updates + 1 - Start) % Every != 0) return 0;
        return taken == 0 ? 1 : (float)(_decay is { } decay ? 1 - decay : 1.0 / (taken + 1));
    }
}
