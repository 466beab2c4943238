using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class CacheLineTests
{
    /// <summary>From each of a line's floats: to that float or the next line's first, never further.</summary>
    [Fact]
    public void TheFirstFloatOfALineIsFoundFromAnyFloat()
    {
        float[] memory = GC.AllocateArray<float>(4 * CacheLine.Floats, pinned: true);
        for (int first = 0; first < CacheLine.Floats; first++)
        {
            nint skipped = Unsafe.ByteOffset(ref memory[first], ref CacheLine.Align(ref memory[first]));
            Assert.InRange(skipped, 0, (CacheLine.Floats - 1) * sizeof(float));
            Assert.Equal(0, (Marshal.UnsafeAddrOfPinnedArrayElement(memory, first) + skipped) % (CacheLine.Floats * sizeof(float)));
        }
    }
}
