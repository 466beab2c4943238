using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

namespace SketchSample;

/// <summary>What the page's script may call.</summary>
[SupportedOSPlatform("browser")]
public static partial class Program
{
    private static readonly Reader s_reader = new();

    private static void Main()
    {
        // The script calls; nothing is to be done before.
    }

    [JSExport]
    internal static double[] Read(byte[] pixels) => Widen(s_reader.Read(Reader.ToInput(pixels)));

    [JSExport]
    internal static byte[] FeatureMaps(byte[] pixels, string layer) => s_reader.FeatureMaps(Reader.ToInput(pixels), layer);

    [JSExport]
    internal static double[] Saliency(byte[] pixels, int digit) => Widen(s_reader.Saliency(Reader.ToInput(pixels), digit));

    [JSExport]
    internal static int Remember(byte[] pixels, int digit)
    {
        s_reader.Remember(Reader.ToInput(pixels), digit);
        return s_reader.Count;
    }

    [JSExport]
    internal static double TrainStep() => s_reader.TrainStep();

    [JSExport]
    internal static void Forget() => s_reader.Forget();

    private static double[] Widen(float[] values) => Array.ConvertAll(values, static value => (double)value);
}
