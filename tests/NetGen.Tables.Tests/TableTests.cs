using Xunit;

namespace NetGen.Tables.Tests;

/// <summary>Files with all that files have: quotes, other separators, missing values, lines that are wrong.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("a,b\n1,x\n2,\"y, z\"\n")]
    [InlineData("a;b\r\n1;x\r\n 2 ;y, z\r\n\r\n")]
    [InlineData("a\tb\n1\tx\n2\ty, z")]
    [InlineData("\"a\"|b\n1|\"x\"\n2|y, z\n")]
    public void SeparatorsQuotesAndLineEndsAreFoundOut(string text)
    {
        Table table = Read(text);
        Assert.Equal(["a", "b"], table.Columns.Select(static column => column.Name));
        Assert.Equal(2, table.RowCount);
        Assert.Equal(["1", "2"], Texts(table["a"]));
        Assert.Equal(["x", "y, z"], Texts(table["b"]));
    }

    [Fact]
    public void AQuotedValueMayHaveQuotesAndLines()
    {
        Table table = Read("a,b\n\"say \"\"no\"\"\",\"one\ntwo\"\n3,4\n");
        Assert.Equal(["say \"no\"", "3"], Texts(table["a"]));
        Assert.Equal("one\ntwo", table["b"][0]);
        Assert.Equal("the table, line 4", table.PlaceOf(1));
    }

    [Fact]
    public void MissingValuesAreNone()
    {
        Table table = Read("a,b\n?,\nna,x\n5,-\n");
        Assert.Equal([null, null, "5"], Texts(table["a"]));
        Assert.Equal([null, "x", "-"], Texts(table["b"]));
        Assert.Equal([null, "x", null], Texts(Read("b\nnull\nx\n-\n", new CsvOptions { MissingValues = ["-", "NULL"] })["b"]));
    }

    [Fact]
    public void WithoutAHeaderColumnsHaveNumbers()
    {
        Table table = Read("1,2\n3,4\n", new CsvOptions { HasHeader = false });
        Assert.Equal(["column1", "column2"], table.Columns.Select(static column => column.Name));
        Assert.Equal(["1", "3"], Texts(table["column1"]));
    }

    [Theory]
    [InlineData("a,b\n1,2\n1\n", "the table, line 3: 1 value where 2 columns need one each; the first without one is 'b'.")]
    [InlineData("a,b\n1,2,3\n", "the table, line 2: 3 values where 2 columns need one each; a value with a comma in it stands in quotes.")]
    [InlineData("a,a\n1,2\n", "the table: two columns are called 'a'.")]
    [InlineData("a,\n1,2\n", "the table: column 2 has no name in the first line. Set HasHeader = false if that has values.")]
    [InlineData("", "the table is empty.")]
    public void ALineThatIsWrongIsNamed(string text, string message) => Assert.Equal(message, Assert.Throws<TableException>(() => Read(text)).Message);

    [Fact]
    public void AnUnknownColumnListsTheOthers() =>
        Assert.Contains("the table has no column 'c'; it has 'a', 'b'.", Assert.Throws<ArgumentException>(() => Read("a,b\n1,2\n")["c"]).Message, StringComparison.Ordinal);

    [Fact]
    public void RowsAreChosenAndDividedWithTheirLines()
    {
        Table table = Read("n,kind\n" + string.Concat(Enumerable.Range(0, 200).Select(static i => $"{i},{(i % 10 == 0 ? "rare" : "common")}\n")));
        (Table first, Table second) = table.Split(0.7, seed: 3, stratifyBy: "kind");
        Assert.Equal((140, 60), (first.RowCount, second.RowCount));
        Assert.Equal(14, Texts(first["kind"]).Count(static kind => kind == "rare"));
        Assert.Equal(Enumerable.Range(0, 200).Select(static i => $"{i}").Order(StringComparer.Ordinal), Texts(first["n"]).Concat(Texts(second["n"])).Order(StringComparer.Ordinal));
        Assert.Equal("the table, line 6", table.Select([4]).PlaceOf(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Select([200]));
    }

    internal static Table Read(string text, CsvOptions? options = null) => Table.ReadCsv(new StringReader(text), options);

    private static IEnumerable<string?> Texts(TableColumn column) => Enumerable.Range(0, column.Count).Select(row => column[row]);
}
