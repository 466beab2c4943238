using System.Globalization;
using System.Text;

using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Tables.Tests;

/// <summary>However a file is damaged: it is read, or refused by the one exception that is documented, within some memory.</summary>
public sealed class DamageTests : IDisposable
{
    private static readonly int s_mutations = int.Parse(Environment.GetEnvironmentVariable("NETGEN_FUZZ_MUTATIONS") ?? "5000", CultureInfo.InvariantCulture);

    private static readonly string[] s_tables =
    [
        "id,age,city,income\n1,20,Rome,low\n2,,Paris,high\n3,40,,low\n4,60,Rome,high\n",
        "name;weight\r\n\"Miller; Anna\";60.5\r\n\"said \"\"no\"\"\";NA\r\n",
        "\"a\nb\"\tc\n1\t2\n",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("netgen-test-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void ATableIsReadOrRefused()
    {
        var mutations = new ByteMutations(new TestRandom(1), Bytes(",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\0", "\uFEFF", "NaN", "1e999", "-", "é"));
        (int read, int refused) = Run(mutations, [.. s_tables.Select(Encoding.UTF8.GetBytes)], bytes =>
        {
            Table table = Table.ReadCsv(new StringReader(Encoding.UTF8.GetString(bytes)));
            string target = table.Columns[^1].Name;
            if (table.RowCount > 0) TableEncoder.Fit(table, target).Encode(table);
        });
        Assert.InRange(read, s_mutations / 20, s_mutations);
        Assert.InRange(refused, s_mutations / 20, s_mutations);
    }

    [Fact]
    public void AnEncoderIsReadOrRefused()
    {
        Table table = Table.ReadCsv(new StringReader(s_tables[0]));
        string path = Path.Combine(_directory, "encoder.json");
        byte[][] encoders =
        [
            .. new TableEncoderOptions[] { new(), new() { PositiveClass = "high" }, new() { Ignored = ["city"] } }.Select(options =>
            {
                TableEncoder.Fit(table, "income", options).Save(path);
                return File.ReadAllBytes(path);
            }),
        ];
        var mutations = new ByteMutations(
            new TestRandom(2),
            Bytes(
                "null", "{}", "[]", "\"\"", "\"kind\":", "\"number\"", "0", "-1", "1e400", "null,", "[null]", "\"std\":0,", "\"name\":null,",
                "\"values\":null,", "\"classes\":[],", "{", "}", ","));
        (int read, int refused) = Run(mutations, encoders, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            TableEncoder encoder = TableEncoder.Load(path);
            Assert.Equal(encoder.InputSize, encoder.InputNames.Count);
            try
            {
                encoder.Encode(table);
            }
            catch (ArgumentException exception) when (exception is not ArgumentNullException)
            {
                // A column of another name.
            }
        });
        Assert.InRange(read, s_mutations / 50, s_mutations);
        Assert.InRange(refused, s_mutations / 4, s_mutations);
    }

    [Theory]
    [InlineData("""{"columns":[null],"target":{"name":"y"}}""")]
    [InlineData("""{"columns":[{"name":"x","mean":0,"std":1}],"target":{"name":"y"}}""")]
    [InlineData("""{"columns":[{"kind":"number","name":null,"mean":0,"std":1}],"target":{"name":"y"}}""")]
    [InlineData("""{"columns":[{"kind":"number","name":"x","mean":0,"std":0}],"target":{"name":"y"}}""")]
    [InlineData("""{"columns":[{"kind":"category","name":"x","values":null}],"target":{"name":"y"}}""")]
    [InlineData("""{"columns":[{"kind":"category","name":"x","values":["a",null]}],"target":{"name":"y"}}""")]
    [InlineData("""{"columns":[{"kind":"number","name":"x","mean":0,"std":1}],"target":{}}""")]
    [InlineData("""{"columns":[{"kind":"number","name":"x","mean":0,"std":1}],"target":{"name":"y","classes":[]}}""")]
    [InlineData("""{"columns":[{"kind":"number","name":"x","mean":0,"std":1}],"target":{"name":"y","classes":["a",null]}}""")]
    [InlineData("""{"columns":[{"kind":"number","name":"x","mean":0,"std":1}],"target":{"name":"y","classes":["a","b"],"positiveClass":"c"}}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void WhatIsNoEncoderIsSaid(string json)
    {
        string path = Path.Combine(_directory, "broken.json");
        File.WriteAllText(path, json);
        Assert.StartsWith("broken.json is no encoder: ", Assert.Throws<TableException>(() => TableEncoder.Load(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>How many are read, and how many refused.</summary>
    private static (int Read, int Refused) Run(ByteMutations mutations, byte[][] files, Action<byte[]> read)
    {
        int accepted = 0;
        for (int index = 0; index < s_mutations; index++)
        {
            byte[] bytes = mutations.Of(files[index % files.Length]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(bytes);
                accepted++;
            }
            catch (TableException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
            catch (Exception exception)
            {
                Assert.Fail($"mutation {index}, {exception.GetType().Name}: {exception.Message}\n{Encoding.UTF8.GetString(bytes)}\n{exception.StackTrace}");
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 4 << 20, $"mutation {index}: {allocated} bytes for a file of {bytes.Length}");
        }

        return (accepted, s_mutations - accepted);
    }

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
