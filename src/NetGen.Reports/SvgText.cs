using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

using ScottPlot;

namespace NetGen.Reports;

/// <summary>A plot's SVG, made to fit where it stands.</summary>
internal static partial class SvgText
{
    /// <summary>Plain ones of the usual systems: what is taken where none is asked for may have serifs, and be wider than its place.</summary>
    private static readonly string[] s_fonts = ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Segoe UI", "Helvetica", "Arial"];

    /// <summary>As a part of a page: as wide as its place, on the page's own ground.</summary>
    public static string Part(Plot plot, int width, int height, string label)
    {
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.7);
        return Text(plot, width, height, label);
    }

    /// <summary>As a file of its own, on white: on a dark page black lines would be lost.</summary>
    public static string File(Plot plot, int width, int height, string label)
    {
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        return Text(plot, width, height, label) + "\n";
    }

    private static string Text(Plot plot, int width, int height, string label)
    {
        if (Array.Find(s_fonts, static font => SkiaSharp.SKFontManager.Default.FontFamilies.Contains(font, StringComparer.Ordinal)) is { } font) plot.Font.Set(font);
        string svg = plot.GetSvgXml(width, height);
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..].TrimEnd();

        svg = WithOwnNames(svg);

        // Where the font is not, another plain one is next to it.
        svg = Font().Replace(svg, static match => $"font-family=\"{match.Groups["name"].Value}, system-ui, sans-serif\"");

        // A size of its own would not fit a narrow screen.
        string box = string.Create(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\" viewBox=\"0 0 {width} {height}\"");
        return Opening().Replace(svg, match => box + SizeAttribute().Replace(match.Value["<svg".Length..], ""), 1);
    }

    /// <summary>
    /// Names of clipping paths hold for the whole page: another picture's would cut this one. And they are counted through a process's life, which
    /// the same numbers, drawn later, must not show.
    /// </summary>
    private static string WithOwnNames(string svg)
    {
        List<string> names = [];
        string counted = Identifier().Replace(svg, match =>
        {
            string name = match.Groups["name"].Value;
            if (!names.Contains(name, StringComparer.Ordinal)) names.Add(name);
            return $"{match.Groups["before"].Value}{names.IndexOf(name)}";
        });
        string picture = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(counted)).AsSpan(0, 6));
        return Identifier().Replace(counted, match => $"{match.Groups["before"].Value}p{picture}-{match.Groups["name"].Value}");
    }

    [GeneratedRegex("font-family=\"(?<name>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Font();

    [GeneratedRegex("<svg[^>]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Opening();

    [GeneratedRegex("\\s(width|height|viewBox)=\"[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeAttribute();

    [GeneratedRegex("(?<before>\\sid=\"|url\\(#|href=\"#)(?<name>[^\")]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Identifier();
}
