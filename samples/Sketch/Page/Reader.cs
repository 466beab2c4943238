using NetGen;
using NetGen.Data;

namespace SketchSample;

/// <summary>The network that a page has: it reads sketches, shows what it sees, and learns from them.</summary>
public sealed class Reader
{
    /// <summary>Pixels of a side.</summary>
    public const int Side = 28;

    private const int Pixels = Side * Side;
    private const int Patch = 4;
    private const int Batch = 8;

    // Digits that are trained along with the user's own, lest the others be forgotten.
    private static readonly Dataset s_others = DrawnDigits.Create(256, seed: 3);

    private readonly List<(float[] Pixels, int Label)> _own = [];
    private Trainer<SketchNet>? _trainer;
    private SketchNet _network = LoadResource();
    private int _step;

    /// <summary>How many sketches it was told.</summary>
    public int Count => _own.Count;

    /// <summary>The network with the weights of the program.</summary>
    public static SketchNet LoadResource()
    {
        using Stream weights = typeof(Reader).Assembly.GetManifestResourceStream("sketch.safetensors")!;
        return SketchNet.Load(weights);
    }

    /// <summary>Pixels of a byte each, light ink on dark, as the network takes them.</summary>
    public static float[] ToInput(ReadOnlySpan<byte> pixels)
    {
        float[] input = new float[pixels.Length];
        for (int i = 0; i < input.Length; i++) input[i] = pixels[i] / 255f;
        return input;
    }

    /// <summary>The probability of each digit.</summary>
    public float[] Read(ReadOnlySpan<float> pixels)
    {
        float[] probabilities = new float[SketchNet.Info.OutputSize];
        _network.Predict(pixels, probabilities);
        return probabilities;
    }

    /// <summary>The feature maps of a layer one after the other, each value from 0 to 255 of the layer's largest.</summary>
    public byte[] FeatureMaps(ReadOnlySpan<float> pixels, string layer)
    {
        NetworkProbe probe = _network.Probe(pixels);
        int channels = probe.ShapeOf(layer)[2];
        float[] values = [.. Enumerable.Range(0, channels).SelectMany(channel => probe.FeatureMap(layer, 0, channel))];
        float largest = Math.Max(values.Max(), 1e-6f);
        return Array.ConvertAll(values, value => (byte)(255 * Math.Clamp(value / largest, 0, 1)));
    }

    /// <summary>
    /// What an answer rests on: by how much a digit's probability falls where a patch of 4 x 4 pixels is taken away, row by row. (Patches and not single pixels:
    /// on an interpreter 49 passes take a third of a second, and two for each of 784 pixels ten.)
    /// </summary>
    public float[] Saliency(ReadOnlySpan<float> pixels, int digit)
    {
        const int Patches = Side / Patch;
        float whole = Read(pixels)[digit];
        float[] falls = new float[Patches * Patches];
        float[] covered = new float[Pixels];
        for (int patch = 0; patch < falls.Length; patch++)
        {
            pixels.CopyTo(covered);
            int first = (patch / Patches * Patch * Side) + (patch % Patches * Patch);
            for (int row = 0; row < Patch; row++) covered.AsSpan(first + (row * Side), Patch).Clear();
            falls[patch] = whole - Read(covered)[digit];
        }

        return falls;
    }

    /// <summary>Keeps a sketch to learn from.</summary>
    public void Remember(ReadOnlySpan<float> pixels, int digit) => _own.Add((pixels.ToArray(), digit));

    /// <summary>One step of training: half of its samples are the user's, moved a little, and half are others.</summary>
    /// <returns>The mean loss.</returns>
    /// <exception cref="InvalidOperationException">There is nothing to learn from.</exception>
    public float TrainStep()
    {
        if (_own.Count == 0) throw new InvalidOperationException("There is no sketch to learn from yet.");
        _trainer ??= _network.CreateTrainer(new Adam(1e-3), new TrainerOptions { Threads = 1 });
        float[] inputs = new float[Batch * Pixels];
        int[] labels = new int[Batch];
        for (int sample = 0; sample < Batch; sample++)
        {
            Span<float> room = inputs.AsSpan(sample * Pixels, Pixels);
            int place = (_step * Batch / 2) + (sample / 2);
            if (sample % 2 == 0)
            {
                (float[] own, labels[sample]) = _own[place % _own.Count];
                Shift(own, room, (place % 3) - 1, (place / 3 % 3) - 1);
            }
            else
            {
                s_others.Input(place % s_others.Count).CopyTo(room);
                labels[sample] = s_others.Labels[place % s_others.Count];
            }
        }

        _step++;
        return _trainer.Step(inputs, labels);
    }

    /// <summary>Goes back to the weights of the program, and to no sketches.</summary>
    public void Forget()
    {
        _trainer?.Dispose();
        (_trainer, _network, _step) = (null, LoadResource(), 0);
        _own.Clear();
    }

    private static void Shift(float[] image, Span<float> room, int right, int down)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                (int fromX, int fromY) = (x - right, y - down);
                room[(y * Side) + x] = fromX is >= 0 and < Side && fromY is >= 0 and < Side ? image[(fromY * Side) + fromX] : 0;
            }
        }
    }
}
