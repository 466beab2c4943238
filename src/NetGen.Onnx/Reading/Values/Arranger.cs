using System.Globalization;

namespace NetGen.Onnx.Reading.Values;

/// <summary>Layers that put numbers into another order or under other axes: Flatten, Reshape and Permute, as few as it takes, and each once.</summary>
internal sealed class Arranger(Declaration declaration)
{
    private const int MostBlocks = 3;

    private readonly Dictionary<string, List<(Axes From, Axes To, string Layer)>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Axes From, Axes To, string Layer)>> _flat = new(StringComparer.Ordinal);

    /// <summary>A value whose layer has certain axes.</summary>
    /// <param name="value">Any.</param>
    /// <param name="wanted">One to three axes of the same atoms.</param>
    public ReadValue Arrange(ReadValue value, Axes wanted)
    {
        if (value.Attention is not null) throw new NotSupportedException("it reads an attention whose heads are not put together by a product");
        if (value.Network.IsSame(wanted)) return value;
        if (wanted.Count is < 1 or > MostBlocks || !value.Network.Flat.ToHashSet().SetEquals(wanted.Flat))
            throw new NotSupportedException("its numbers cannot be put in the order that it takes");
        List<(Axes From, Axes To, string Layer)> known = _known.TryGetValue(value.Layer, out List<(Axes, Axes, string)>? found)
            ? found
            : _known[value.Layer] = [];
        foreach ((Axes from, Axes to, string layer) in known)
        {
            if (from.IsSame(value.Network) && to.IsSame(wanted)) return value with { Layer = layer, Network = wanted };
        }

        ReadValue arranged = Emit(value, wanted);
        known.Add((value.Network, wanted, arranged.Layer));
        return arranged;
    }

    /// <summary>
    /// An image as a vector in the order of files, channels first, which is that of weights behind it. Only who has such weights may read it.
    /// </summary>
    public ReadValue Flatten(ReadValue image)
    {
        Axes vector = new([.. image.Network.Flat]);
        List<(Axes From, Axes To, string Layer)> known = _flat.TryGetValue(image.Layer, out List<(Axes, Axes, string)>? found)
            ? found
            : _flat[image.Layer] = [];
        string? layer = known.FirstOrDefault(entry => entry.From.IsSame(image.Network)).Layer;
        if (layer is null) known.Add((image.Network, vector, layer = declaration.AddLayer("Flatten", "flatten", image.Layer)));
        return image with { Layer = layer, Network = vector };
    }

    private ReadValue Emit(ReadValue value, Axes wanted)
    {
        while (true)
        {
            Atom[] now = [.. value.Network.Flat];
            List<Atom[]> blocks = Blocks(now, [.. wanted.Flat]);
            if (blocks.Count <= 1) return Reshaped(value, wanted);
            if (blocks.Count <= MostBlocks) return Reshaped(Permuted(value, [.. blocks.OrderBy(block => Array.IndexOf(now, block[0]))], blocks), wanted);

            // The first block that is not in its place goes to the front, and those that were in front of it back before it: three blocks each time.
            int done = 0;
            while (ReferenceEquals(now[done], wanted.Flat.ElementAt(done))) done++;
            Atom[] next = blocks.First(block => ReferenceEquals(block[0], wanted.Flat.ElementAt(done)));
            int place = Array.IndexOf(now, next[0]);
            (Atom[] before, Atom[] rest) = (now[..place], now[(place + next.Length)..]);
            value = Permuted(value, [before, next, rest], [next, before, rest]);
            if (done > 0) value = Permuted(value, [next, before[..done], [.. before[done..], .. rest]], [before[..done], next, [.. before[done..], .. rest]]);
        }
    }

    /// <summary>The wanted order as pieces that lie together already.</summary>
    private static List<Atom[]> Blocks(Atom[] now, Atom[] wanted)
    {
        List<Atom[]> blocks = [];
        for (int start = 0; start < wanted.Length;)
        {
            int place = Array.IndexOf(now, wanted[start]);
            int length = 1;
            while (start + length < wanted.Length && place + length < now.Length && ReferenceEquals(wanted[start + length], now[place + length])) length++;
            blocks.Add(wanted[start..(start + length)]);
            start += length;
        }

        return blocks;
    }

    private ReadValue Permuted(ReadValue value, Atom[][] from, IReadOnlyList<Atom[]> to)
    {
        from = [.. from.Where(block => block.Length > 0)];
        Atom[][] target = [.. to.Where(block => block.Length > 0)];

        // Images are permuted as they are where the axes are those of the layer.
        ReadValue apart = Reshaped(value, new Axes(from));
        IEnumerable<int> places = target.Select(block => Array.FindIndex(from, other => ReferenceEquals(other[0], block[0])) + 1);
        string order = string.Join(", ", places.Select(place => place.ToString(CultureInfo.InvariantCulture)));
        return apart with { Layer = declaration.AddLayer("Permute", "permute", apart.Layer, order), Network = new Axes(target) };
    }

    private ReadValue Reshaped(ReadValue value, Axes wanted)
    {
        if (value.Network.IsSame(wanted)) return value;

        // A flattened image would be remembered as one; by way of a sequence it is a vector.
        if (wanted.Count == 1 && value.Network.Count == MostBlocks)
            value = Reshaped(value, new Axes([.. value.Network[0], .. value.Network[1]], value.Network[2]));
        string layer = wanted.Count == 1
            ? declaration.AddLayer("Flatten", "flatten", value.Layer)
            : declaration.AddLayer("Reshape", "reshape", value.Layer, wanted.Extents.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
        return value with { Layer = layer, Network = wanted };
    }
}
