using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

using NetGen.Files;

namespace NetGen.Data;

/// <summary>
/// Samples in a file, of which none is kept in memory but those that are asked for: the file may be larger than memory. It is a safetensors file with a tensor 'inputs' [samples, ...] of F32, F64,
/// F16, BF16, or U8, whose values from 0 to 255 become 0 to 1; with 'labels' [samples] of I32, I64 or U8, or 'targets' [samples, ...] of floats; and, if samples count differently, 'weights'
/// [samples] of floats. So any program that writes safetensors can write one; <see cref="SampleFileWriter"/> does.
/// </summary>
/// <remarks>The file is read where it lies rather than mapped: one that is cut off while it is in use ends in an exception, where a map would end the process. The system keeps
/// what is read often in memory in both cases.</remarks>
public sealed class SampleFile : SampleSource, IDisposable
{
    internal const string Inputs = "inputs";
    internal const string Labels = "labels";
    internal const string Targets = "targets";
    internal const string WeightsName = "weights";
    internal const string ClassesKey = "netgen.classes";
    internal const string IgnoredLabelKey = "netgen.ignored_label";
    internal const string ClassNamesKey = "netgen.class_names";

    private readonly SafetensorsFile _file;
    private readonly SafetensorsTensor _inputs;
    private readonly SafetensorsTensor? _labels;
    private readonly SafetensorsTensor? _targets;
    private readonly SafetensorsTensor? _weights;

    private SampleFile(SafetensorsFile file, SampleFormat format, SafetensorsTensor inputs, SafetensorsTensor? labels, SafetensorsTensor? targets, SafetensorsTensor? weights)
        : base(format, (int)inputs.Shape[0])
    {
        _file = file;
        _inputs = inputs;
        _labels = labels;
        _targets = targets;
        _weights = weights;
    }

    /// <inheritdoc/>
    public override bool HasWeights => _weights is not null;

