using NetGen.Generator.Parsing;

namespace NetGen.Generator.Tests.Parsing;

public sealed class HintNameTests
{
    [Theory]
    [InlineData("DigitNet", "DigitNet-")]
    [InlineData("Demo.DigitNet", "Demo.DigitNet-")]
    [InlineData("Demo.Outer+Inner", "Demo.Outer.Inner-")]
    [InlineData("Größe.数字", "Gr__e.__-")]
    public void The_readable_part_is_the_name(string metadataName, string expected)
        => Assert.StartsWith(expected, HintName.Create(metadataName), StringComparison.Ordinal);

    [Fact]
    public void A_name_is_the_same_in_every_process()
    {
        // Known answers: a generated file must not be renamed by a new version of the runtime.
        Assert.Equal("Demo.DigitNet-a6108d4c", HintName.Create("Demo.DigitNet"));
    }

    [Fact]
    public void A_long_name_keeps_its_end()
    {
        string name = HintName.Create(new string('N', 200) + ".DigitNet");
        Assert.Equal(HintName.MaximumLength, name.Length);
        Assert.Contains(".DigitNet-", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_names_with_case_twins_do_not_collide()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string[] spaces = ["A", "a", "Demo.Network", "demo.Network", new string('x', 90), new string('X', 90), "Größe", "Grüße"];
        int count = 0;
        for (int i = 0; i < 62_500; i++)
        {
            foreach (string space in spaces)
            {
                foreach (string name in (ReadOnlySpan<string>)[$"{space}.Net{i:x}", $"{space}.nEt{i:x}"])
                {
                    string hint = HintName.Create(name);
                    Assert.True(hint.Length <= HintName.MaximumLength, hint);
                    Assert.True(seen.Add(hint), $"{name} has the hint name {hint} of another");
                    count++;
                }
            }
        }

        Assert.Equal(1_000_000, count);
    }

    [Fact]
    public void Characters_are_safe_for_files()
    {
        foreach (string name in (ReadOnlySpan<string>)["A`1", "<A>F__B", "日本.C", "A+B+C", "@x"])
        {
            Assert.All(HintName.Create(name), character => Assert.True(char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_'));
        }
    }
}
