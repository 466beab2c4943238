using System.Globalization;

namespace NetGen.Benchmarks;

/// <summary>Times NetGen.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return CommandLine.Invoke(arguments, Console.Out, Console.Error);
    }
}
