using NetGen.Data;

namespace GallerySample.Amplifier;

/// <summary>Plucked strings, and the amplifier that is to be learned: a filter, a tube that saturates, a cabinet that resonates. All of it is known.</summary>
internal static class Guitar
{
    /// <summary>Samples in a second.</summary>
    public const int Rate = 48_000;

    /// <summary>So many pieces, each from silence on: what is played, and what comes out.</summary>
    public static Dataset Create(int count, int length, ulong seed)
    {
        var draws = new Draws(seed);
        (float[] played, float[] heard) = (new float[count * length], new float[count * length]);
        for (int piece = 0; piece < count; piece++)
        {
            Span<float> samples = played.AsSpan(piece * length, length);
            Pluck(samples, draws);
            Amplify(samples, heard.AsSpan(piece * length, length));
        }

        return new Dataset(played, SampleFormat.OfTargets(length, length) with { InputShape = [length, 1] }, heard);
    }

    /// <summary>Two strings, plucked one after the other.</summary>
    private static void Pluck(Span<float> samples, Draws draws)
    {
        samples.Clear();
        for (int note = 0; note < 2; note++)
        {
            (int begin, double pitch, double loud) = ((int)(draws.Uniform() * samples.Length / 2), 80 * Math.Pow(2, 3 * draws.Uniform()), 0.1 + (0.5 * draws.Uniform()));
            for (int i = begin; i < samples.Length; i++)
            {
                double time = (i - begin) / (double)Rate;
                double sum = 0;
                for (int harmonic = 1; harmonic <= 6; harmonic++)
                    sum += Math.Exp(-time * 8 * harmonic) / harmonic * Math.Sin(2 * Math.PI * pitch * harmonic * time);
                samples[i] += (float)(loud * sum);
            }
        }
    }

    /// <summary>A low pass of one pole, tanh, and a band pass of two poles (the cookbook's, at 1,200 Hz).</summary>
    private static void Amplify(ReadOnlySpan<float> played, Span<float> heard)
    {
        double angle = 2 * Math.PI * 1_200 / Rate;
        double alpha = Math.Sin(angle) / 1.4;
        (double low, double in1, double in2, double out1, double out2) = (0, 0, 0, 0, 0);
        for (int i = 0; i < played.Length; i++)
        {
            low += 0.35 * (played[i] - low);
            double driven = Math.Tanh(6 * low) + (0.1 * low);
            double band = ((alpha * (driven - in2)) + (2 * Math.Cos(angle) * out1) - ((1 - alpha) * out2)) / (1 + alpha);
            (in2, in1, out2, out1) = (in1, driven, out1, band);
            heard[i] = (float)((0.7 * band) + (0.3 * driven));
        }
    }
}
