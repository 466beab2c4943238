using System.Globalization;

using NetGen.Onnx.Reading;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Operators;
using NetGen.TestHelpers;

using Xunit.Abstractions;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>The models that ONNX publishes for tests of runtimes, with what they give, read as networks.</summary>
public sealed class PublishedCaseTests(ITestOutputHelper output)
{
    private const double Share = 0.95;

    /// <summary>Of the largest value.</summary>
    private const double Tolerance = 1e-5;

    [FactOnPublishedCases]
    public void Networks_give_what_ONNX_publishes()
    {
        PublishedCase[] all = [.. FactOnPublishedCasesAttribute.Folders.Select(folder => new PublishedCase(folder))];
        Dictionary<PublishedCase, string> left = [];
        Dictionary<PublishedCase, string> failed = [];
        List<(PublishedCase Case, ImportedNetwork Network)> read = [];
        foreach (PublishedCase item in all)
        {
            if (item.Exclusion(IsKnown) is { } reason) left.Add(item, reason);
            else if (Read(item, $"Case{read.Count}", failed) is { } network) read.Add((item, network));
        }

        using CompiledAssembly assembly = CompiledAssembly.Compile([.. read.Select(pair => pair.Network.Source)]);
        for (int index = 0; index < read.Count; index++)
        {
            if (Compare(read[index].Case, read[index].Network, assembly, $"Published.Case{index}") is { } difference) failed.Add(read[index].Case, difference);
        }

        int counted = all.Length - left.Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counted - failed.Count} of {counted} cases: {100.0 * (counted - failed.Count) / counted:F1} %."));
        foreach ((PublishedCase item, string reason) in failed.OrderBy(pair => pair.Value, StringComparer.Ordinal)) output.WriteLine($"  {item.Name}: {reason}");
        foreach (IGrouping<string, PublishedCase> group in left.GroupBy(pair => pair.Value, pair => pair.Key).OrderByDescending(group => group.Count()))
            output.WriteLine($"left out, {group.Count()}: {group.Key}: {string.Join(", ", group.Select(item => item.Name.Split('/')[1][5..]))}");
        Assert.True(counted > 300, $"Only {counted} cases were found.");
        Assert.True(counted - failed.Count >= Share * counted, $"{counted - failed.Count} of {counted}");
    }

    /// <summary>Operators that have a reader, and those that only ever are a part of constants.</summary>
    internal static bool IsKnown(string op) => OperatorTable.Find(op) is not null || op is "Constant" or "ConstantOfShape";

    private static ImportedNetwork? Read(PublishedCase item, string name, Dictionary<PublishedCase, string> failed)
    {
        try
        {
            return OnnxReader.Read(item.Bound(), "Published", name);
        }
        catch (OnnxImportException exception)
        {
            failed.Add(item, string.Join(" ", exception.Problems));
            return null;
        }
    }

    private static string? Compare(PublishedCase item, ImportedNetwork read, CompiledAssembly assembly, string name)
    {
        using TemporaryFolder folder = new();
        read.SaveParameters(folder.Combine("weights.safetensors"));
        try
        {
            ITestNetwork network = assembly.LoadNetwork(name, folder.Combine("weights.safetensors"));
            float[] rows = Layouts.Rows([.. read.Inputs.Select(input => Layouts.Turned(input, item.Input(input.Name)))], [.. network.Info.Inputs.Select(input => input.Size)]);
            Constant expected = item.Output();
            float[] given = new float[rows.Length / network.Info.InputSize * network.Info.OutputSize];
            network.Predict(rows, given);
            return Difference(Layouts.Turned(read.Outputs[0], expected), given);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{exception.GetType().Name}: {exception.Message} {read.Source.ReplaceLineEndings(" ")}";
        }
    }

    private static string? Difference(float[] expected, float[] given)
    {
        if (expected.Length != given.Length) return $"it gives {given.Length} values for {expected.Length}";
        double largest = expected.Where(float.IsFinite).Select(value => Math.Abs((double)value)).DefaultIfEmpty(0).Max();
        double difference = expected.Zip(given, (right, own) => right.Equals(own) ? 0 : Math.Abs((double)right - own)).DefaultIfEmpty(0).Max();
        return difference <= Tolerance * largest ? null : string.Create(CultureInfo.InvariantCulture, $"it is off by {difference:G3}, the largest is {largest:G3}");
    }
}

/// <summary>A test of the cases that ONNX publishes; skipped, with the reason, where they are not. Debian's package libonnx-testdata has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOnPublishedCasesAttribute : FactAttribute
{
    private const string Data = "/usr/share/libonnx-testdata/data";

    public FactOnPublishedCasesAttribute()
    {
        if (!Directory.Exists(Data)) Skip = $"There is no folder {Data}: models of others were not read.";
    }

    internal static IEnumerable<string> Folders
        => new[] { "node", "simple", "pytorch-converted", "pytorch-operator" }.SelectMany(kind => Directory.GetDirectories(Path.Combine(Data, kind)).Where(folder => File.Exists(Path.Combine(folder, "model.onnx"))).Order(StringComparer.Ordinal));
}
