using NetGen.Generator.Kernels;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>The loop around kernels that take one sample or a few at a time; around others there is none.</summary>
/// <param name="Step">Samples at a time; 0 where all are.</param>
/// <param name="Begin">The first sample of all, as text.</param>
/// <param name="End">Behind the last, as text.</param>
internal sealed record SampleLoop(int Step, string Begin, string End)
{
    private const string Sample = "sample";
    private const string Together = "together";

    /// <summary>Of kernels that are not divided by samples.</summary>
    public static SampleLoop None { get; } = new(0, "0", "0");

    /// <summary>The first sample of a call, as text.</summary>
    public string First => Step == 0 ? Begin : Sample;

    /// <summary>The samples of a call, as text.</summary>
    public string Count => Step switch
    {
        0 => Expressions.Minus(End, Begin),
        1 => "1",
        _ => Together,
    };

    /// <summary>Of a method that is called inside, with a comma in front.</summary>
    public string Parameters => Step switch
    {
        0 => "",
        1 => $", int {Sample}",
        _ => $", int {Sample}, int {Together}",
    };

    /// <summary>With which that method is called.</summary>
    public string Arguments => Step switch
    {
        0 => "",
        1 => $", {Sample}",
        _ => $", {Sample}, {Together}",
    };

    /// <summary>A comment that says why there is a loop.</summary>
    public string Reason => Step == 1
        ? "// Sample by sample: what a layer writes is still in cache when the next reads it."
        : "// A few samples at a time: they share the reading of weights, and what a layer writes is still in a cache when the next reads it.";

    public static SampleLoop Of(Granularity granularity, string begin, string end) => new(
        granularity switch
        {
            Granularity.Sample => 1,
            Granularity.Few => Kernel.FewSamples,
            _ => 0,
        },
        begin,
        end);

    /// <summary>Opens it, where there is one.</summary>
    public SourceWriter.BlockScope? Open(SourceWriter writer)
    {
        if (Step == 0) return null;
        string next = Step == 1 ? $"{Sample}++" : $"{Sample} += {Step}";
        SourceWriter.BlockScope loop = writer.Block($"for (int {Sample} = {Begin}; {Sample} < {End}; {next})");
        if (Step > 1) writer.Line($"int {Together} = Math.Min({Step}, {End} - {Sample});");
        return loop;
    }
}
