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
        Dictionary<PublishedCase, string> left = all.Select(item => (Case: item, Reason: item.Exclusion(IsKnown))).Where(pair => pair.Reason is not null).ToDictionary(pair => pair.Case, pair => pair.Reason!);
        Dictionary<PublishedCase, string> refused = [];
        List<(PublishedCase Case, ImportedNetwork Network)> read = [];
        foreach (PublishedCase item in all.Where(item => !left.TryGetValue(item, out string? reason) || reason.StartsWith(PublishedCase.NoLayer, StringComparison.Ordinal)))
        {
            if (Read(item, $"Case{read.Count}", refused) is { } network) read.Add((item, network));
        }

        // Whatever is read gives what it should, whether it counts or not.
        using CompiledAssembly assembly = CompiledAssembly.Compile([.. read.Select(pair => pair.Network.Source)]);
        string[] wrong = [.. read.Select((pair, index) => (pair.Case, Difference: Compare(pair.Case, pair.Network, assembly, $"Published.Case{index}"))).Where(pair => pair.Difference is not null).Select(pair => $"{pair.Case.Name}: {pair.Difference}")];
        int counted = all.Length - left.Count;
        int right = read.Count(pair => !left.ContainsKey(pair.Case)) - wrong.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{right} of {counted} cases: {100.0 * right / counted:F1} %."));
        foreach ((PublishedCase item, string reason) in refused.Where(pair => !left.ContainsKey(pair.Key)).OrderBy(pair => pair.Value, StringComparer.Ordinal)) output.WriteLine($"refused: {item.Name}: {reason}");
        output.WriteLine($"read besides: {string.Join(", ", read.Where(pair => left.ContainsKey(pair.Case)).Select(pair => pair.Case.Name))}");
        foreach (IGrouping<string, PublishedCase> group in left.GroupBy(pair => pair.Value, pair => pair.Key).OrderByDescending(group => group.Count()))
            output.WriteLine($"left out, {group.Count()}: {group.Key}: {string.Join(", ", group.Select(item => item.Name.Split('/')[1][5..]))}");
        Assert.Empty(wrong);
        Assert.True(counted > 400, $"Only {counted} cases were found.");
        Assert.True(right >= Share * counted, $"{right} of {counted}");
    }

    /// <summary>Operators that have a reader, and those that only ever are a part of constants.</summary>
    internal static bool IsKnown(string op) => OperatorTable.Find(op) is not null || op is "Constant" or "ConstantOfShape";

    private static ImportedNetwork? Read(PublishedCase item, string name, Dictionary<PublishedCase, string> refused)
    {
        try
        {
            return OnnxReader.Read(item.Bound(), "Published", name);
        }
        catch (OnnxImportException exception)
        {
            refused.Add(item, string.Join(" ", exception.Problems));
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
