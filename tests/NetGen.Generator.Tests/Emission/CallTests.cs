using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

using Xunit;

namespace NetGen.Generator.Tests.Emission;

/// <summary>How the calls of a pass are printed: as loops where that is shorter, in several methods where they are many.</summary>
public sealed class CallTests
{
    [Fact]
    public void Few_calls_stay_as_they_are()
        => Assert.Equal(new Repetition(0, 1, 1), Repetition.Find([.. Enumerable.Range(0, 12).Select(i => Call("Dense", i))])[0]);

    [Fact]
    public void Calls_that_repeat_are_found_with_what_stands_around_them()
    {
        Call[] calls =
        [
            Call("First", 0),
            .. Enumerable.Range(0, 20).SelectMany(i => new[] { Call("Dense", 8 * i), Call("Tanh", 100 + (4 * i)) }),
            Call("Last", 0),
        ];
        Assert.Equal([new Repetition(0, 1, 1), new Repetition(1, 2, 20), new Repetition(41, 1, 1)], Repetition.Find(calls));
    }

    /// <summary>Two places by turns: a loop over pairs needs no table.</summary>
    [Fact]
    public void Alternating_places_are_a_loop_over_pairs()
        => Assert.Equal([new Repetition(0, 2, 20)], Repetition.Find([.. Enumerable.Range(0, 40).Select(i => Call("Dense", i % 2 == 0 ? 0 : 512))]));

    [Theory]
    [InlineData(new[] { 5, 5, 5 }, "Dense(5);", 0)]
    [InlineData(new[] { 0, 8, 16 }, "Dense(block * 8);", 0)]
    [InlineData(new[] { 3, 4, 5 }, "Dense(3 + block);", 0)]
    [InlineData(new[] { 64, 32, 0 }, "Dense(64 - (block * 32));", 0)]
    [InlineData(new[] { 0, 7, 9 }, "Dense(placeOffsets[block]);", 3)]
    public void Numbers_become_the_shortest_expression(int[] numbers, string statement, int entries)
    {
        Offsets offsets = new("block", new NameAllocator());
        Assert.Equal(statement, offsets.Statement([.. numbers.Select(number => Call("Dense", number))]));
        Assert.Equal(entries, offsets.Entries);
    }

    [Fact]
    public void A_table_serves_numbers_at_the_same_distance()
    {
        Offsets offsets = new("block", new NameAllocator());
        _ = offsets.Statement([Call("A", 0), Call("A", 7), Call("A", 9)]);
        Assert.Equal("B(placeOffsets[block] + 100);", offsets.Statement([Call("B", 100), Call("B", 107), Call("B", 109)]));
        SourceWriter writer = new();
        offsets.Declare(writer);
        Assert.Equal("global::System.ReadOnlySpan<int> placeOffsets =\n[\n    0, 7, 9,\n];\n", writer.ToString());
    }

    [Fact]
    public void Many_calls_are_divided_among_methods()
    {
        // The sequence of Thue and Morse: nothing stands three times in a row.
        Call[] calls = [.. Enumerable.Range(0, 450).Select(i => Call(int.PopCount(i) % 2 == 0 ? "A" : "B", i))];
        SourceWriter writer = new();
        CallPrinter printer = new(writer, "Run");
        using (writer.Block("static void Run(int x)")) printer.Print(calls, "int x", "x", () => { });
        printer.PrintParts();
        string text = writer.ToString();
        Assert.StartsWith("static void Run(int x)\n{\n    RunPart1(x);\n    RunPart2(x);\n    RunPart3(x);\n}\n", text, StringComparison.Ordinal);
        int[] lengths = [.. text.Split("private static void").Skip(1).Select(part => part.Split('\n').Count(line => line.Contains("A(", StringComparison.Ordinal) || line.Contains("B(", StringComparison.Ordinal)))];
        Assert.Equal([200, 200, 50], lengths);
        Assert.True(text.IndexOf("A(0);", StringComparison.Ordinal) < text.IndexOf("(449);", StringComparison.Ordinal));
    }

    [Fact]
    public void Phases_that_differ_in_numbers_alone_share_a_method()
    {
        IReadOnlyList<Call>[] phases = [[Call("A", 1)], [Call("B", 2)], [Call("A", 3)], [Call("B", 4)], [Call("A", 5)], [Call("A", 6)]];
        IReadOnlyList<AlikePhases> groups = AlikePhases.Group(phases, phase => phase == 5 ? null : "", fewest: 3);
        Assert.Equal([[0, 2, 4], [1], [3], [5]], groups.Select(group => group.Phases));
    }

    private static Call Call(string method, int place) => new(method, [Argument.Numbered("place", place, number => number)]);
}
