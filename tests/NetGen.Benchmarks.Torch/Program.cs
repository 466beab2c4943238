using System.Globalization;

using NetGen.Benchmarks.Peers.Protocol;

namespace NetGen.Benchmarks.Torch;

/// <summary>libtorch for the comparison: answers requests until there are no more.</summary>
internal static class Program
{
    private static int Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        PeerAnswer hello = TorchLibrary.Load();
        if (hello.Error is not null)
        {
            Console.Out.WriteLine(PeerLine.Write(hello));
            return 1;
        }

        PeerServer.Run(hello, static request => new TorchCase(request), Console.In, Console.Out);
        return 0;
    }
}
