using NetGen.Data;

namespace GallerySample.Keywords;

/// <summary>Sounds of one second at 8 kHz: a tone, one that rises, one that falls, or noise; each somewhere in the second, as loud as it comes, and never without noise.</summary>
internal static class Sounds
{
    /// <summary>Frames of a sound.</summary>
    public const int Frames = 49;

    /// <summary>Bands of a frame.</summary>
    public const int Bands = 10;

    private const int Rate = 8_000;
    private const int FrameLength = 320;
    private const int Hop = 160;
    private const int Classes = 4;

    private static readonly float[,] Waves = CreateWaves();

    /// <summary>So many sounds of all four kinds.</summary>
    public static Dataset Create(int count, ulong seed)
    {
        var draws = new Draws(seed);
        (float[] features, int[] labels) = (new float[count * Frames * Bands], new int[count]);
        var wave = new float[Rate];
        for (int sound = 0; sound < count; sound++)
        {
            labels[sound] = sound % Classes;
            Sing(wave, labels[sound], draws);
            Listen(wave, features.AsSpan(sound * Frames * Bands, Frames * Bands));
        }

        return new Dataset(features, SampleFormat.OfLabels(Frames * Bands, Classes), labels);
    }

    private static void Sing(float[] wave, int kind, Draws draws)
    {
        (double begin, double length) = (0.05 + (0.35 * draws.Uniform()), 0.3 + (0.25 * draws.Uniform()));
        double pitch = kind switch { 1 => 300 + (400 * draws.Uniform()), 2 => 1_500 + (700 * draws.Uniform()), _ => 400 + (1_800 * draws.Uniform()) };
        double slope = kind switch { 1 => 1_500 + (1_500 * draws.Uniform()), 2 => -1_500 - (1_000 * draws.Uniform()), _ => 0 };
        (double loud, double hiss) = (0.1 + (0.5 * draws.Uniform()), 0.02 + (0.2 * draws.Uniform()));
        double phase = 0;
        for (int i = 0; i < wave.Length; i++)
        {
            double time = (i / (double)Rate) - begin;
            bool sounds = time >= 0 && time < length;
            phase += 2 * Math.PI * (pitch + (slope * time)) / Rate;
            double signal = !sounds ? 0 : kind == 3 ? loud * draws.Normal() : loud * Math.Sin(phase);
            wave[i] = (float)(signal + (hiss * draws.Normal()));
        }
    }

    /// <summary>The logarithms of ten bands' energy, about as large as standard normal numbers.</summary>
    private static void Listen(float[] wave, Span<float> features)
    {
        for (int frame = 0; frame < Frames; frame++)
        {
            ReadOnlySpan<float> heard = wave.AsSpan(frame * Hop, FrameLength);
            for (int band = 0; band < Bands; band++)
            {
                double energy = 1e-3;
                for (int part = 0; part < 6; part++)
                {
                    double sum = 0;
                    for (int i = 0; i < FrameLength; i++) sum += heard[i] * Waves[(band * 6) + part, i];
                    energy += sum * sum;
                }

                features[(frame * Bands) + band] = (float)((Math.Log(energy) - 3) / 2);
            }
        }
    }

    /// <summary>Sine and cosine of three pitches a band, under a window without edges.</summary>
    private static float[,] CreateWaves()
    {
        var waves = new float[Bands * 6, FrameLength];
        for (int wave = 0; wave < Bands * 3; wave++)
        {
            double pitch = 200 * Math.Pow(3_500.0 / 200, wave / ((Bands * 3) - 1.0));
            for (int i = 0; i < FrameLength; i++)
            {
                double window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / FrameLength));
                double angle = 2 * Math.PI * pitch * i / Rate;
                (waves[2 * wave, i], waves[(2 * wave) + 1, i]) = ((float)(window * Math.Sin(angle)), (float)(window * Math.Cos(angle)));
            }
        }

        return waves;
    }
}
