using System.Reflection;

using NetGen.Data;

using Xunit;

namespace NetGen.Tests;

/// <summary>Every option of the library that has a range: a value outside of it is refused, and the exception names the option.</summary>
public class OptionTests
{
    public static TheoryData<string, string> Options
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Type type in OptionTypes())
            {
                foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite && Bad(property.PropertyType).Length > 0)) data.Add(type.Name, property.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void AnOptionOutOfRangeIsNamed(string type, string option)
    {
        Type owner = OptionTypes().Single(candidate => candidate.Name == type);
        PropertyInfo property = owner.GetProperty(option)!;
        foreach (object? bad in Bad(property.PropertyType))
        {
            object target = Create(owner);
            Exception? thrown = Assert.Throws<TargetInvocationException>(() => property.SetValue(target, bad)).InnerException;
            ArgumentException exception = Assert.IsAssignableFrom<ArgumentException>(thrown);
            Assert.Equal(bad is null ? typeof(ArgumentNullException) : typeof(ArgumentOutOfRangeException), exception.GetType());
            Assert.Equal(option, exception.ParamName);
        }
    }

    [Fact]
    public void TheRangesAreLookedForInAllOptions()
    {
        string[] found = [.. Options.Select(row => row[0] + "." + row[1])];
        Assert.Contains("FitOptions.Epochs", found);
        Assert.Contains("FitOptions.Patience", found);
        Assert.Contains("TrainerOptions.ClipNorm", found);
        Assert.Contains("MnistDownloadOptions.Patience", found);
        Assert.Contains("Sgd.Dampening", found);
        Assert.Contains("AdamW.LearningRate", found);
        Assert.True(found.Length > 30, $"{found.Length}");
    }

    [Fact]
    public void TheThreadsOfANetworkAreNamed()
        => Assert.Throws<ArgumentOutOfRangeException>("Threads", () => NetGen.Runtime.Guard.Threads(0));

    [Fact]
    public void AMillisecondLessThanATimerCanWaitForIsAccepted()
    {
        Assert.Equal(int.MaxValue - 1, new MnistDownloadOptions { Patience = TimeSpan.FromMilliseconds(int.MaxValue - 1) }.Patience.TotalMilliseconds);
        Assert.Equal(Timeout.InfiniteTimeSpan, new MnistDownloadOptions { Patience = Timeout.InfiniteTimeSpan }.Patience);
        using var source = new CancellationTokenSource();
        source.CancelAfter(TimeSpan.FromMilliseconds(int.MaxValue - 1));
    }

    private static IEnumerable<Type> OptionTypes() => typeof(Optimizer).Assembly.GetExportedTypes().Where(type =>
        !type.IsAbstract && (type.IsSubclassOf(typeof(Optimizer)) || type.Name.EndsWith("Options", StringComparison.Ordinal)));

    private static object Create(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors()[0];
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
    }

    private static object?[] Bad(Type type)
    {
        if (type == typeof(double) || type == typeof(double?)) return [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1e39, 1e39];
        if (type == typeof(int) || type == typeof(int?)) return [-1, int.MinValue];
        if (type == typeof(TimeSpan)) return [TimeSpan.Zero, TimeSpan.FromSeconds(-5), TimeSpan.FromMilliseconds(int.MaxValue), TimeSpan.MaxValue];
        if (type == typeof(NonFinitePolicy)) return [(NonFinitePolicy)(-1), (NonFinitePolicy)3];
        return type == typeof(LearningRateSchedule) || type == typeof(IReadOnlyList<Uri>) ? [null] : [];
    }
}
