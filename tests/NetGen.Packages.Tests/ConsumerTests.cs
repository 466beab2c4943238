using System.Net.Http.Json;

namespace NetGen.Packages.Tests;

/// <summary>A user's solution, built once: a library, a program, a web service and tests, for both frameworks, every warning an error.</summary>
public sealed class BuiltConsumers(PackedFeed feed) : IAsyncLifetime
{
    /// <summary>The folder of the solution, from that of all projects.</summary>
    public const string Folder = "consumers";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        foreach (string name in new[] { "Directory.Build.props", "Consumers.slnx" }) await feed.CopyAsync(name, Folder);
        foreach (string name in new[] { "Shapes", "Console", "Service", "Checks" }) await feed.CopyAsync(name, Path.Combine(Folder, name));
        feed.Tell("restoring and building a library, a program, a service and tests");
        await BuildAsync();
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Builds all of it.</summary>
    public Task<string> BuildAsync() => feed.Consumers.RunInAsync(Folder, 0, "build", "-c", "Release", "-m:1");
}

/// <summary>What users make with the packages works.</summary>
[Collection(PackedFeed.Collection)]
public sealed class ConsumerTests(PackedFeed feed, BuiltConsumers consumers) : IClassFixture<BuiltConsumers>
{
    public static TheoryData<string> Frameworks { get; } = ["net8.0", "net10.0"];

    [Theory]
    [MemberData(nameof(Frameworks))]
    public async Task A_program_uses_all_packages_its_own_network_and_that_of_a_library(string framework)
    {
        string[] expected =
        [
            "xor: 0 1 1 0", "log: each epoch", "shapes: 3 probabilities, sum 1", "table: 3 rows, inputs kind = a, kind = b", "picture: PNG", "report: with plots",
        ];
        string output = await feed.Consumers.RunInAsync(BuiltConsumers.Folder, 0, AssemblyOf("Console", framework));
        Assert.Equal(expected, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public async Task A_service_answers_many_at_once(string framework)
    {
        using RunningService service = await RunningService.StartAsync(feed.Consumers.PathOf(BuiltConsumers.Folder), feed.Consumers.PathOf(BuiltConsumers.Folder, AssemblyOf("Service", framework)));
        float[][] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using HttpResponseMessage response = await service.Client.PostAsJsonAsync("/predict", new float[144]);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<float[]>())!;
        }));
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(3, answers[0].Length);
        Assert.Equal(1, answers[0].Sum(), 1e-5);
    }

    [Fact]
    public async Task A_test_project_asserts_the_signal()
    {
        string output = await feed.Consumers.RunInAsync(BuiltConsumers.Folder, 0, "test", "Checks/Checks.csproj", "-c", "Release", "--no-build");
        Assert.Contains("Passed:     2", output, StringComparison.Ordinal);
    }

    /// <summary>A build with nothing new writes nothing; one with a change elsewhere compiles that project alone, and generates the same text.</summary>
    [Fact]
    public async Task A_build_compiles_what_has_changed_and_nothing_else()
    {
        feed.Tell("building again");
        Dictionary<string, DateTime> before = Written();
        Dictionary<string, string> texts = Generated();
        Assert.Contains(texts.Keys, static file => file.Contains("XorNet", StringComparison.Ordinal));
        Assert.Contains(texts.Keys, static file => file.Contains("ShapeNet", StringComparison.Ordinal));
        await consumers.BuildAsync();
        Assert.Equal(before, Written());

        await File.AppendAllTextAsync(feed.Consumers.PathOf(BuiltConsumers.Folder, "Console", "Counter.cs"), "// A remark.\n");
        await consumers.BuildAsync();
        string[] changed = [.. Written().Where(file => before[file.Key] != file.Value).Select(static file => file.Key)];
        Assert.Contains(changed, static file => file.EndsWith("Console.dll", StringComparison.Ordinal));
        Assert.All(changed, static file => Assert.StartsWith("Console", file, StringComparison.Ordinal));
        Assert.Equal(texts, Generated());
    }

    private static string AssemblyOf(string project, string framework) => Path.Combine(project, "bin", "Release", framework, $"{project}.dll");

    /// <summary>When the assemblies and generated texts were written.</summary>
    private Dictionary<string, DateTime> Written()
        => Files("*.dll").Concat(Files("*.g.cs")).Where(static file => file.Contains("obj", StringComparison.Ordinal)).ToDictionary(Relative, File.GetLastWriteTimeUtc, StringComparer.Ordinal);

    private Dictionary<string, string> Generated() => Files("*.g.cs").ToDictionary(Relative, File.ReadAllText, StringComparer.Ordinal);

    private string[] Files(string pattern) => Directory.GetFiles(feed.Consumers.PathOf(BuiltConsumers.Folder), pattern, SearchOption.AllDirectories);

    private string Relative(string file) => Path.GetRelativePath(feed.Consumers.PathOf(BuiltConsumers.Folder), file);
}
