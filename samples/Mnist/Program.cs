using System.Globalization;
using System.Text;

namespace MnistSample;

/// <summary>Trains <see cref="DigitNet"/> on drawn digits or on MNIST and shows what it has learnt.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // Figures read the same everywhere, and digits are drawn with characters that not every console's code page has.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return CommandLine.Invoke(arguments, Console.Error, static options => new Application(options).Run());
    }
}
