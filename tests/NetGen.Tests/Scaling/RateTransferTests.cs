using System.Globalization;

using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Scaling;

/// <summary>What all this is for: the learning rate that is best for a small network is best for its wider twin.</summary>
public sealed class RateTransferTests(ITestOutputHelper output)
{
    private const int Batch = 64;
    private const int Steps = 64;
    private const int Seeds = 3;

    /// <summary>Twice as large from each to the next.</summary>
    private static readonly double[] s_rates = [.. Enumerable.Range(-12, 9).Select(power => Math.Pow(2, power))];

    private static readonly DrawnClasses s_data = new(samples: 512, features: 32, classes: 10);

    [Fact]
    public void The_best_rate_is_the_same_with_the_scaled_groups_and_falls_without()
    {
        int small = Best("64 units", rate => Loss<Twin64>(rate, static seed => new(seed), static _ => []));
        int scaled = Best("512 units, scaled", rate => Loss<Twin512>(rate, static seed => new(seed), Twin512.ScaledParameterGroups));
        int usual = Best("512 units, one rate for all", rate => Loss<Usual512>(rate, static seed => new(seed), static _ => []));
        Assert.InRange(scaled - small, -1, 1);
        Assert.InRange(usual - small, -s_rates.Length, -2);
    }

    private int Best(string name, Func<double, double> loss)
    {
        double[] losses = [.. s_rates.Select(loss)];
        IEnumerable<string> pairs = losses.Select((value, index) => string.Create(CultureInfo.InvariantCulture, $"{s_rates[index]:G3} {value:F3}"));
        output.WriteLine($"{name}: {string.Join(", ", pairs)}");
        return Array.IndexOf(losses, losses.Min());
    }

    /// <summary>The mean loss over the last quarter of the steps, and over seeds.</summary>
    private static double Loss<TNetwork>(double rate, Func<ulong, TNetwork> create, Func<Optimizer, IReadOnlyList<ParameterGroup>> groups)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        double sum = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Adam adam = new(rate);
            using Trainer<TNetwork> trainer = new(create(seed), adam, new TrainerOptions { Groups = groups(adam), Threads = 1 });
            for (int step = 0; step < Steps; step++)
            {
                int first = step * Batch % s_data.Labels.Length;
                float loss = trainer.Step(s_data.Inputs.AsSpan(first * 32, Batch * 32), s_data.Labels.AsSpan(first, Batch));
                if (step >= Steps * 3 / 4) sum += loss;
            }
        }

        return sum / (Seeds * Steps / 4);
    }
}
