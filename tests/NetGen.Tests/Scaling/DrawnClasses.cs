namespace NetGen.Tests.Scaling;

/// <summary>Samples of normal values, with the class whose direction, drawn too, is nearest.</summary>
internal sealed class DrawnClasses
{
    public DrawnClasses(int samples, int features, int classes)
    {
        SeededRandom random = new(17);
        float[] directions = Draw(random, classes * features);
        Inputs = Draw(random, samples * features);
        Labels = [.. Enumerable.Range(0, samples).Select(sample => Enumerable.Range(0, classes).MaxBy(kind => Product(sample, kind)))];

        float Product(int sample, int kind)
        {
            float sum = 0;
            for (int i = 0; i < features; i++) sum += Inputs[(sample * features) + i] * directions[(kind * features) + i];
            return sum;
        }
    }

    public float[] Inputs { get; }

    public int[] Labels { get; }

    private static float[] Draw(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => Normal(random))];

    private static float Normal(SeededRandom random)
        => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
