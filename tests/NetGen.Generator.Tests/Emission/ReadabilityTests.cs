using System.Text.RegularExpressions;

using NetGen.Generator.Tests.Snapshots;
using NetGen.Generator.Writing;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Emission;

/// <summary>Generated code is meant to be read.</summary>
public sealed partial class ReadabilityTests
{
    public static TheoryData<string> Sources
    {
        get
        {
            TheoryData<string> sources = [Networks.Xor, Networks.Residual, Networks.DigitNet];
            foreach (object[] row in SnapshotTests.LayerKinds) sources.Add($"using NetGen; {row[1]} public sealed partial class Net;");
            return sources;
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void No_line_is_longer_than_a_screen_is_wide(string source)
    {
        string[] lines = [.. GeneratorRunner.Run(source).Sources.SelectMany(generated => generated.Text.Split('\n'))];
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.Length > LineWrapper.MostCharacters && !IsIndivisible(line));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Above_each_kernel_stands_its_formula(string source)
    {
        string[] lines = [.. GeneratorRunner.Run(source).Sources.Where(generated => generated.HintName.Contains(".Layer", StringComparison.Ordinal)).SelectMany(generated => generated.Text.Split('\n'))];
        int[] heads = [.. Enumerable.Range(0, lines.Length).Where(i => KernelHead().IsMatch(lines[i]))];
        Assert.NotEmpty(heads);
        Assert.All(heads, head => Assert.Contains(lines.Skip(head + 1).TakeWhile(line => !line.Contains("// Plan:", StringComparison.Ordinal)), line => line.Contains(" = ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Call(first, second);", "Call(first, second);")]
    [InlineData("for (int i = 0; i < 3; i++) Call(first, second);", "for (int i = 0; i < 3; i++) Call(first,\n    second);")]
    [InlineData("one = First(a, b); two = Second(c, d, e, f, g);", "one = First(a, b);\ntwo = Second(c, d, e, f, g);")]
    [InlineData("Outer(first, Inner(second, third), fourth);", "Outer(first, Inner(second, third),\n    fourth);")]
    [InlineData("private static Something Property => Expression;", "private static Something Property\n    => Expression;")]
    [InlineData("Text(\"a, b, c, d, e, f, g, h, i, j, k, l, m, n, o\");", "Text(\n    \"a, b, c, d, e, f, g, h, i, j, k, l, m, n, o\");")]
    [InlineData("// one two three four five six seven eight nine ten", "// one two three four five six seven\n//   eight nine ten")]
    public void Lines_break_between_statements_arguments_and_words(string line, string expected)
    {
        // The limit is 140 characters: 100 of them are indentation here.
        const int Indentation = 100;
        SourceWriter writer = new(indentation: Indentation / 4);
        writer.Line(line);
        string[] lines = writer.ToString().TrimEnd('\n').Split('\n');
        Assert.All(lines, part => Assert.Equal(new string(' ', Indentation), part[..Indentation]));
        Assert.Equal(expected, string.Join('\n', lines.Select(part => part[Indentation..])));
    }

    /// <summary>A table of the documentation, or a text between quotation marks.</summary>
    private static bool IsIndivisible(string line) => line.TrimStart().StartsWith("///", StringComparison.Ordinal) || line.Contains('"', StringComparison.Ordinal);

    [GeneratedRegex(@"^    // [A-Z]\w*\(\w+: ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex KernelHead();
}
