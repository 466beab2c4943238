using System.Reflection;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

using NetGen.Data;
using NetGen.Kernels.Native;
using NetGen.Kernels.Native.Protocol;

namespace NetGen.Kernels.Browser;

/// <summary>The networks of a test in a browser: the page's script hands on what the test asks, and the answers.</summary>
[SupportedOSPlatform("browser")]
public static partial class Program
{
    private static readonly LoadedNetworks s_networks = new();
    private static readonly MemoryStream s_requests = new();
    private static readonly MemoryStream s_answers = new();
    private static readonly Server s_server = new(new Wire(s_requests, s_answers), s_networks, new PlainRows());

    private static void Main()
    {
        // The script calls; nothing is to be done before.
    }

    /// <summary>Takes the networks of a compiled assembly.</summary>
    [JSExport]
    internal static void Load(byte[] image) => s_networks.Assembly = Assembly.Load(image);

    /// <summary>Does what is asked.</summary>
    [JSExport]
    internal static byte[] Answer(byte[] request)
    {
        s_requests.SetLength(0);
        s_requests.Write(request);
        s_requests.Position = 0;
        s_answers.SetLength(0);
        s_server.Run();
        return s_answers.ToArray();
    }

    /// <summary>Asks Fit for all that it does on other threads elsewhere: several workers, and samples that are read ahead. The losses of its epochs.</summary>
    [JSExport]
    internal static double[] Fit()
    {
        using Trainer<PageNet> trainer = new PageNet(seed: 1).CreateTrainer(new Adam(0.01), new TrainerOptions { Threads = 4 });
        trainer.Network.Threads = 4;
        Dataset digits = DrawnDigits.Create(200, seed: 1);
        TrainingReport report = trainer.Fit(digits.Transform(new RandomShift(1)), new FitOptions { Epochs = 3, BatchSize = 8, Validation = digits });
        return [.. report.History["loss"]];
    }
}
