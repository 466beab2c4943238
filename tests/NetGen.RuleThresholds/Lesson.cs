using NetGen.Data;
using NetGen.TestHelpers;

namespace NetGen.RuleThresholds;

/// <summary>What networks are trained and tested with: inputs, and labels or values or both.</summary>
internal sealed class Lesson(Func<(float[] Inputs, int[] Labels, float[] Values)> train, Func<(float[] Inputs, int[] Labels, float[] Values)> test)
{
    /// <summary>Values that are learned, where values are.</summary>
    public const int Sums = 10;

    /// <summary>Tokens that <see cref="Pointers"/> look up in; one more says which.</summary>
    public const int Tokens = 16;

    /// <summary>Keys, and as many values, of <see cref="Pairs"/>.</summary>
    public const int Keys = 8;

    /// <summary>Steps of <see cref="Signs"/>.</summary>
    public const int Steps = 100;

    /// <summary>Signals of which they show one.</summary>
    public const int Signals = 4;

    private const int Count = 6_000;
    private const int TestCount = 1_000;

    private static readonly Lazy<Dataset> s_digits = new(() => DrawnDigits.Create(Count, seed: 1));
    private static readonly Lazy<PixelSums> s_sums = new(() => new PixelSums(s_digits.Value));

    private readonly Lazy<(float[] Inputs, int[] Labels, float[] Values)> _train = new(train);
    private readonly Lazy<(float[] Inputs, int[] Labels, float[] Values)> _test = new(test);

    public (float[] Inputs, int[] Labels, float[] Values) Train => _train.Value;

    public (float[] Inputs, int[] Labels, float[] Values) Test => _test.Value;

    /// <summary>Drawn digits, and ten random sums of their pixels of mean 0 and standard deviation 1.</summary>
    public static Lesson Digits { get; } = new(() => WithSums(s_digits.Value), () => WithSums(DrawnDigits.Create(TestCount, seed: 2)));

    /// <summary>A token is looked up at the place that the last one names.</summary>
    public static Lesson Pointers { get; } = Of(16_000, DrawPointers);

    /// <summary>Pairs of a key and a value, of which one is asked for by its key.</summary>
    public static Lesson Pairs { get; } = Of(16_000, DrawPairs);

    /// <summary>A signal, and a mark that something is shown, in the first half of a long sequence of zeros.</summary>
    public static Lesson Signs { get; } = Of(4_000, DrawSigns);

    private static (float[], int[], float[]) WithSums(Dataset digits) => (digits.Inputs.ToArray(), digits.Labels.ToArray(), s_sums.Value.Of(digits));

    private static Lesson Of(int count, Func<TestRandom, int, (float[], int[])> draw)
    {
        return new Lesson(() => WithoutValues(draw(new TestRandom(1), count)), () => WithoutValues(draw(new TestRandom(2), TestCount)));

        static (float[], int[], float[]) WithoutValues((float[] Inputs, int[] Labels) samples) => (samples.Inputs, samples.Labels, []);
    }

    private static (float[], int[]) DrawPointers(TestRandom random, int count)
    {
        float[] inputs = new float[count * (Tokens + 1)];
        int[] labels = new int[count];
        for (int sample = 0; sample < count; sample++)
        {
            Span<float> tokens = inputs.AsSpan(sample * (Tokens + 1), Tokens + 1);
            for (int place = 0; place <= Tokens; place++) tokens[place] = random.NextInteger(0, Tokens - 1);
            labels[sample] = (int)tokens[(int)tokens[Tokens]];
        }

        return (inputs, labels);
    }

    private static (float[], int[]) DrawPairs(TestRandom random, int count)
    {
        const int Features = 2 * Keys;
        float[] inputs = new float[count * (Keys + 1) * Features];
        int[] labels = new int[count];

        // Every step has one or two ones among 16: of size 3, they have a root mean square of about 1.
        const float One = 3;
        for (int sample = 0; sample < count; sample++)
        {
            Span<float> steps = inputs.AsSpan(sample * (Keys + 1) * Features, (Keys + 1) * Features);
            int asked = random.NextInteger(0, Keys - 1);
            for (int key = 0; key < Keys; key++)
            {
                int value = random.NextInteger(0, Keys - 1);
                steps[(key * Features) + key] = One;
                steps[(key * Features) + Keys + value] = One;
                if (key == asked) labels[sample] = value;
            }

            steps[(Keys * Features) + asked] = One;
        }

        return (inputs, labels);
    }

    private static (float[], int[]) DrawSigns(TestRandom random, int count)
    {
        const int Features = Signals + 1;

        // All values together have a standard deviation of 1.
        float shown = MathF.Sqrt(Steps * Features / 2f);
        float[] inputs = new float[count * Steps * Features];
        int[] labels = new int[count];
        for (int sample = 0; sample < count; sample++)
        {
            int step = (sample * Steps) + random.NextInteger(0, (Steps / 2) - 1);
            labels[sample] = random.NextInteger(0, Signals - 1);
            inputs[(step * Features) + labels[sample]] = shown;
            inputs[(step * Features) + Signals] = shown;
        }

        return (inputs, labels);
    }
}
