using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

using NetGen.Files;

namespace NetGen.Data;

/// <summary>
/// Writes a <see cref="SampleFile"/> sample by sample, as they come: inputs go into the file, and only labels, targets and weights are kept in memory until <see cref="Complete"/>. Until then
/// <paramref name="path"/> is not touched.
/// </summary>
/// <param name="path">The file to create or replace.</param>
/// <param name="format">What each sample consists of.</param>
public sealed class SampleFileWriter(string path, SampleFormat format) : IDisposable
{
    private readonly string _inputsPath = InputsPath(path);
    private readonly List<float> _targets = [];
    private readonly List<int> _labels = [];
    private readonly List<float> _weights = [];
    private FileStream? _inputs;
    private bool _isCompleted;

    /// <summary>Samples so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes all samples of a source, as they are without random changes.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="cancellationToken">Ends it early; the old file is untouched.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is untouched.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Write(string path, SampleSource samples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        using var writer = new SampleFileWriter(path, samples.Format);
        var buffer = new SampleBuffer(samples.Format, 1);
        for (int index = 0; index < samples.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Fill(samples, index, 1, default);
            if (samples.HasLabels) writer.Add(buffer.Inputs, buffer.Labels[0], buffer.Weights[0]);
            else writer.Add(buffer.Inputs, buffer.Targets, buffer.Weights[0]);
        }

        writer.Complete();
    }

    /// <summary>Adds a sample with a label.</summary>
    /// <exception cref="ArgumentException">The input has another length, the label or the weight is out of range, or the format has no labels. Nothing has been added.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public void Add(ReadOnlySpan<float> input, int label, float weight = 1)
    {
        if (!format.HasLabels) throw new ArgumentException("The format has target values, not labels.", nameof(label));
        SampleSource.RequireLabel(Count, label, format, nameof(label));
        Require(input, weight);
        WriteInput(input);
        _labels.Add(label);
        _weights.Add(weight);
        Count++;
    }

    /// <summary>Adds a sample with target values.</summary>
    /// <exception cref="ArgumentException">A length is another, the weight is out of range, or the format has labels. Nothing has been added.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public void Add(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float weight = 1)
    {
        if (format.HasLabels) throw new ArgumentException("The format has labels, not target values.", nameof(target));
        if (target.Length != format.TargetSize)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Sample {Count} has {Words.Count(target.Length, "target value")}; expected {format.TargetSize}."), nameof(target));
        Require(input, weight);
        WriteInput(input);
        _targets.AddRange(target);
        _weights.Add(weight);
        Count++;
    }

    /// <summary>Puts the file together under its name.</summary>
    /// <exception cref="IOException">Writing failed; the old file is untouched.</exception>
    /// <exception cref="InvalidOperationException">It has been done before.</exception>
    public void Complete()
    {
        if (_isCompleted) throw new InvalidOperationException("The file is complete already.");
        AtomicFile.Write(path, WriteAll);
        _isCompleted = true;
        RemoveInputs();
    }

    /// <summary>Removes what has been written, unless the file is complete.</summary>
    public void Dispose() => RemoveInputs();

    private static string InputsPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path + AtomicFile.TemporaryPrefix + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) + AtomicFile.TemporarySuffix;
    }

    private void Require(ReadOnlySpan<float> input, float weight)
    {
        if (input.Length != format.InputSize)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The input of sample {Count} has {Words.Count(input.Length, "value")}; expected {format.InputSize}."), nameof(input));
        if (!(weight >= 0 && float.IsFinite(weight)))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of sample {Count} is {weight}; expected a finite number, 0 or more."), nameof(weight));
    }

    private void WriteInput(ReadOnlySpan<float> input)
    {
        _inputs ??= new FileStream(_inputsPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
        WriteFloats(_inputs, input);
    }

    private void WriteAll(Stream stream)
    {
        byte[] json = Header();
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        stream.Write(length);
        stream.Write(json);
        if (_inputs is not null)
        {
            _inputs.Position = 0;
            _inputs.CopyTo(stream);
        }

        if (format.HasLabels) WriteIntegers(stream, CollectionsMarshal.AsSpan(_labels));
        else WriteFloats(stream, CollectionsMarshal.AsSpan(_targets));
        if (HasWeights) WriteFloats(stream, CollectionsMarshal.AsSpan(_weights));
    }

    private bool HasWeights => _weights.Exists(static weight => weight != 1);

    private byte[] Header()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartObject("__metadata__");
        if (format.HasLabels) writer.WriteString(SampleFile.ClassesKey, format.Classes.ToString(CultureInfo.InvariantCulture));
        if (format.IgnoredLabel is { } ignored) writer.WriteString(SampleFile.IgnoredLabelKey, ignored.ToString(CultureInfo.InvariantCulture));
        if (format.ClassNames.Count > 0) writer.WriteString(SampleFile.ClassNamesKey, string.Join('\n', format.ClassNames));
        writer.WriteEndObject();
        long end = 0;
        Tensor(SampleFile.Inputs, "F32", [Count, .. format.InputShape]);
        if (format.HasLabels) Tensor(SampleFile.Labels, "I32", [Count]);
        else Tensor(SampleFile.Targets, "F32", [Count, format.TargetSize]);
        if (HasWeights) Tensor(SampleFile.WeightsName, "F32", [Count]);
        writer.WriteEndObject();
        writer.Flush();

        // Spaces up to a multiple of eight, where the data begins.
        byte[] json = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        json.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(json);
        return json;

        void Tensor(string name, string type, int[] shape)
        {
            writer.WriteStartObject(name);
            writer.WriteString("dtype", type);
            writer.WriteStartArray("shape");
            long count = 1;
            foreach (int extent in shape)
            {
                writer.WriteNumberValue(extent);
                count *= extent;
            }

            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(end);
            writer.WriteNumberValue(end += count * sizeof(float));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void WriteFloats(Stream stream, ReadOnlySpan<float> values) => WriteIntegers(stream, MemoryMarshal.Cast<float, int>(values));

    private static void WriteIntegers(Stream stream, ReadOnlySpan<int> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        int[] reversed = new int[values.Length];
        BinaryPrimitives.ReverseEndianness(values, reversed);
        stream.Write(MemoryMarshal.AsBytes<int>(reversed));
    }

    private void RemoveInputs()
    {
        if (_inputs is null) return;
        _inputs.Dispose();
        _inputs = null;
        File.Delete(_inputsPath);
    }
}
