using System.Buffers.Binary;
using System.Runtime.InteropServices;

using DataType = global::Onnx.TensorProto.Types.DataType;

namespace NetGen.Onnx.Reading.Constants;

/// <summary>Tensors of a file as constants: kinds of floating point as float, whole numbers as long.</summary>
internal static class TensorDecoding
{
    private const int LargestExtent = 1 << 24;

    /// <summary>Whole numbers are shapes, axes and indices. More are none, and would take eight times their bytes.</summary>
    private const int MostWholes = 1 << 20;

    /// <summary>A tensor's numbers.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="folder">Where the model is, for data that is in files beside it; null where none may be opened.</param>
    /// <exception cref="NotSupportedException">It has another kind of values, or is damaged.</exception>
    public static Constant Decode(TensorProto tensor, string? folder)
    {
        int[] shape = [.. tensor.Dims.Select(extent =>
            extent is >= 0 and <= LargestExtent
                ? (int)extent
                : throw new NotSupportedException($"{tensor.Name} has an extent of {extent}"))];
        int count = Constant.Product(shape);
        DataType type = (DataType)tensor.DataType;
        if (IsWhole(type) && count > MostWholes)
            throw new NotSupportedException($"{tensor.Name} has {count} whole numbers, which are no shape and no list of indices");
        bool isExternal = tensor.ExternalData.Count > 0 || tensor.DataLocation == TensorProto.Types.DataLocation.External;
        if (!isExternal && !tensor.HasRawData) return FromFields(tensor, type, shape, count);
        int size = SizeOf(type, tensor.Name);
        long bytes = (long)count * size;
        ReadOnlySpan<byte> raw = isExternal ? ExternalData.Read(tensor, folder, bytes) : tensor.RawData.Span;
        if (raw.Length != bytes) throw new NotSupportedException($"{tensor.Name} has {raw.Length} bytes for the shape {string.Join('x', shape)}");
        return FromBytes(tensor.Name, type, shape, raw, size);
    }

    private static Constant FromBytes(string name, DataType type, int[] shape, ReadOnlySpan<byte> raw, int size)
    {
        int count = raw.Length / size;
        if (type == DataType.Float && BitConverter.IsLittleEndian) return Constant.Of(name, shape, MemoryMarshal.Cast<byte, float>(raw).ToArray());
        if (IsWhole(type))
        {
            long[] wholes = new long[count];
            for (int i = 0; i < count; i++) wholes[i] = WholeOf(type, raw.Slice(i * size, size));
            return Constant.Of(name, shape, wholes);
        }

        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = NumberOf(type, raw.Slice(i * size, size));
        return Constant.Of(name, shape, numbers);
    }

    private static Constant FromFields(TensorProto tensor, DataType type, int[] shape, int count)
    {
        int given = type switch
        {
            DataType.Float => tensor.FloatData.Count,
            DataType.Double => tensor.DoubleData.Count,
            DataType.Int64 => tensor.Int64Data.Count,
            DataType.Uint64 or DataType.Uint32 => tensor.Uint64Data.Count,
            _ => tensor.Int32Data.Count,
        };
        SizeOf(type, tensor.Name);
        if (given != count) throw new NotSupportedException($"{tensor.Name} has {given} values for the shape {string.Join('x', shape)}");
        return type switch
        {
            DataType.Float => Constant.Of(tensor.Name, shape, tensor.FloatData.ToArray()),
            DataType.Double => Constant.Of(tensor.Name, shape, tensor.DoubleData.Select(value => (float)value).ToArray()),
            DataType.Float16 => Constant.Of(tensor.Name, shape, tensor.Int32Data.Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray()),
            DataType.Bfloat16 => Constant.Of(tensor.Name, shape, tensor.Int32Data.Select(bits => BitConverter.Int32BitsToSingle(bits << 16)).ToArray()),
            DataType.Int64 => Constant.Of(tensor.Name, shape, tensor.Int64Data.ToArray()),
            DataType.Uint64 or DataType.Uint32 =>
                Constant.Of(tensor.Name, shape, tensor.Uint64Data.Select(value => (long)Math.Min(value, long.MaxValue)).ToArray()),
            _ => Constant.Of(tensor.Name, shape, tensor.Int32Data.Select(value => (long)value).ToArray()),
        };
    }

    public static bool IsWhole(DataType type)
        => type is DataType.Int64 or DataType.Int32 or DataType.Int16 or DataType.Int8
            or DataType.Uint8 or DataType.Uint16 or DataType.Uint32 or DataType.Uint64 or DataType.Bool;

    public static bool IsNumber(DataType type) => type is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16;

    private static int SizeOf(DataType type, string name) => type switch
    {
        DataType.Int8 or DataType.Uint8 or DataType.Bool => 1,
        DataType.Float16 or DataType.Bfloat16 or DataType.Int16 or DataType.Uint16 => 2,
        DataType.Float or DataType.Int32 or DataType.Uint32 => 4,
        DataType.Double or DataType.Int64 or DataType.Uint64 => 8,
        _ => throw new NotSupportedException($"{name} has values of the type {type}"),
    };

    private static long WholeOf(DataType type, ReadOnlySpan<byte> bytes) => type switch
    {
        DataType.Int8 => (sbyte)bytes[0],
        DataType.Uint8 or DataType.Bool => bytes[0],
        DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        DataType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        DataType.Uint32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    private static float NumberOf(DataType type, ReadOnlySpan<byte> bytes) => type switch
    {
        DataType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        DataType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        DataType.Bfloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        _ => BinaryPrimitives.ReadSingleLittleEndian(bytes),
    };
}
