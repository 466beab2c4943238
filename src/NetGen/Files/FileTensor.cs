using System.ComponentModel;

using NetGen.Runtime;

namespace NetGen.Files;

/// <summary>A tensor of the file that a network writes: a parameter, or rows of some, one below the other.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FileTensor
{
    private readonly List<Piece> _pieces = [];

    private FileTensor(string name, IReadOnlyList<int> shape)
    {
        Name = name;
        Shape = shape;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count => NetworkInfo.Product(Shape);

    /// <summary>All tensors of a network's file, in the order of its parameters.</summary>
    internal static IReadOnlyList<FileTensor> Of(NetworkInfo info)
    {
        List<FileTensor> tensors = [];
        foreach (ParameterInfo parameter in info.Parameters)
        {
            int first = 0;
            foreach (FilePart part in PartsOf(parameter))
            {
                FileTensor? tensor = tensors.Find(tensor => string.Equals(tensor.Name, part.Tensor, StringComparison.Ordinal));
                if (tensor is null)
                {
                    tensor = new FileTensor(part.Tensor, ShapeOf(parameter, part));
                    tensors.Add(tensor);
                }

                Piece piece = new(parameter, first, part.Row * RowSize(parameter), part.Rows * RowSize(parameter));
                tensor._pieces.Add(piece);
                first += piece.Count;
            }
        }

        return tensors;
    }

    /// <summary>A parameter's rows, which a file may have under its own name all the same, as older ones do.</summary>
    /// <exception cref="NetworkFileException">The file has no such tensors, or they are of another shape or no floating-point numbers.</exception>
    internal static float[] Read(SafetensorsFile file, ParameterInfo parameter, string prefix)
    {
        float[] values = new float[parameter.Count];
        if (IsWhole(file, parameter, prefix))
        {
            Read(file, prefix + parameter.Name, [.. parameter.Shape], values);
            return values;
        }

        int first = 0;
        foreach (FilePart part in parameter.FileParts)
        {
            int[] shape = ShapeOf(parameter, part);
            float[] tensor = new float[NetworkInfo.Product(shape)];
            Read(file, prefix + part.Tensor, shape, tensor);
            int count = part.Rows * RowSize(parameter);
            tensor.AsSpan(part.Row * RowSize(parameter), count).CopyTo(values.AsSpan(first));
            first += count;
        }

        return values;
    }

    /// <summary>The names under which a file has a parameter, whether it is there or not.</summary>
    internal static IEnumerable<string> NamesOf(SafetensorsFile file, ParameterInfo parameter)
        => IsWhole(file, parameter, prefix: "") ? [parameter.Name] : parameter.FileParts.Select(static part => part.Tensor);

    /// <summary>The whole tensor's.</summary>
    internal static int[] ShapeOf(ParameterInfo parameter, FilePart part) => [part.TensorRows, .. parameter.Shape.Skip(1)];

    /// <summary>
    /// It as tensors to be written, with a block's values: itself and, in 8 bits, its scales; exact ones are floats, in however few bits
    /// inference has them.
    /// </summary>
    internal IEnumerable<SafetensorsEntry> Entries(ParameterBlock parameters, string prefix, bool isExact)
    {
        WeightPrecision first = _pieces[0].Parameter.Precision;
        WeightPrecision precision = !isExact && _pieces.TrueForAll(piece => piece.Parameter.Precision == first) ? first : WeightPrecision.Float32;
        TensorSource values = file => Copy(parameters, file);
        if (precision == WeightPrecision.Int8)
        {
            yield return new(prefix + Name, [.. Shape], file => Int8Rows.ToNumbers(values, file, Shape[0])) { Type = SafetensorsType.I8 };
            yield return new(prefix + Name + Int8Rows.Suffix, [Shape[0], 1], scales => Int8Rows.ToScales(values, Count, scales));
        }
        else
        {
            yield return new(prefix + Name, [.. Shape], values) { Type = precision == WeightPrecision.BFloat16 ? SafetensorsType.BF16 : SafetensorsType.F32 };
        }
    }

    private static void Read(SafetensorsFile file, string name, ReadOnlySpan<int> shape, Span<float> values)
    {
        if (Int8Rows.AreIn(file, name)) Int8Rows.Read(file, name, shape, values);
        else file.Read(name, shape, values);
    }

    private void Copy(ParameterBlock parameters, Span<float> file)
    {
        foreach (Piece piece in _pieces)
        {
            Span<float> destination = file.Slice(piece.Place, piece.Count);
            if (piece.Count == piece.Parameter.Count)
            {
                parameters.Unpack(piece.Parameter, destination);
                continue;
            }

            float[] whole = new float[piece.Parameter.Count];
            parameters.Unpack(piece.Parameter, whole);
            whole.AsSpan(piece.First, piece.Count).CopyTo(destination);
        }
    }

    private static bool IsWhole(SafetensorsFile file, ParameterInfo parameter, string prefix)
        => parameter.FileParts.Count == 0 || file.TryGetTensor(prefix + parameter.Name, out _);

    private static IEnumerable<FilePart> PartsOf(ParameterInfo parameter)
        => parameter.FileParts.Count > 0 ? parameter.FileParts : [new FilePart(parameter.Name, parameter.Shape[0], 0, parameter.Shape[0])];

    private static int RowSize(ParameterInfo parameter) => parameter.Count / parameter.Shape[0];

    /// <summary>Elements of a parameter, and where they stand in the tensor.</summary>
    private readonly record struct Piece(ParameterInfo Parameter, int First, int Place, int Count);
}
