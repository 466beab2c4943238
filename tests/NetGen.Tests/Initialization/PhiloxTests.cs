using NetGen.Initialization;

using Xunit;

namespace NetGen.Tests.Initialization;

public class PhiloxTests
{
    /// <summary>The known answers that the Random123 library publishes for philox4x32 with 10 rounds.</summary>
    [Fact]
    public void KnownAnswersOfRandom123()
    {
        Assert.Equal(
            new PhiloxBlock(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8),
            Philox.Generate(0, 0, 0, 0, 0));
        Assert.Equal(
            new PhiloxBlock(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd),
            Philox.Generate(ulong.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue));
        Assert.Equal(
            new PhiloxBlock(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1),
            Philox.Generate(0x299f31d0a4093822, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344));
    }

    [Fact]
    public void WordsAreIndexedModuloFour()
    {
        var block = new PhiloxBlock(10, 11, 12, 13);
        Assert.Equal([10u, 11u, 12u, 13u, 10u, 13u], new[] { block[0], block[1], block[2], block[3], block[4], block[7] });
    }
}
