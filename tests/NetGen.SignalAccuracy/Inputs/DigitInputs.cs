using NetGen.Data;

namespace NetGen.SignalAccuracy;

/// <summary>Images of digits: those that NetGen draws, or the real MNIST's.</summary>
/// <param name="IsReal">Whether MNIST's; the variable NETGEN_MNIST names the directory.</param>
internal sealed record DigitInputs(bool IsReal) : InputSource
{
    private const int Drawn = 2_000;

    private static readonly string? Directory = Environment.GetEnvironmentVariable("NETGEN_MNIST");

    private static readonly Lazy<Images> Real = new(() => new Images(Mnist.Load(Directory!).Train));

    private static readonly Lazy<Images> OfNetGen = new(() => new Images(DrawnDigits.Create(Drawn, seed: 1)));

    public override string Description => IsReal ? "MNIST" : "drawn digits";

    public override bool IsHere => !IsReal || !string.IsNullOrEmpty(Directory);

    public override float[] Create(NetworkInfo info, double mean, double std, int batch, ulong seed)
    {
        Images images = (IsReal ? Real : OfNetGen).Value;
        RandomValues random = new(seed);
        float[] inputs = new float[batch * info.InputSize];
        for (int sample = 0; sample < batch; sample++)
        {
            ReadOnlySpan<float> image = images.Data.Input((int)(random.NextUniform() * images.Data.Count));
            for (int i = 0; i < image.Length; i++) inputs[(sample * info.InputSize) + i] = (float)(mean + (std * (image[i] - images.Mean) / images.Std));
        }

        return inputs;
    }

    /// <summary>Images with the mean and the standard deviation of their pixels.</summary>
    private sealed class Images
    {
        public Images(Dataset data)
        {
            Data = data;
            double sum = 0;
            double squares = 0;
            foreach (float value in data.Inputs)
            {
                sum += value;
                squares += (double)value * value;
            }

            Mean = sum / data.Inputs.Length;
            Std = Math.Sqrt((squares / data.Inputs.Length) - (Mean * Mean));
        }

        public Dataset Data { get; }

        public double Mean { get; }

        public double Std { get; }
    }
}
