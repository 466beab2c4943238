using System.Security.Cryptography;
using System.Text;

using NetGen.Files;

using Xunit;

namespace NetGen.Tests.Files;

public sealed class ChecksumTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 300).Select(static index => (byte)(index * 7))];

    /// <summary>Values of System.IO.Hashing.XxHash64 for the first bytes of 0, 7, 14 ... modulo 256.</summary>
    [Theory]
    [InlineData(0, 0xEF46DB3751D8E999)]
    [InlineData(1, 0xE934A84ADB052768)]
    [InlineData(3, 0x9FF70A635A6209AB)]
    [InlineData(4, 0xAE5ACDC00A55AC41)]
    [InlineData(7, 0xD734A6B26F3DA63E)]
    [InlineData(8, 0x87116B3365B924EB)]
    [InlineData(12, 0x14B8433B9A14E611)]
    [InlineData(15, 0x02C53AB1E360882F)]
    [InlineData(31, 0x0F187C62B1E722B7)]
    [InlineData(32, 0x91B0CB0931A8C629)]
    [InlineData(33, 0x931B043CF8D65B94)]
    [InlineData(40, 0x6BC927279E6A3044)]
    [InlineData(63, 0x219110BF13E2FA26)]
    [InlineData(64, 0xBF3052E3445775D0)]
    [InlineData(100, 0x8E2272C08247D5DB)]
    [InlineData(255, 0x29037D30C0136AF3)]
    [InlineData(300, 0x240B95EDF72F18E0)]
    public void XxHash64IsThatOfOthers(int length, ulong expected)
    {
        var whole = new XxHash64();
        whole.Append(Bytes.AsSpan(0, length));
        Assert.Equal(expected, whole.Value);

        var random = new SeededRandom((ulong)length);
        for (int run = 0; run < 20; run++)
        {
            var pieces = new XxHash64();
            for (int position = 0, count; position < length; position += count)
            {
                count = Math.Min(length - position, random.Next(70));
                pieces.Append(Bytes.AsSpan(position, count));
                _ = pieces.Value; // looking does not disturb
            }

            Assert.Equal(expected, pieces.Value);
        }
    }

    /// <summary>RFC 1321, appendix A.5.</summary>
    [Theory]
    [InlineData("", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("a", "0cc175b9c0f1b6a831c399e269772661")]
    [InlineData("abc", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("message digest", "f96b697d7cb7938d525a2f31aaf161d0")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a")]
    public void Md5IsThatOfTheStandard(string text, string expected)
    {
        var hash = new Md5();
        hash.Append(Encoding.ASCII.GetBytes(text));
        Assert.Equal(expected, Convert.ToHexString(hash.Finish()), ignoreCase: true);
    }

    [Fact]
    public void Md5IsThatOfTheFrameworkForEveryLengthInAnyPieces()
    {
        var random = new SeededRandom(5);
        for (int length = 0; length <= Bytes.Length; length++)
        {
            var hash = new Md5();
            for (int position = 0, count; position < length; position += count)
            {
                count = Math.Min(length - position, random.Next(90));
                hash.Append(Bytes.AsSpan(position, count));
            }

#pragma warning disable CA5351 // As an oracle.
            Assert.Equal(MD5.HashData(Bytes.AsSpan(0, length)), hash.Finish());
#pragma warning restore CA5351
        }
    }

    /// <summary>The framework's hashes call OpenSSL under Linux and end the process where that is missing, as in small containers.</summary>
    [Fact]
    public void TheLibraryUsesNoCryptographyOfTheFramework() =>
        Assert.DoesNotContain(typeof(SafetensorsFile).Assembly.GetReferencedAssemblies(), static name => name.Name!.Contains("Cryptography", StringComparison.Ordinal));
}
