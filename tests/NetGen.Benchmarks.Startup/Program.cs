using System.Globalization;

using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Startup;

/// <summary>
/// The shortest way to one answer. Arguments: 'nothing'; or a network (digitnet, xor) and, if it is to be read rather than initialised,
/// a file of its parameters; or 'save', a network and the file to write. The answer is one line.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["nothing"]:
                Console.WriteLine("nothing");
                return 0;
            case ["digitnet"]:
                return Answer(new DigitNet());
            case ["digitnet", string path]:
                return Answer(DigitNet.Load(path));
            case ["xor"]:
                return Answer(new Xor());
            case ["xor", string path]:
                return Answer(Xor.Load(path));
            case ["save", "digitnet", string path]:
                new DigitNet().Save(path);
                return 0;
            case ["save", "xor", string path]:
                new Xor().Save(path);
                return 0;
            default:
                Console.Error.WriteLine("error: expected nothing, digitnet [FILE], xor [FILE], or save NETWORK FILE.");
                return 2;
        }
    }

    private static int Answer(DigitNet network)
    {
        Span<float> output = stackalloc float[10];
        var input = new float[DigitNet.Info.InputSize];
        Array.Fill(input, 0.5f);
        network.Predict(input, output);
        return Print(output[0]);
    }

    private static int Answer(Xor network)
    {
        Span<float> output = stackalloc float[1];
        network.Predict([0f, 1f], output);
        return Print(output[0]);
    }

    private static int Print(float value)
    {
        Console.WriteLine(value.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