    /// <summary>Opens a file, which stays open until <see cref="Dispose"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">
    /// The number of classes of a file with labels; null for what the file says of itself, or else one more than the largest label, for which all are looked at once.
    /// </param>
    /// <exception cref="NetworkFileException">The file is malformed, or its tensors are not those of samples.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SampleFile Open(string path, int? classes = null)
    {
        if (classes is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(classes));
        SafetensorsFile file = SafetensorsFile.Open(path);
        try
        {
            return Open(file, classes);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Read(int index, SampleDraw draw, SampleRow row)
    {
        ReadInput(RequireIndex(index), row.Input);
        if (_labels is not null) row.Label = ReadLabel(_file, _labels, index, Format.IgnoredLabel);
        else _file.Read(_targets!, (long)index * TargetSize, row.Target);
        if (_weights is not null) _file.Read(_weights, index, new Span<float>(ref row.Weight));
    }

    /// <inheritdoc/>
    public override int LabelOf(int index)
    {
        RequireLabels();
        return ReadLabel(_file, _labels!, RequireIndex(index), Format.IgnoredLabel);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static SampleFile Open(SafetensorsFile file, int? classes)
    {
        SafetensorsTensor inputs = Find(file, Inputs) ?? throw file.Error(NetworkFileError.Missing, 0, $"The file has no tensor '{Inputs}', so it holds no samples");
        if (!inputs.IsReadableAsFloat && inputs.Type != SafetensorsType.U8) throw WrongType(file, inputs, "F32, F64, F16, BF16 or U8");
        if (inputs.Shape.Length < 2 || inputs.Shape[0] > int.MaxValue || Size(inputs.Shape) is < 1 or > int.MaxValue)
            throw file.Error(NetworkFileError.ShapeMismatch, inputs.Begin, $"Tensor '{Inputs}' has the shape {Text(inputs.Shape)}; expected [samples, ...]");
        SafetensorsTensor? labels = Find(file, Labels);
        SafetensorsTensor? targets = Find(file, Targets);
        SafetensorsTensor? weights = Find(file, WeightsName);
        if (labels is null == targets is null) throw file.Error(NetworkFileError.Missing, 0, $"The file has {(labels is null ? "neither" : "both")} '{Labels}' {(labels is null ? "nor" : "and")} '{Targets}'; samples have one of them");
        foreach (SafetensorsTensor? tensor in new[] { labels, targets, weights })
        {
            if (tensor is not null && (tensor.Shape.Length == 0 || tensor.Shape[0] != inputs.Shape[0] || (tensor != targets && tensor.Shape.Length != 1)))
                throw file.Error(NetworkFileError.ShapeMismatch, tensor.Begin, $"Tensor '{tensor.Name}' has the shape {Text(tensor.Shape)}; the samples are {Text(inputs.Shape)}");
        }

        if (labels is not null && labels.Type is not (SafetensorsType.I32 or SafetensorsType.I64 or SafetensorsType.U8)) throw WrongType(file, labels, "I32, I64 or U8");
        if (targets is { IsReadableAsFloat: false }) throw WrongType(file, targets, "F32, F64, F16 or BF16");
        if (weights is { IsReadableAsFloat: false }) throw WrongType(file, weights, "F32, F64, F16 or BF16");
        return new SampleFile(file, FormatOf(file, inputs, labels, targets, classes), inputs, labels, targets, weights);
    }

    private static SampleFormat FormatOf(SafetensorsFile file, SafetensorsTensor inputs, SafetensorsTensor? labels, SafetensorsTensor? targets, int? classes)
    {
        int inputSize = (int)Size(inputs.Shape);
        IReadOnlyList<int> shape = [.. inputs.Shape.Skip(1).Select(static extent => (int)extent)];
        if (labels is null) return SampleFormat.OfTargets(inputSize, (int)Math.Max(1, Size(targets!.Shape))) with { InputShape = shape };
        int? ignored = file.Metadata.TryGetValue(IgnoredLabelKey, out string? number) && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int label) ? label : null;
        int count = classes ?? (file.Metadata.TryGetValue(ClassesKey, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int said) && said > 0 ? said : CountClasses(file, labels, ignored));
        string[] names = file.Metadata.TryGetValue(ClassNamesKey, out string? list) ? list.Split('\n') : [];
        return SampleFormat.OfLabels(inputSize, count) with { InputShape = shape, ClassNames = names.Length == count ? names : [], IgnoredLabel = ignored };
    }

    private static int CountClasses(SafetensorsFile file, SafetensorsTensor labels, int? ignored)
    {
        int largest = 0;
        for (int index = 0; index < labels.Shape[0]; index++) largest = Math.Max(largest, ReadLabel(file, labels, index, ignored));
        return largest + 1;
    }

    private static int ReadLabel(SafetensorsFile file, SafetensorsTensor labels, int index, int? ignored)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        bytes = bytes[..(SafetensorsTypes.Bits(labels.Type) / 8)];
        file.ReadBytes(labels, (long)index * bytes.Length, bytes);
        long label = labels.Type switch
        {
            SafetensorsType.U8 => bytes[0],
            SafetensorsType.I32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
        return label is >= 0 and < int.MaxValue || label == ignored
            ? (int)label
            : throw file.Error(NetworkFileError.ShapeMismatch, labels.Begin + ((long)index * bytes.Length), string.Create(CultureInfo.InvariantCulture, $"Label {index} is {label}; labels are whole numbers from 0 on"));
    }

    private void ReadInput(int index, Span<float> input)
    {
        if (_inputs.Type != SafetensorsType.U8)
        {
            _file.Read(_inputs, (long)index * InputSize, input);
            return;
        }

        byte[] bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(InputSize);
        _file.ReadBytes(_inputs, (long)index * InputSize, bytes.AsSpan(0, InputSize));
        for (int i = 0; i < input.Length; i++) input[i] = bytes[i] / 255f;
        System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
    }

    private static SafetensorsTensor? Find(SafetensorsFile file, string name) => file.TryGetTensor(name, out SafetensorsTensor? tensor) ? tensor : null;

    private static NetworkFileException WrongType(SafetensorsFile file, SafetensorsTensor tensor, string expected)
        => file.Error(NetworkFileError.UnsupportedElementType, tensor.Begin, $"The elements of tensor '{tensor.Name}' are {SafetensorsTypes.Name(tensor.Type)}; expected {expected}");

    /// <summary>Values per sample.</summary>
    private static long Size(ImmutableArray<long> shape)
    {
        long size = 1;
        for (int axis = 1; axis < shape.Length && size <= int.MaxValue; axis++) size *= shape[axis];
        return size;
    }

    private static string Text(ImmutableArray<long> shape) => $"[{string.Join(", ", shape.Select(static extent => extent.ToString(CultureInfo.InvariantCulture)))}]";
}
