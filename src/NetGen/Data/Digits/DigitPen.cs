namespace NetGen.Data;

/// <summary>Draws strokes of varying width on a square of pixels, each pixel as dark as the darkest stroke that covers it.</summary>
internal readonly ref struct DigitPen
{
    /// <summary>Straight pieces of a curve between two of its points.</summary>
    private const int Pieces = 4;

    private readonly Span<float> _pixels;
    private readonly int _size;

    public DigitPen(Span<float> pixels, int size)
    {
        _pixels = pixels;
        _size = size;
    }

    /// <summary>Half the stroke's width, in pixels.</summary>
    public float Radius { get; init; }

    /// <summary>Pixels over which the stroke's edge fades: 1 is a sharp edge, smoothed; more is blur.</summary>
    public float Softness { get; init; }

    /// <summary>How dark the stroke is, 0 to 1.</summary>
    public float Ink { get; init; }

    /// <summary>How much wider the stroke is at its end than at its start, as a share of the radius.</summary>
    public float Swell { get; init; }

    /// <summary>Draws a stroke as a hand would.</summary>
    public void Draw(DigitStroke stroke, in DigitHand hand)
    {
        int first = stroke.Smooth ? 1 : 0;
        int last = stroke.X.Length - (stroke.Smooth ? 2 : 1);
        float total = (last - first) * Pieces;
        (float x, float y) = hand.Map(stroke.X[first], stroke.Y[first]);
        float done = 0;
        for (int point = first; point < last; point++)
        {
            for (int piece = 1; piece <= Pieces; piece++)
            {
                (float shapeX, float shapeY) = Between(stroke, point, piece * (1f / Pieces));
                (float nextX, float nextY) = hand.Map(shapeX, shapeY);
                Line(x, y, nextX, nextY, Radius * (1 + (Swell * ((++done / total) - 0.5f))));
                (x, y) = (nextX, nextY);
            }
        }
    }

    /// <summary>Draws a straight line with round ends.</summary>
    public void Line(float x0, float y0, float x1, float y1, float radius)
    {
        float reach = radius + (Softness / 2);
        int left = Math.Max(0, (int)(Math.Min(x0, x1) - reach));
        int right = Math.Min(_size - 1, (int)(Math.Max(x0, x1) + reach) + 1);
        int top = Math.Max(0, (int)(Math.Min(y0, y1) - reach));
        int bottom = Math.Min(_size - 1, (int)(Math.Max(y0, y1) + reach) + 1);
        float dx = x1 - x0;
        float dy = y1 - y0;
        float square = (dx * dx) + (dy * dy);
        float inverse = square > 0 ? 1 / square : 0;
        float steepness = Ink / Softness;
        for (int row = top; row <= bottom; row++)
        {
            Span<float> pixels = _pixels.Slice(row * _size, _size);
            float py = row - y0;
            for (int column = left; column <= right; column++)
            {
                float px = column - x0;
                float along = Math.Clamp(((px * dx) + (py * dy)) * inverse, 0, 1);
                float ex = px - (along * dx);
                float ey = py - (along * dy);
                float distance = (ex * ex) + (ey * ey);
                if (distance >= reach * reach) continue;
                float darkness = Math.Min(Ink, (reach - MathF.Sqrt(distance)) * steepness);
                if (darkness > pixels[column]) pixels[column] = darkness;
            }
        }
    }

    /// <summary>A point of the stroke after its point number <paramref name="point"/>.</summary>
    private static (float X, float Y) Between(DigitStroke stroke, int point, float t)
    {
        if (!stroke.Smooth) return (Mix(stroke.X[point], stroke.X[point + 1], t), Mix(stroke.Y[point], stroke.Y[point + 1], t));
        return (CatmullRom(stroke.X.AsSpan(point - 1, 4), t), CatmullRom(stroke.Y.AsSpan(point - 1, 4), t));
    }

    private static float Mix(float a, float b, float t) => a + (t * (b - a));

    /// <summary>The cubic through the two middle points whose slopes there are half the distance of the neighbours (Catmull and Rom, 1974).</summary>
    private static float CatmullRom(ReadOnlySpan<float> p, float t)
    {
        float slope0 = 0.5f * (p[2] - p[0]);
        float slope1 = 0.5f * (p[3] - p[1]);
        float step = p[2] - p[1];
        return p[1] + (t * (slope0 + (t * ((3 * step) - (2 * slope0) - slope1 + (t * (slope0 + slope1 - (2 * step)))))));
    }
}
