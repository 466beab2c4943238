namespace NetGen.Onnx.Reading.Operators;

/// <summary>Windows of one or two axes as arguments of an attribute.</summary>
internal static class WindowArguments
{
    /// <summary>What layers' names end in.</summary>
    public static string Suffix(this NodeWindow[] windows) => windows.Length == 1 ? "1D" : "2D";

    public static bool IsPadded(this NodeWindow[] windows) => windows.Any(window => window.IsPadded);

    /// <summary>The argument that says the paddings; empty where there are none, null where no argument says them.</summary>
    /// <param name="windows">Of each axis.</param>
    /// <param name="largest">The largest that may be said in a number.</param>
    /// <param name="mayBeCausal">Whether windows may end with their own position.</param>
    public static string? Padding(this NodeWindow[] windows, long largest, bool mayBeCausal)
    {
        if (!windows.IsPadded()) return string.Empty;
        int first = windows[0].Before;
        if (first <= largest && Array.TrueForAll(windows, window => window.Before == first && window.Behind == first)) return $"PaddingSize = {first}";
        if (Array.TrueForAll(windows, window => window.IsSame)) return "Padding = Padding.Same";
        return mayBeCausal && windows is [{ IsCausal: true }] ? "Padding = Padding.Causal" : null;
    }

    /// <summary>The width of a window where it differs from its height, and strides where they are not those that are taken unless said.</summary>
    /// <param name="windows">Of each axis.</param>
    /// <param name="what">What a window is called: Kernel.</param>
    public static IEnumerable<string> Sizes(this NodeWindow[] windows, string what)
    {
        if (windows.Length == 2 && windows[1].Kernel != windows[0].Kernel) yield return $"{what}Width = {windows[1].Kernel}";
        if (what != "Window" && Array.TrueForAll(windows, window => window.Stride == 1)) yield break;
        if (Array.TrueForAll(windows, window => window.Stride == windows[0].Stride)) yield return $"Stride = {windows[0].Stride}";
        else yield return $"StrideHeight = {windows[0].Stride}, StrideWidth = {windows[1].Stride}";
    }
}
