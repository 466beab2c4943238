using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

using NetGen.TestHelpers;

using Xunit.Abstractions;
using Xunit.Sdk;

namespace NetGen.Packages.Tests;

/// <summary>All packages, packed once for all tests, and a folder outside of the repository for projects that use them.</summary>
public sealed class PackedFeed : IAsyncLifetime, IDisposable
{
    /// <summary>The tests that share it.</summary>
    public const string Collection = "Packages";

    private readonly IMessageSink _progress;

    public PackedFeed(IMessageSink progress)
    {
        _progress = progress;
        // Of every run its own: a folder of packages that were restored once is never looked at again.
        Version = string.Create(CultureInfo.InvariantCulture, $"0.0.1-test.{DateTime.UtcNow:yyyyMMddHHmmss}");
        Consumers.Environment["NUGET_PACKAGES"] = Consumers.PathOf("packages");
    }

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>All packages: the projects of src, and the templates.</summary>
    public static TheoryData<string> Names { get; } = [.. Projects().Select(static project => project.Name), "NetGen.Templates"];

    /// <summary>Those that bring an assembly to compile against: programs do not.</summary>
    public static TheoryData<string> Libraries { get; } = [.. Projects().Select(static project => project.Name).Where(static name => !IsTool(name))];

    /// <summary>Where the packages say that the pages of rules are.</summary>
    public const string RulePages = "https://netgen.example/rules/";

    /// <summary>The time of the sources, in seconds since 1970, that the packages are told: 14 November 2023.</summary>
    public const long SourceTime = 1_700_000_000;

    /// <summary>Where consumers lie.</summary>
    public ConsumerProject Consumers { get; } = new();

    /// <summary>Where the packages lie.</summary>
    public string Folder => Consumers.PathOf("feed");

    /// <summary>Of all packages.</summary>
    public string Version { get; }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Tell("packing");
        await PackAsync(Repository, Folder);
        await Consumers.WriteAsync("nuget.config", Settings());
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => Consumers.Dispose();

    /// <summary>Says on the console what is being done: some of it takes long.</summary>
    public void Tell(string what) => _progress.OnMessage(new DiagnosticMessage($"packages: {what} ..."));

    /// <summary>Packs sources, without their place in a history: that would be part of what comes out.</summary>
    /// <param name="sources">A repository.</param>
    /// <param name="output">Where the packages go.</param>
    /// <param name="packages">Which; none for all.</param>
    public Task PackAsync(string sources, string output, params string[] packages) => PackAsync(sources, output, Version, RulePages, packages);

    /// <summary>Packs sources under a version, and with an address of the rules' pages or, where that is empty, without one.</summary>
    public async Task PackAsync(string sources, string output, string version, string rulePages, params string[] packages)
    {
        var environment = new Dictionary<string, string>(Consumers.Environment, StringComparer.Ordinal)
        {
            ["EnableSourceControlManagerQueries"] = "false",
            ["SOURCE_DATE_EPOCH"] = SourceTime.ToString(CultureInfo.InvariantCulture),
        };
        environment.Remove("NUGET_PACKAGES");
        ChildResult result = await ChildProcess.RunInAsync(sources, "bash", environment, ["tools/pack.sh", "--version", version, "--output", output,
            .. packages, "--", "-m:1", $"-p:RulePages={rulePages}"]);
        Assert.True(result.ExitCode == 0, $"tools/pack.sh ended with {result.ExitCode}:\n{result.Output}\n{result.Errors}");
    }

    /// <summary>Opens a package.</summary>
    /// <param name="extension">Another for symbols.</param>
    public ZipArchive Open(string package, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Folder, $"{package}.{Version}.{extension}"));

    /// <summary>Writes a file of this project's folder Consumers, or all files of a folder below it, with the versions filled in.</summary>
    /// <returns>Where they are.</returns>
    public async Task<string> CopyAsync(string name, string target)
    {
        string source = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Consumers", name);
        string[] files = File.Exists(source) ? [source] : Directory.GetFiles(source, "*", SearchOption.AllDirectories);
        foreach (string file in files)
            await Consumers.WriteAsync(Path.Combine(target, file == source ? Path.GetFileName(file) : Path.GetRelativePath(source, file)), FillIn(await File.ReadAllTextAsync(file)));
        return Consumers.PathOf(target);
    }

    /// <summary>A text with the versions of this run's packages, and of those that the repository's own tests use.</summary>
    public string FillIn(string text)
    {
        var versions = XDocument.Load(Path.Combine(Repository, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(static item => item.Attribute("Include")!.Value, static item => item.Attribute("Version")!.Value, StringComparer.Ordinal);
        return text
            .Replace("NETGEN_VERSION", Version, StringComparison.Ordinal)
            .Replace("TEST_SDK_VERSION", versions["Microsoft.NET.Test.Sdk"], StringComparison.Ordinal)
            .Replace("XUNIT_RUNNER_VERSION", versions["xunit.runner.visualstudio"], StringComparison.Ordinal)
            .Replace("XUNIT_VERSION", versions["xunit"], StringComparison.Ordinal);
    }

    /// <summary>This folder besides the sources that the machine is set to. What the machine has of other packages is not fetched again.</summary>
    private string Settings()
    {
        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string fallback = Directory.Exists(machine) ? $"<add key=\"machine\" value=\"{machine}\" />" : "";
        return $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Folder}" />
              </packageSources>
              <fallbackPackageFolders>
                {fallback}
              </fallbackPackageFolders>
            </configuration>
            """;
    }

    /// <summary>Whether a package is a command.</summary>
    public static bool IsTool(string name) => Projects().Any(project => project.Name == name && project.Text.Contains("<PackAsTool>true", StringComparison.Ordinal));

    private static IEnumerable<(string Name, string Text)> Projects() => Directory.GetFiles(Path.Combine(Repository, "src"), "*.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(static file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>What shares the packages.</summary>
[CollectionDefinition(PackedFeed.Collection)]
public sealed class PackedFeedDefinition : ICollectionFixture<PackedFeed>;
