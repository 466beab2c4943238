namespace NetGen.TestHelpers;

/// <summary>
/// Files that somebody has damaged: bits and bytes changed, taken out, put in, copied from elsewhere; and fragments that reach past the first check.
/// </summary>
/// <param name="random">What is drawn from.</param>
/// <param name="fragments">What is put in whole.</param>
public sealed class ByteMutations(TestRandom random, params byte[][] fragments)
{
    /// <summary>A file with one to three faults.</summary>
    public byte[] Of(byte[] file)
    {
        List<byte> bytes = [.. file];
        for (int fault = random.NextInteger(1, 3); fault > 0; fault--) Damage(bytes);
        return [.. bytes];
    }

    private void Damage(List<byte> bytes)
    {
        int place = bytes.Count == 0 ? 0 : random.NextInteger(0, bytes.Count - 1);
        int length = Math.Min(random.NextInteger(1, 8), bytes.Count - place);
        switch (random.NextInteger(0, 6))
        {
            case 0 when bytes.Count > 0: bytes[place] ^= (byte)(1 << random.NextInteger(0, 7)); break;
            case 1 when bytes.Count > 0: bytes[place] = (byte)random.NextInteger(0, 255); break;
            case 2: bytes.RemoveRange(place, length); break;
            case 3: bytes.Insert(place, (byte)random.NextInteger(0, 255)); break;
            case 4: bytes.InsertRange(place, bytes.GetRange(bytes.Count - length, length)); break;
            case 5: bytes.RemoveRange(place, bytes.Count - place); break;
            default: if (fragments.Length > 0) bytes.InsertRange(place, fragments[random.NextInteger(0, fragments.Length - 1)]); break;
        }
    }
}
