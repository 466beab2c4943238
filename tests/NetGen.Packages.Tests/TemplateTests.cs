using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

using NetGen.TestHelpers;

namespace NetGen.Packages.Tests;

/// <summary>The templates: what is packed, and that projects made from them build without a warning, run and pass their tests.</summary>
[Collection(PackedFeed.Collection)]
public sealed class TemplateTests(PackedFeed feed) : IAsyncLifetime
{
    /// <summary>Where templates are installed: not among those of the user.</summary>
    private string Hive => feed.Consumers.PathOf("hive");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Directory.Exists(Hive)) return;
        await feed.Consumers.RunAsync("new", "install", Path.Combine(feed.Folder, $"NetGen.Templates.{feed.Version}.nupkg"), "--debug:custom-hive", Hive);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Every file of the folder is packed, with the versions filled in and not a character changed.</summary>
    [Fact]
    public void Templates_are_packed_as_they_are_with_the_versions_of_the_packing()
    {
        string folder = Path.Combine(PackedFeed.Repository, "templates", "content");
        using ZipArchive package = feed.Open("NetGen.Templates");
        string[] files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))];
        Assert.Equal(
            files.Select(file => "content/" + Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
            package.Entries.Select(static entry => entry.FullName).Where(static name => name.StartsWith("content/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (string file in files)
        {
            using var reader = new StreamReader(package.GetEntry("content/" + Path.GetRelativePath(folder, file).Replace('\\', '/'))!.Open());
            string packed = reader.ReadToEnd();
            Assert.Equal(feed.FillIn(File.ReadAllText(file)), packed);
            Assert.DoesNotContain("_VERSION", packed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_program_is_built_and_run_as_it_is_made()
    {
        feed.Tell("dotnet new netgen");
        await NewAsync("netgen", "Digits");
        await WarnAboutNothingAsync("Digits");
        string output = await feed.Consumers.RunInAsync("Digits", 0, "run", "--no-build");
        Assert.Contains("\nParameters: ", output, StringComparison.Ordinal);
        Assert.Matches(@"Accuracy on 2000 digits that it has not seen: 9\d", output);
        Assert.Matches(@"A (\d) is read as class \1,", output);
        Assert.True(File.Exists(feed.Consumers.PathOf("Digits", "digits.safetensors")), "Nothing was saved.");
    }

    /// <summary>A name that is no name of a namespace, the older framework, and the tests.</summary>
    [Fact]
    public async Task A_program_with_tests_for_the_older_framework_passes_them()
    {
        feed.Tell("dotnet new netgen --tests");
        await NewAsync("netgen", "my-digits.2", "--tests", "--framework", "net8.0");
        await WarnAboutNothingAsync("my-digits.2");
        await PassAsync("my-digits.2", 1);
    }

    [Fact]
    public async Task A_solution_is_built_trains_serves_and_passes_its_tests()
    {
        feed.Tell("dotnet new netgen-app");
        await NewAsync("netgen-app", "Reader");
        await WarnAboutNothingAsync("Reader");
        await PassAsync("Reader", 2);
        string api = feed.Consumers.PathOf("Reader", "Reader.Api", "bin", "Debug", "net10.0", "Reader.Api.dll");
        ChildResult untrained = await ChildProcess.RunInAsync(feed.Consumers.PathOf("Reader"), ChildProcess.Dotnet, feed.Consumers.Environment, api);
        Assert.Equal(1, untrained.ExitCode);
        Assert.Contains("train the network first, with 'dotnet run --project Reader.Training'", untrained.Output, StringComparison.Ordinal);

        string output = await feed.Consumers.RunInAsync("Reader", 0, "run", "--no-build", "--project", "Reader.Training");
        Assert.Matches(@"Accuracy on 2000 digits that it has not seen: 9\d", output);
        using RunningService service = await RunningService.StartAsync(feed.Consumers.PathOf("Reader"), api);
        JsonElement digit = await service.Client.GetFromJsonAsync<JsonElement>("/digits/7");
        Assert.Equal(digit.GetProperty("digit").GetInt32(), digit.GetProperty("answer").GetProperty("label").GetInt32());
        using HttpResponseMessage answer = await service.Client.PostAsJsonAsync("/predict", new { pixels = new float[784] });
        Assert.Equal(10, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("probabilities").GetArrayLength());
        using HttpResponseMessage refusal = await service.Client.PostAsJsonAsync("/predict", new { pixels = new float[3] });
        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
        Assert.Contains("A picture has 784 pixels; these are 3.", await refusal.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task NewAsync(string template, string name, params string[] options)
        => feed.Consumers.RunAsync(["new", template, "-o", name, "--no-restore", .. options, "--debug:custom-hive", Hive]);

    private async Task WarnAboutNothingAsync(string folder)
        => Assert.Contains("0 Warning(s)", await feed.Consumers.RunInAsync(folder, 0, "build", "-m:1", "-warnaserror", "-p:AnalysisLevel=latest"), StringComparison.Ordinal);

    private async Task PassAsync(string folder, int tests)
    {
        // Only the newest runtime need be there.
        feed.Consumers.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        string output = await feed.Consumers.RunInAsync(folder, 0, "test", "--no-build");
        feed.Consumers.Environment.Remove("DOTNET_ROLL_FORWARD");
        Assert.Contains($"Passed:     {tests}", output, StringComparison.Ordinal);
    }
}
