using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Checks the values of options. Called by an option's own setter, an exception names the option and not the setter's 'value'.</summary>
internal static class OptionGuard
{
    /// <summary>The value, if it is a whole number of <paramref name="least"/> or more.</summary>
    public static int AtLeast(int value, int least, [CallerMemberName] string? option = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, option);
        return value;
    }

    /// <summary>The value, if it is null or a whole number of <paramref name="least"/> or more.</summary>
    public static int? AtLeast(int? value, int least, [CallerMemberName] string? option = null)
    {
        if (value is { } number) ArgumentOutOfRangeException.ThrowIfLessThan(number, least, option);
        return value;
    }

    /// <summary>The value, if it is 0 or more, and below infinity as a float too.</summary>
    public static double NonNegativeFloat(double value, [CallerMemberName] string? option = null) =>
        value >= 0 && float.IsFinite((float)value) ? value : throw OutOfRange(value, "Expected a number that is not negative, and finite in single precision.", option);

    /// <summary>The value, if it is above 0 and below infinity as a float too.</summary>
    public static double PositiveFloat(double value, [CallerMemberName] string? option = null) =>
        (float)value > 0 && float.IsFinite((float)value) ? value : throw OutOfRange(value, "Expected a number that is positive and finite in single precision.", option);

    /// <summary>The value, if it is above 1, and below infinity as a float too.</summary>
    public static double AboveOne(double value, [CallerMemberName] string? option = null) =>
        (float)value > 1 && float.IsFinite((float)value) ? value : throw OutOfRange(value, "Expected a number that is above 1, and finite in single precision.", option);

    /// <summary>The value, if it is 1 or more, and below infinity as a float too.</summary>
    public static double AtLeastOne(double value, [CallerMemberName] string? option = null) =>
        value >= 1 && float.IsFinite((float)value) ? value : throw OutOfRange(value, "Expected a number of 1 or more, and finite in single precision.", option);

    /// <summary>The value, if it is a number from 0 to below 1.</summary>
    public static double Fraction(double value, [CallerMemberName] string? option = null) =>
        value is >= 0 and < 1 ? value : throw OutOfRange(value, "Expected a number from 0 to below 1.", option);

    /// <summary>The value, if it is a number from 0 to 1.</summary>
    public static double Probability(double value, [CallerMemberName] string? option = null) =>
        value is >= 0 and <= 1 ? value : throw OutOfRange(value, "Expected a number from 0 to 1.", option);

    /// <summary>The value, if it is null or a number between 0 and 1.</summary>
    public static double? Share(double? value, [CallerMemberName] string? option = null) =>
        value is null or (> 0 and < 1) ? value : throw OutOfRange(value.Value, "Expected a share between 0 and 1.", option);

    /// <summary>The value, if it is null or a number above 0 and at most 1.</summary>
    public static double? PositiveProbability(double? value, [CallerMemberName] string? option = null) =>
        value is null or (> 0 and <= 1) ? value : throw OutOfRange(value.Value, "Expected a number above 0 and at most 1.", option);

    /// <summary>The value, if it is neither NaN nor infinite, as a float too.</summary>
    public static double FiniteFloat(double value, [CallerMemberName] string? option = null) =>
        float.IsFinite((float)value) ? value : throw OutOfRange(value, "Expected a number that is finite in single precision.", option);

    /// <summary>The value, if it is a member of its enumeration.</summary>
    public static T Defined<T>(T value, [CallerMemberName] string? option = null)
        where T : struct, Enum
        => Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(option, value, $"Expected one of {string.Join(", ", Enum.GetNames<T>())}.");

    /// <summary>The value, if it is not null.</summary>
    public static T NotNull<T>(T value, [CallerMemberName] string? option = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, option);
        return value;
    }

    /// <summary>The value, if a timer can wait for it: above 0 and below 24 days, or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static TimeSpan Wait(TimeSpan value, [CallerMemberName] string? option = null) =>
        value == Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value.TotalMilliseconds < int.MaxValue)
            ? value
            : throw new ArgumentOutOfRangeException(option, value, "Expected a time above 0 and below 24 days, or Timeout.InfiniteTimeSpan.");

    /// <summary>What to throw for a value that is wrong in another way.</summary>
    public static ArgumentException Wrong(string message, [CallerMemberName] string? option = null) => new(message, option);

    /// <summary>The weights, if each is a finite number of 0 or more.</summary>
    public static IReadOnlyList<float>? Weights(IReadOnlyList<float>? value, string what, [CallerMemberName] string? option = null)
    {
        for (int i = 0; i < value?.Count; i++)
        {
            if (!(value[i] >= 0 && float.IsFinite(value[i])))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of {what} {i} is {value[i]}; expected a finite number, 0 or more."), option);
        }

        return value;
    }

    private static ArgumentOutOfRangeException OutOfRange(double value, string expected, string? option) => new(option, value, expected);
}
