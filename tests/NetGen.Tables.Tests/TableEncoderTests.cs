using NetGen.Data;

using Xunit;

namespace NetGen.Tables.Tests;

public sealed class TableEncoderTests : IDisposable
{
    private const string People = """
        id,age,city,income
        1,20,Rome,low
        2,,Paris,high
        3,40,,low
        4,60,Rome,high
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("netgen-test-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void NumbersAreStandardisedCategoriesAreOneInputEachAndMissingIsMarked()
    {
        TableEncoder encoder = FitPeople();
        Assert.Equal(["age", "age is missing", "city = Paris", "city = Rome", "city is missing"], encoder.InputNames);
        float std = MathF.Sqrt(800f / 3);
        float[][] expected =
        [
            [-20 / std, 0, 0, 1, 0],
            [0, 1, 1, 0, 0],
            [0, 0, 0, 0, 1],
            [20 / std, 0, 0, 1, 0],
        ];
        Dataset data = encoder.Encode(TableTests.Read(People));
        for (int row = 0; row < 4; row++)
        {
            for (int input = 0; input < 5; input++) Assert.Equal(expected[row][input], data.Input(row)[input], 1e-6f);
        }

        Assert.Equal([1, 0, 1, 0], data.Labels.ToArray());
        Assert.Equal(["high", "low"], data.Format.ClassNames);
    }

    [Fact]
    public void ATargetOfTwoTextsMayBeOneOutput()
    {
        TableEncoder encoder = FitPeople(new TableEncoderOptions { Ignored = ["id"], PositiveClass = "high" });
        Dataset data = encoder.Encode(TableTests.Read(People));
        Assert.Equal([0f, 1, 0, 1], data.Targets.ToArray());
        Assert.Contains("'rich' is to be one of two classes; there are 'high', 'low'.", Refused(People, new TableEncoderOptions { PositiveClass = "rich" }), StringComparison.Ordinal);
    }

    [Fact]
    public void ATargetOfNumbersIsAValueOrAClass()
    {
        const string Rows = "x,y\n1,10\n2,9\n3,2.5\n";
        Table table = TableTests.Read(Rows);
        Assert.Equal([10f, 9, 2.5f], TableEncoder.Fit(table, "y").Encode(table).Targets.ToArray());
        TableEncoder classes = TableEncoder.Fit(table, "y", new TableEncoderOptions { IsTargetCategory = true });
        Assert.Equal(["2.5", "9", "10"], classes.Target.Classes);
        Assert.Equal([2, 1, 0], classes.Encode(table).Labels.ToArray());
    }

    /// <summary>What it has learned holds for other tables: other columns, another order, texts it has never seen.</summary>
    [Fact]
    public void OtherTablesAreEncodedAlike()
    {
        Table other = TableTests.Read("extra,income,city,age\nx,low,Oslo,40\n");
        Dataset data = FitPeople().Encode(other);
        Assert.Equal([0f, 0, 0, 0, 0], data.Inputs.ToArray());
        Assert.Equal([1], data.Labels.ToArray());
        Assert.Contains("has no column 'age'", Assert.Throws<ArgumentException>(() => FitPeople().Encode(TableTests.Read("city,income\nRome,low\n"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneRowIsEncodedByNames()
    {
        TableEncoder encoder = FitPeople();
        Dataset data = encoder.Encode(TableTests.Read(People));
        Assert.Equal(data.Input(3).ToArray(), encoder.EncodeRow(new Dictionary<string, string?> { ["age"] = "60", ["city"] = " Rome " }));
        Assert.Equal(data.Input(1).ToArray(), encoder.EncodeRow(new Dictionary<string, string?> { ["age"] = "", ["city"] = "Paris" }));
        Assert.Equal("Column 'age': 'old' is no number.", Assert.Throws<TableException>(() => encoder.EncodeRow(new Dictionary<string, string?> { ["age"] = "old" })).Message);
    }

    [Fact]
    public void WhatIsSavedIsTheSameEncoder()
    {
        TableEncoder encoder = FitPeople(new TableEncoderOptions { Ignored = ["id"], PositiveClass = "high" });
        string path = Path.Combine(_directory, "people.json");
        encoder.Save(path);
        TableEncoder loaded = TableEncoder.Load(path);
        Assert.Equal(encoder.Columns, loaded.Columns);
        Assert.Equal((encoder.Target.Name, encoder.Target.PositiveClass), (loaded.Target.Name, loaded.Target.PositiveClass));
        Table table = TableTests.Read(People);
        Assert.Equal(encoder.Encode(table).Inputs.ToArray(), loaded.Encode(table).Inputs.ToArray());
        Assert.Equal(["people.json"], Directory.GetFiles(_directory).Select(Path.GetFileName));
        File.WriteAllText(path, "{}");
        Assert.Contains("people.json is no encoder", Assert.Throws<TableException>(() => TableEncoder.Load(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>One text among many numbers is a mistake, and not a reason to take all numbers for texts.</summary>
    [Fact]
    public void ABrokenValueNamesLineAndColumn()
    {
        string rows = "x,y\n" + string.Concat(Enumerable.Range(0, 30).Select(static i => $"{(i == 17 ? "1.5.2" : $"{i}")},{i % 2}\n"));
        string message = Assert.Throws<TableException>(() => TableEncoder.Fit(TableTests.Read(rows), "y")).Message;
        Assert.StartsWith("the table, line 19, column 'x': '1.5.2' is no number, as most of the column are.", message, StringComparison.Ordinal);
        Assert.Contains("Categories", message, StringComparison.Ordinal);
        TableEncoder.Fit(TableTests.Read(rows), "y", new TableEncoderOptions { Categories = ["x"] });

        TableEncoder encoder = FitPeople();
        Assert.StartsWith("the table, line 3, column 'age': 'old' is no number", Wrong("age,city,income\n1,Rome,low\nold,Rome,low\n"), StringComparison.Ordinal);
        Assert.StartsWith("the table, line 2, column 'income': 'middle' is none of the 2 classes 'high', 'low'", Wrong("age,city,income\n1,Rome,middle\n"), StringComparison.Ordinal);
        Assert.StartsWith("the table, line 2, column 'income': the target is missing", Wrong("age,city,income\n1,Rome,?\n"), StringComparison.Ordinal);
        string Wrong(string text) => Assert.Throws<TableException>(() => encoder.Encode(TableTests.Read(text))).Message;
    }

    [Fact]
    public void WhatCannotBeLearnedIsRefused()
    {
        string names = "name,y\n" + string.Concat(Enumerable.Range(0, 150).Select(static i => $"n{i},{i % 2}\n"));
        string message = Refused(names, new TableEncoderOptions(), "y");
        Assert.Contains("column 'name': 150 different texts, such as 'n0', would become as many inputs", message, StringComparison.Ordinal);
        Assert.Contains("Ignored = [\"name\"]", message, StringComparison.Ordinal);
        Assert.Contains("No column is left", Refused("x,y\n,1\n,2\n", new TableEncoderOptions(), "y"), StringComparison.Ordinal);
        Assert.Contains("has no rows", Refused("x,y\n", new TableEncoderOptions(), "y"), StringComparison.Ordinal);
        Assert.Contains("the target is missing", Refused("x,y\n1,?\n", new TableEncoderOptions(), "y"), StringComparison.Ordinal);
        Assert.Contains("no column 'z'", Assert.Throws<ArgumentException>(() => TableEncoder.Fit(TableTests.Read(People), "z")).Message, StringComparison.Ordinal);
        Assert.Contains("no column 'zip'", Assert.Throws<ArgumentException>(() => FitPeople(new TableEncoderOptions { Ignored = ["zip"] })).Message, StringComparison.Ordinal);
    }

    /// <summary>An encoder for each input of a network: their values side by side are those of one for all columns.</summary>
    [Fact]
    public void SeveralInputsHaveAnEncoderEach()
    {
        TableEncoder age = FitPeople(new TableEncoderOptions { Columns = ["age"] });
        TableEncoder city = FitPeople(new TableEncoderOptions { Columns = ["city"] });
        Assert.Equal(["age", "age is missing"], age.InputNames);
        Assert.Equal(["city = Paris", "city = Rome", "city is missing"], city.InputNames);
        Table table = TableTests.Read(People);
        Dataset all = FitPeople().Encode(table);
        for (int row = 0; row < 4; row++) Assert.Equal(all.Input(row).ToArray(), age.EncodeInputs(table)[(2 * row)..(2 * (row + 1))].Concat(city.EncodeInputs(table)[(3 * row)..(3 * (row + 1))]));
        Assert.Equal(all.Labels.ToArray(), city.Encode(table).Labels.ToArray());
        Assert.Equal(2, age.EncodeInputs(TableTests.Read("age\n7\n")).Length);
        Assert.Contains("no column 'zip'", Assert.Throws<ArgumentException>(() => FitPeople(new TableEncoderOptions { Columns = ["zip"] })).Message, StringComparison.Ordinal);
    }

    private static TableEncoder FitPeople(TableEncoderOptions? options = null) => TableEncoder.Fit(TableTests.Read(People), "income", options ?? new TableEncoderOptions { Ignored = ["id"] });

    private static string Refused(string text, TableEncoderOptions options, string target = "income") => Assert.Throws<TableException>(() => TableEncoder.Fit(TableTests.Read(text), target, options)).Message;
}
