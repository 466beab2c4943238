using System.Globalization;

namespace MnistSample;

/// <summary>Shares as people read them.</summary>
internal static class Percent
{
    /// <summary>0.98765 as '98.76 %': cut, not rounded, so that 100 % means all.</summary>
    public static string Of(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((share * 10_000) + 1e-6) / 100:F2} %");
}
