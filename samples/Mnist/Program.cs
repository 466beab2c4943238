using System.Globalization;
using System.Text;
using NetGen.Distributed;

namespace MnistSample;

/// <summary>Trains <see cref="DigitNet"/> on drawn digits or on MNIST and shows what it has learnt.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // Figures read the same everywhere, and digits are drawn with characters that not every console's code page has.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return CommandLine.Invoke(arguments, Console.Error, static options => options.Distributed ? RunTogether(options) : new Application(options).Run());
    }

    private static int RunTogether(Options options)
    {
        try
        {
            return MpiProcessGroup.Run(group => new Application(options, group).Run());
        }
        catch (MpiException exception)
        {
            ErrorLine.Write(Console.Error, exception.Message);
            return ExitCode.Failure;
        }
    }
}
