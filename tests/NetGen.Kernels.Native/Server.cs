using NetGen.Kernels.Native.Protocol;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Native;

/// <summary>Does what is asked, one request after the other. What goes wrong is told to who asked.</summary>
internal sealed class Server(Wire wire, ITestNetworks networks, IInferenceRows rows) : IDisposable
{
    private readonly List<object> _known = [];

    public void Run()
    {
        while (wire.TryReadRequest() is { } request)
        {
            try
            {
                Answer(request);
            }
#pragma warning disable CA1031 // Whatever a broken kernel throws is a finding of the test that asked.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                wire.Write(false).Write(exception.ToString());
            }

            wire.Flush();
        }
    }

    public void Dispose()
    {
        foreach (IDisposable trainer in _known.OfType<IDisposable>()) trainer.Dispose();
        _known.Clear();
    }

    private void Answer(Request request)
    {
        switch (request)
        {
            case Request.Describe:
                Processor here = Processor.Here;
                wire.Write(true).Write(here.Architecture).Write(here.VectorBits).Write(here.Fuses).Write(here.HasArmDots);
                break;
            case Request.Forget:
                Dispose();
                wire.Write(true);
                break;
            case Request.Create:
                Keep(networks.CreateNetwork(wire.ReadText(), (ulong)wire.ReadLong()));
                break;
            case Request.Load:
                Keep(networks.LoadNetwork(wire.ReadText(), wire.ReadText()));
                break;
            case < Request.CreateTrainer:
                AnswerOf((ITestNetwork)_known[wire.ReadInt()], request);
                break;
            case Request.CreateTrainer:
                var network = (ITestNetwork)_known[wire.ReadInt()];
                Optimizer optimizer = OptimizerWire.Read(wire);
                Keep(network.CreateTrainer(optimizer, new TrainerOptions { Seed = (ulong)wire.ReadLong(), Threads = wire.ReadInt() }, wire.ReadInt()));
                break;
            default:
                AnswerOf((ITestTrainer)_known[wire.ReadInt()], request);
                break;
        }
    }

    private void Keep(object made)
    {
        _known.Add(made);
        wire.Write(true).Write(_known.Count - 1);
    }

    private void AnswerOf(ITestNetwork network, Request request)
    {
        switch (request)
        {
            case Request.Save:
                network.Save(wire.ReadText());
                wire.Write(true);
                break;
            case Request.Forward:
                Infer(wire.ReadFloats(), new float[wire.ReadInt()], network.Forward);
                break;
            case Request.Predict:
                Infer(wire.ReadFloats(), new float[wire.ReadInt()], network.Predict);
                break;
            case Request.ForwardInShares:
                float[] input = wire.ReadFloats();
                float[] output = new float[wire.ReadInt()];
                network.ForwardInShares(input, output, wire.ReadInt());
                wire.Write(true).Write(output);
                break;
            case Request.CopyParameter:
                string name = wire.ReadText();
                float[] values = new float[wire.ReadInt()];
                network.CopyParameter(name, values);
                wire.Write(true).Write(values);
                break;
            case Request.SetParameter:
                network.SetParameter(wire.ReadText(), wire.ReadFloats());
                wire.Write(true);
                break;
            case Request.CopyPacked:
                wire.Write(true).Write(network.PackedParameters);
                break;
            case Request.ParameterMemory:
                wire.Write(true).Write(network.ParameterMemory);
                break;
            default:
                throw new NotSupportedException(request.ToString());
        }
    }

    private void AnswerOf(ITestTrainer trainer, Request request)
    {
        switch (request)
        {
            case Request.Step:
                float[] inputs = wire.ReadFloats();
                float loss = wire.ReadFlag() ? trainer.Step(inputs, wire.ReadInts()) : trainer.Step(inputs, wire.ReadFloats());
                wire.Write(true).Write((double)loss);
                break;
            case Request.ComputeGradients:
                float[] batch = wire.ReadFloats();
                float mean = wire.ReadFlag() ? trainer.ComputeGradients(batch, wire.ReadInts()) : trainer.ComputeGradients(batch, wire.ReadFloats());
                wire.Write(true).Write((double)mean);
                break;
            case Request.ApplyGradients:
                trainer.ApplyGradients();
                wire.Write(true);
                break;
            case Request.CopyGradient:
                string name = wire.ReadText();
                float[] values = new float[wire.ReadInt()];
                trainer.CopyGradient(name, values);
                wire.Write(true).Write(values);
                break;
            case Request.CopyGradients:
                wire.Write(true).Write(trainer.Gradients);
                break;
            case Request.SaveCheckpoint:
                trainer.SaveCheckpoint(wire.ReadText());
                wire.Write(true);
                break;
            case Request.LoadCheckpoint:
                trainer.LoadCheckpoint(wire.ReadText());
                wire.Write(true);
                break;
            default:
                throw new NotSupportedException(request.ToString());
        }
    }

    private void Infer(float[] input, float[] output, Inference compute)
    {
        rows.Compute(input, output, compute);
        wire.Write(true).Write(output);
    }
}
