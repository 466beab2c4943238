using System.Globalization;

using NetGen.Images;

namespace ImagesSample;

/// <summary>Draws circles, squares, stars and triangles of any light colour, size and place on dark and noisy backgrounds, a folder for each shape.</summary>
internal static class Pictures
{
    private const int Size = 32;
    private static readonly string[] s_shapes = ["circle", "square", "star", "triangle"];

    public static void Write(string folder, int perShape, ulong seed)
    {
        for (int shape = 0; shape < s_shapes.Length; shape++)
        {
            string directory = Path.Combine(folder, s_shapes[shape]);
            Directory.CreateDirectory(directory);
            for (int index = 0; index < perShape; index++)
            {
                var random = new Source(seed + (ulong)((index * s_shapes.Length) + shape));
                ImageFile.WritePng(Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{index:D5}.png")), Draw(shape, random), Size, Size, 3);
            }
        }
    }

    private static float[] Draw(int shape, Source random)
    {
        float[] back = random.Colour();
        float[] front = random.Colour();
        for (int i = 0; i < 3; i++) (back[i], front[i]) = (0.5f * back[i], 0.4f + (0.6f * front[i])); // light on dark
        double radius = 6 + (6 * random.Next());
        double x = radius + ((Size - (2 * radius)) * random.Next());
        double y = radius + ((Size - (2 * radius)) * random.Next());
        double turn = 2 * Math.PI * random.Next();
        float[] pixels = new float[Size * Size * 3];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                bool isInside = IsInside(shape, column - x, row - y, radius, turn);
                for (int channel = 0; channel < 3; channel++)
                    pixels[(((row * Size) + column) * 3) + channel] = (isInside ? front : back)[channel] + (float)(0.25 * (random.Next() - 0.5));
            }
        }

        return pixels;
    }

    private static bool IsInside(int shape, double x, double y, double radius, double turn)
    {
        double distance = Math.Sqrt((x * x) + (y * y));
        if (shape == 0) return distance < radius * 0.85;
        (int corners, double inner) = shape switch
        {
            1 => (4, Math.Cos(Math.PI / 4)),
            2 => (5, 0.42),
            _ => (3, Math.Cos(Math.PI / 3)),
        };

        // The edge from a corner to the middle between two is straight; its distance in this direction, by the law of sines.
        double half = Math.PI / corners;
        double angle = Math.Abs(Math.IEEERemainder(Math.Atan2(y, x) - turn, 2 * half));
        double cross = inner * Math.Sin(half);
        double along = 1 - (inner * Math.Cos(half));
        return distance < radius * cross / ((along * Math.Sin(angle)) + (cross * Math.Cos(angle)));
    }

    /// <summary>SplitMix64: the same pictures everywhere.</summary>
    private sealed class Source(ulong seed)
    {
        private ulong _state = seed * 0xD1342543DE82EF95;

        public double Next()
        {
            ulong bits = _state += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        public float[] Colour() => [(float)Next(), (float)Next(), (float)Next()];
    }
}
