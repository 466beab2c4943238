using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>An axis of a convolution.</summary>
/// <param name="Taps">Of the kernel.</param>
/// <param name="Padding">In front of the input.</param>
/// <param name="Input">Positions of the input.</param>
/// <param name="Output">Positions of the result.</param>
internal readonly record struct ConvolutionAxis(int Taps, int Stride, int Dilation, int Padding, int Input, int Output)
{
    /// <summary>The first result for which a tap lies in the input.</summary>
    public int First(int tap) => Math.Max(0, CeilingQuotient(Padding - (tap * Dilation)));

    /// <summary>The end of those results.</summary>
    public int End(int tap) => Math.Min(Output, Reach(tap));

    /// <summary>The same, if there were more results.</summary>
    public int Reach(int tap) => CeilingQuotient(Input + Padding - (tap * Dilation));

    // As the generated code divides: below zero the result does not matter.
    private int CeilingQuotient(int numerator) => (numerator + Stride - 1) / Stride;
}

/// <summary>The results for which a kernel tap falls inside the input, along one axis; as text, with no more of it than can happen.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="FirstInput">The input under the first.</param>
internal sealed record UnitRange(string First, string Count, string FirstInput)
{
    /// <summary>Declares what depends on the tap.</summary>
    /// <param name="name">The axis: Row or Column.</param>
    /// <param name="count">The variable for the number of results.</param>
    /// <param name="tap">The kernel tap, as text: "0" where there is but one.</param>
    public static UnitRange Emit(SourceWriter writer, string name, string count, string tap, ConvolutionAxis axis)
    {
        string first = EmitFirst(writer, "first" + name, tap, axis);
        string extent = Extent(tap, first, axis);
        bool isNumber = tap == "0" || (first == "0" && Enumerable.Range(0, axis.Taps).All(t => axis.Reach(t) >= axis.Output));
        if (!isNumber) writer.Line($"int {count} = {extent};");
        string input = tap == "0"
            ? Literals.Integer((axis.First(0) * axis.Stride) - axis.Padding)
            : Expressions.Plus(Expressions.Times(first, axis.Stride), Expressions.Times(tap, axis.Dilation), Literals.Integer(-axis.Padding));
        return new UnitRange(first, isNumber ? extent : count, input);
    }

    private static string EmitFirst(SourceWriter writer, string variable, string tap, ConvolutionAxis axis)
    {
        if (tap == "0") return Literals.Integer(axis.First(0));
        if (axis.Padding == 0) return "0";
        string outside = Expressions.Minus(Literals.Integer(axis.Padding), Expressions.Times(tap, axis.Dilation));
        writer.Line($"int {variable} = Math.Max(0, {Expressions.CeilingQuotient(outside, axis.Stride)});");
        return variable;
    }

    private static string Extent(string tap, string first, ConvolutionAxis axis)
    {
        if (tap == "0") return Literals.Integer(Math.Max(0, axis.End(0) - axis.First(0)));
        int[] taps = [.. Enumerable.Range(0, axis.Taps)];
        string reach = Expressions.CeilingQuotient(
            Expressions.Minus(Literals.Integer(axis.Input + axis.Padding), Expressions.Times(tap, axis.Dilation)), axis.Stride);
        string end = taps.All(t => axis.Reach(t) >= axis.Output) ? Literals.Integer(axis.Output)
            : taps.All(t => axis.Reach(t) <= axis.Output) ? reach
            : $"Math.Min({axis.Output}, {reach})";
        string extent = Expressions.Minus(end, first);
        return taps.All(t => axis.End(t) >= axis.First(t)) ? extent : $"Math.Max(0, {extent})";
    }
}
