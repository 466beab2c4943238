namespace NetGen.Data;

/// <summary>
/// One writer at one moment: how large, slanted, turned and shaky. Maps a shape's points (0 to 100) to pixels: a smooth random warp, which
/// bends strokes as elastic distortion of the image would, then an affine map.
/// </summary>
internal readonly ref struct DigitHand
{
    /// <summary>Nodes of the warp along each axis.</summary>
    private const int Nodes = 4;

    /// <summary>Nodes times nodes times two coordinates.</summary>
    public const int WarpSize = Nodes * Nodes * 2;

    private const float ShapeSize = 100;
    private readonly Span<float> _warp;
    private readonly float _xx;
    private readonly float _xy;
    private readonly float _yx;
    private readonly float _yy;
    private readonly float _x;
    private readonly float _y;

    /// <summary>Draws a hand's traits. <paramref name="warp"/> has room for <see cref="WarpSize"/> numbers.</summary>
    public DigitHand(ref DigitRandom random, Span<float> warp, float center)
    {
        _warp = warp;
        float unrest = random.Uniform(1.5f, 5.5f);
        for (int index = 0; index < warp.Length; index++) warp[index] = unrest * random.Bell();

        float height = random.Uniform(15, 21.5f) / ShapeSize;
        float width = height * random.Uniform(0.55f, 0.95f);
        float shear = random.Uniform(-0.45f, 0.2f);
        float angle = 0.13f * random.Bell();

        // The series of sine and cosine: exact enough below half a radian, and the same bits on every machine.
        float square = angle * angle;
        float sine = angle * (1 - (square / 6 * (1 - (square / 20))));
        float cosine = 1 - (square / 2 * (1 - (square / 12 * (1 - (square / 30)))));
        _xx = cosine * width;
        _xy = ((cosine * shear) - sine) * height;
        _yx = sine * width;
        _yy = ((sine * shear) + cosine) * height;

        float middle = ShapeSize / 2;
        _x = center + random.Uniform(-2, 2) - (middle * (_xx + _xy));
        _y = center + random.Uniform(-2, 2) - (middle * (_yx + _yy));
    }

    /// <summary>Where a point of the shape falls, in pixels.</summary>
    public (float X, float Y) Map(float x, float y)
    {
        (int column, float right) = Cell(x);
        (int row, float below) = Cell(y);
        int corner = ((row * Nodes) + column) * 2;
        x += Blend(corner, right, below);
        y += Blend(corner + 1, right, below);
        return ((_xx * x) + (_xy * y) + _x, (_yx * x) + (_yy * y) + _y);
    }

    /// <summary>The warp's cell and the smoothed position inside it, so that no kink shows at a border.</summary>
    private static (int Index, float Position) Cell(float coordinate)
    {
        float scaled = Math.Clamp(coordinate * ((Nodes - 1) / ShapeSize), 0, Nodes - 1.001f);
        int index = (int)scaled;
        float position = scaled - index;
        return (index, position * position * (3 - (2 * position)));
    }

    private float Blend(int corner, float right, float below)
    {
        float top = _warp[corner] + (right * (_warp[corner + 2] - _warp[corner]));
        int under = corner + (Nodes * 2);
        float bottom = _warp[under] + (right * (_warp[under + 2] - _warp[under]));
        return top + (below * (bottom - top));
    }
}
