using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Peers.Protocol;

/// <summary>The loop of a peer's process: a line of JSON in, a line out, until its input ends.</summary>
internal static class PeerServer
{
    /// <summary>Says what runs here, then answers.</summary>
    /// <param name="hello">The first line.</param>
    /// <param name="load">Takes up a case.</param>
    /// <param name="input">Where requests come from.</param>
    /// <param name="output">Where answers go, and nothing else.</param>
    public static void Run(PeerAnswer hello, Func<PeerRequest, ServedCase> load, TextReader input, TextWriter output)
    {
        // Ctrl-C reaches all processes of a terminal. The comparison ends this one when it has written what it has.
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        Say(hello);
        ServedCase? current = null;
        while (input.ReadLine() is { } line) Say(Answer(line));
        current?.Dispose();

        void Say(PeerAnswer answer)
        {
            output.WriteLine(PeerLine.Write(answer));
            output.Flush();
        }

        PeerAnswer Answer(string line)
        {
            try
            {
                PeerRequest request = PeerLine.Read<PeerRequest>(line);
                if (request.Do != "load") return Do(request, current ?? throw new InvalidOperationException("No case was loaded."));
                current?.Dispose();
                current = null;
                current = load(request);
                return new PeerAnswer();
            }
#pragma warning disable CA1031 // whatever it is, the comparison is told and decides
            catch (Exception exception)
#pragma warning restore CA1031
            {
                return new PeerAnswer { Error = $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}" };
            }
        }
    }

    /// <summary>Reads values of a file.</summary>
    public static T[] ReadValues<T>(string? path)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Required(path))).ToArray();

    /// <summary>A member that the request must have.</summary>
    public static T Required<T>(T? member)
        where T : class => member ?? throw new InvalidDataException("The request lacks something.");

    private static PeerAnswer Do(PeerRequest request, ServedCase served)
    {
        switch (request.Do)
        {
            case "prepare":
                return new PeerAnswer { Variants = served.Prepare(Required(request.Mode), Required(request.Optimizer)) };
            case "time":
                return new PeerAnswer { Seconds = served.Time(Required(request.Variant), request.Iterations) };
            case "output":
                WriteValues(Required(request.Result), [served.Output(Required(request.Variant))]);
                return new PeerAnswer();
            case "train":
                ServedTraining training = served.Train(Required(request.Mode), Required(request.Optimizer), request.Steps, request.IsDouble);
                WriteValues(Required(request.Result), training.Parameters);
                return new PeerAnswer { Losses = training.Losses };
            default:
                throw new InvalidDataException($"'{request.Do}' is nothing that can be asked.");
        }
    }

    private static void WriteValues(string path, IEnumerable<float[]> tensors)
    {
        using FileStream file = File.Create(path);
        foreach (float[] values in tensors) file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
