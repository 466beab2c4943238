using NetGen.Generator.Emit;
using NetGen.Generator.Writing;

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
        Offsets offsets = new("block", PassBody.Plain());
        Assert.Equal(statement, offsets.Statement([.. numbers.Select(number => Call("Dense", number))]));
        Assert.Equal(entries, offsets.Entries);
    }

    [Fact]
    public void A_table_serves_numbers_at_the_same_distance()
    {
        Offsets offsets = new("block", PassBody.Plain());
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
        PassBody body = PassBody.Plain();
        CallPrinter printer = new(body, () => PassBody.Plain(), "Run");
        printer.Print(calls, "int x", "x");
        using (writer.Block("static void Run(int x)")) body.PrintTo(writer);
        printer.PrintParts(writer);
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

    /// <summary>Names are given once, in the order of use; what lies in them is counted from where they begin.</summary>
    [Fact]
    public void Memory_is_declared_once_by_the_name_of_what_lies_there()
    {
        PassBody body = new(["sample"], [("workspace", "ref float workspace = ref Begin();"), ("gradients", "ref float gradients = ref Other();")]);
        string first = Place("conv1", 0, "sample * 8").Text(body);
        string second = Place("conv1.weight.gradient", 64, "0").Text(body);
        Assert.Equal(("ref Unsafe.Add(ref conv1, sample * 8)", "ref conv1WeightGradient", first), (first, second, Place("conv1", 0, "sample * 8").Text(body)));
        body.Writer.Line($"Call({first}, {second});");
        SourceWriter writer = new();
        body.PrintTo(writer);
        Assert.Equal(
            "ref float workspace = ref Begin();\nref float conv1 = ref workspace;\nref float conv1WeightGradient = ref Unsafe.Add(ref workspace, 64);\n\n"
            + "Call(ref Unsafe.Add(ref conv1, sample * 8), ref conv1WeightGradient);\n",
            writer.ToString());
    }

    [Theory]
    [InlineData("conv1", "conv1")]
    [InlineData("conv1.weight", "conv1Weight")]
    [InlineData("features.0.weight", "features0Weight")]
    [InlineData("Conv2TransformedWeights", "conv2TransformedWeights")]
    [InlineData("left-branch", "leftBranch")]
    [InlineData("0", "tensor0")]
    [InlineData("...", "tensor")]
    [InlineData("base", "@base")]
    [InlineData("sample", "sample_2")]
    public void Names_in_files_become_names_of_variables(string name, string variable)
        => Assert.Equal("ref " + variable, Place(name, 0, "0").Text(PassBody.Plain("sample")));

    /// <summary>In a loop over equal layers memory has no name: where it lies is counted.</summary>
    [Fact]
    public void What_differs_from_turn_to_turn_has_no_name()
    {
        PassBody body = PassBody.Plain();
        Offsets offsets = new("block", body);
        Call[] calls = [.. Enumerable.Range(0, 3).Select(i => new Call("Dense", [Place($"dense{i}.weight", i * 8, "0"), Place("scratch", 100, "0")]))];
        Assert.Equal("Dense(ref Unsafe.Add(ref workspace, block * 8), ref scratch);", offsets.Statement(calls));
    }

    private static Argument Place(string memory, int offset, string distance)
        => Argument.Place(memory, "place", offset, (start, way) => Addresses.At("workspace", Expressions.Plus(start, way)), distance);

    private static Call Call(string method, int place) => new(method, [Argument.Numbered("place", place, number => number)]);
}
