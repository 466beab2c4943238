using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Packages.Tests;

/// <summary>The package's page, as it stands, is a program of one file.</summary>
[Collection(PackedFeed.Collection)]
public sealed partial class FileBasedAppTests(PackedFeed feed)
{
    [Fact]
    public async Task The_program_on_the_packages_page_runs_as_a_single_file()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(PackedFeed.Repository, "src", "NetGen", "README.md"));
        string output = await RunAsync("page", $"#:package NetGen@{feed.Version}\n#:property Optimize=true\n{Code().Match(page).Groups["code"].Value}");
        Match accuracy = Accuracy().Match(output);
        Assert.True(accuracy.Success && double.Parse(accuracy.Value, CultureInfo.InvariantCulture) > 0.9, output);
        Assert.Matches(@"(?m)^class \d, \d+\.\d %", output);
        Assert.True(File.Exists(feed.Consumers.PathOf("page", "small.safetensors")), "Nothing was saved.");
    }

    /// <summary>With the version that it says, which is that of the packages.</summary>
    [Fact]
    public async Task The_single_file_of_the_first_page_runs()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(PackedFeed.Repository, "docs", "first-network.md"));
        string program = Code().Matches(readme).Select(static match => match.Groups["code"].Value).Single(static code => code.StartsWith("#:package", StringComparison.Ordinal));
        string properties = await File.ReadAllTextAsync(Path.Combine(PackedFeed.Repository, "Directory.Build.props"));
        string package = $"NetGen@{Version().Match(properties).Groups["version"].Value}\n";
        Assert.Contains(package, program, StringComparison.Ordinal);
        Assert.Contains("epoch 5/5", await RunAsync("readme", program.Replace(package, $"NetGen@{feed.Version}\n", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string folder, string program)
    {
        await feed.Consumers.WriteAsync(Path.Combine(folder, "app.cs"), program);
        feed.Tell("running a program of one file");
        try
        {
            return await feed.Consumers.RunInAsync(folder, 0, "run", "app.cs");
        }
        finally
        {
            // What such a program is built to lies in a folder of the user's.
            await feed.Consumers.RunInAsync(folder, 0, "clean", "app.cs");
        }
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("<Version>(?<version>[^<]+)</Version>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    /// <summary>A line that is a share.</summary>
    [GeneratedRegex(@"^[01][.,]\d+\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Accuracy();
}
