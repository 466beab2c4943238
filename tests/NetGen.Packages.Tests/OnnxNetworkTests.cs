namespace NetGen.Packages.Tests;

/// <summary>A user's project whose networks are ONNX models: items OnnxNetwork, which the package's build step makes classes of.</summary>
[Collection(PackedFeed.Collection)]
public sealed class OnnxNetworkTests(PackedFeed feed) : IAsyncLifetime
{
    private const string Folder = "models-consumer";

    private string Model => feed.Consumers.PathOf(Folder, "models", "reader.onnx");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await feed.CopyAsync("Directory.Build.props", Folder);
        await feed.CopyAsync("Models", Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(Model)!);
        string models = Path.Combine(PackedFeed.Repository, "tests", "NetGen.Onnx.Tests", "Models");
        File.Copy(Path.Combine(models, "small.onnx"), Model, overwrite: true);
        foreach (string name in new[] { "split.onnx", "split.onnx.data" }) File.Copy(Path.Combine(models, name), feed.Consumers.PathOf(Folder, "models", name), overwrite: true);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The values are PyTorch's, which made the model. The step runs when the model or the data beside it has changed, and not else.</summary>
    [Fact]
    public async Task Models_are_classes_of_the_project()
    {
        feed.Tell("a project with models");
        await BuildAsync(0);
        DateTime Written(string name) => File.GetLastWriteTimeUtc(feed.Consumers.PathOf(Folder, "obj", "Release", "net8.0", "OnnxNetworks", $"Consumer.{name}.g.cs"));
        (DateTime reader, DateTime split) = (Written("Reader"), Written("Split"));
        foreach (string framework in new[] { "net8.0", "net10.0" })
        {
            string output = await feed.Consumers.RunInAsync(Folder, 0, Path.Combine("bin", "Release", framework, "Models.dll"));
            Assert.Equal(["resource: -0.0600 -0.2157", "file: -0.0600 -0.2157", "split: -0.0600 -0.2157"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        await BuildAsync(0);
        Assert.Equal((reader, split), (Written("Reader"), Written("Split")));
        File.SetLastWriteTimeUtc(Model, DateTime.UtcNow.AddSeconds(5));
        File.SetLastWriteTimeUtc(feed.Consumers.PathOf(Folder, "models", "split.onnx.data"), DateTime.UtcNow.AddSeconds(5));
        await BuildAsync(0);
        Assert.NotEqual(reader, Written("Reader"));
        Assert.NotEqual(split, Written("Split"));
    }

    /// <summary>What stands against a model is an error of the build at the model, all of it at once, for all models.</summary>
    [Fact]
    public async Task Models_that_become_no_network_are_errors_of_the_build()
    {
        byte[] bytes = await File.ReadAllBytesAsync(Model);
        await File.WriteAllBytesAsync(Model, [.. System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(bytes).Replace("LeakyRelu", "LeakyLulu", StringComparison.Ordinal).Replace("MaxPool", "MaxPuul", StringComparison.Ordinal))]);
        string project = feed.Consumers.PathOf(Folder, "Models.csproj");
        string text = await File.ReadAllTextAsync(project);
        await File.WriteAllTextAsync(project, text.Replace("</ItemGroup>", "<OnnxNetwork Include=\"models/absent.onnx\" /><OnnxNetwork Include=\"models/no-name.onnx\" Access=\"secret\" /><OnnxNetwork Include=\"models/base.onnx\" /></ItemGroup>", StringComparison.Ordinal));
        string output = await BuildAsync(1);
        foreach (string expected in new[] { "MaxPuul", "LeakyLulu", "absent.onnx : error NETGENONNX: There is no such file.", "'no-name' is no name of a class. Write Class=", "'base' is no name of a class", "Access is 'secret'" })
            Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Contains("reader.onnx : error NETGENONNX: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    /// <summary>One class cannot have the weights of two models.</summary>
    [Fact]
    public async Task Two_models_of_one_class_are_an_error()
    {
        string project = feed.Consumers.PathOf(Folder, "Models.csproj");
        string text = await File.ReadAllTextAsync(project);
        await File.WriteAllTextAsync(project, text.Replace("</ItemGroup>", "<OnnxNetwork Include=\"models/split.onnx\" Class=\"Reader\" /></ItemGroup>", StringComparison.Ordinal));
        Assert.Contains("models/split.onnx is Consumer.Reader", await BuildAsync(1), StringComparison.Ordinal);
    }

    private Task<string> BuildAsync(int exitCode) => feed.Consumers.RunInAsync(Folder, exitCode, "build", "-c", "Release", "-m:1");
}
