using Microsoft.ML.OnnxRuntime;

using NetGen.Onnx;

namespace NetGen.Tool.Networks;

/// <summary>A network as ONNX Runtime runs it.</summary>
/// <param name="model">Its ONNX model.</param>
/// <param name="info">The network's own description.</param>
internal sealed class PeerModel(byte[] model, NetworkInfo info)
{
    /// <summary>A network's model; null, with the reason said, where there is none.</summary>
    public static PeerModel? Of(LoadedNetwork network, Terminal terminal)
    {
        try
        {
            return new PeerModel(network.ToModel(), network.Info);
        }
        catch (OnnxExportException exception)
        {
            terminal.Error.WriteLine(exception.Message);
            return null;
        }
    }

    /// <summary>The model, ready for a batch.</summary>
    /// <param name="rows">Samples as the network takes them.</param>
    /// <param name="batch">How many.</param>
    /// <param name="threads">Of a call.</param>
    public Session Start(float[] rows, int batch, int threads)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new Session(new InferenceSession(model, options), info, rows, batch);
    }

    /// <summary>Calls with tensors that are made once: what is timed is the call.</summary>
    internal sealed class Session : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly RunOptions _run = new();
        private readonly string[] _inputNames;
        private readonly OrtValue[] _inputs;
        private readonly string[] _outputNames;
        private readonly OrtValue[] _outputs;
        private readonly float[][] _results;
        private readonly NetworkInfo _info;
        private readonly int _batch;

        public Session(InferenceSession session, NetworkInfo info, float[] rows, int batch)
        {
            (_session, _info, _batch) = (session, info, batch);
            // An input that nothing reads is not always kept.
            TensorInfo[] inputs = [.. info.Inputs.Where(input => session.InputMetadata.ContainsKey(input.Name))];
            _inputNames = [.. inputs.Select(static input => input.Name)];
            _inputs = [.. inputs.Select(input => ToTensor(Column(rows, info, input, batch), session.InputMetadata[input.Name], batch))];
            _outputNames = [.. info.Outputs.Select(static output => output.Name)];
            _results = [.. info.Outputs.Select(output => new float[batch * output.Size])];
            _outputs = [.. _outputNames.Zip(
                _results, (name, values) => OrtValue.CreateTensorValueFromMemory(values, Shape(session.OutputMetadata[name], batch)))];
        }

        public void Run() => _session.Run(_run, _inputNames, _inputs, _outputNames, _outputs);

        /// <summary>The largest difference from the network's own outputs, as a part of the largest of them.</summary>
        public double Deviation(float[] expected)
        {
            double largest = double.Epsilon, deviation = 0;
            for (int sample = 0, at = 0; sample < _batch; sample++)
            {
                foreach ((float[] values, TensorInfo output) in _results.Zip(_info.Outputs))
                {
                    for (int i = 0; i < output.Size; i++, at++)
                    {
                        largest = Math.Max(largest, Math.Abs(expected[at]));
                        deviation = Math.Max(deviation, Math.Abs(expected[at] - values[(sample * output.Size) + i]));
                    }
                }
            }

            return deviation / largest;
        }

        public void Dispose()
        {
            foreach (OrtValue value in _inputs.Concat(_outputs)) value.Dispose();
            _run.Dispose();
            _session.Dispose();
        }

        /// <summary>One input of all samples: rows hold those of a sample side by side.</summary>
        private static float[] Column(float[] rows, NetworkInfo info, TensorInfo input, int batch)
        {
            int offset = info.Inputs.TakeWhile(other => other.Name != input.Name).Sum(static other => other.Size);
            float[] column = new float[batch * input.Size];
            for (int sample = 0; sample < batch; sample++)
                rows.AsSpan((sample * info.InputSize) + offset, input.Size).CopyTo(column.AsSpan(sample * input.Size));
            return column;
        }

        private static OrtValue ToTensor(float[] values, NodeMetadata input, int batch) => input.ElementType == typeof(int)
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, BitConverter.SingleToInt32Bits), Shape(input, batch))
            : OrtValue.CreateTensorValueFromMemory(values, Shape(input, batch));

        private static long[] Shape(NodeMetadata tensor, int batch) => [batch, .. tensor.Dimensions.Skip(1).Select(static extent => (long)extent)];
    }
}
