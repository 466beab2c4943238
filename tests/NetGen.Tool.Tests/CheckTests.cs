using System.Text.Json;

using NetGen.Analyzers;
using NetGen.Generator;

using Xunit;

namespace NetGen.Tool.Tests;

/// <summary>What <c>netgen check</c> says of a project, and what it ends with.</summary>
public sealed class CheckTests
{
    private const string Faded = "[Dense(30)] [Xavier] [ReLU]";

    /// <summary>The warning is there although it was built before, and although analyzers are left out of the environment's builds.</summary>
    [Fact]
    public async Task FindingsAreATableAndAnExitCode()
    {
        using var scratch = new Scratch();
        await WriteAsync(scratch, Faded);
        ToolRun run = await ToolRun.OfAsync("check", scratch["Checked.csproj"]);
        Assert.True(run.ExitCode == ExitCode.Found, run.Error);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.StartsWith("rule    severity  where", lines[0], StringComparison.Ordinal);
        string line = Assert.Single(lines, static line => line.StartsWith("NG1001", StringComparison.Ordinal));
        Assert.Contains("Checked.cs:3:21  dense1 is followed by ReLU", line, StringComparison.Ordinal);
        Assert.Contains("NG1001.md", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain("CS", run.Output, StringComparison.Ordinal); // of a variable that is never used, which is the compiler's matter

        // Information alone is found where it is asked for. What is up to date is compiled all the same.
        await WriteAsync(scratch, "[Dense(30)] [He] [ReLU]");
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("check", scratch["Checked.csproj"])).ExitCode);
        ToolRun strict = await ToolRun.OfAsync("check", scratch["Checked.csproj"], "--fail-on", "info");
        Assert.Equal(ExitCode.Found, strict.ExitCode);
        Assert.Contains("NG4011  info ", strict.Output, StringComparison.Ordinal);
    }

    /// <summary>A build server reads the file: version, rule by place, path relative to where the command ran.</summary>
    [Fact]
    public async Task SarifHasNetGensRulesAlone()
    {
        using var scratch = new Scratch();
        await WriteAsync(scratch, Faded);
        ToolRun run = await ToolRun.OfAsync("check", scratch["Checked.csproj"], "--json", "--sarif", scratch["found.sarif"]);
        JsonElement warning = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().Single(static finding =>
            finding.GetProperty("severity").GetString() == "warning");
        JsonElement log = JsonDocument.Parse(await File.ReadAllTextAsync(scratch["found.sarif"])).RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        JsonElement only = Assert.Single(log.GetProperty("runs").EnumerateArray());
        JsonElement[] rules = [.. only.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];
        JsonElement[] results = [.. only.GetProperty("results").EnumerateArray()];
        Assert.All(results, result => Assert.Equal(result.GetProperty("ruleId").GetString(),
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        Assert.All(rules, static rule => Assert.StartsWith("NG", rule.GetProperty("id").GetString(), StringComparison.Ordinal));
        JsonElement found = results.Single(static result => result.GetProperty("ruleId").GetString() == "NG1001");
        Assert.Equal("warning", found.GetProperty("level").GetString());
        Assert.Equal(warning.GetProperty("message").GetString(), found.GetProperty("message").GetProperty("text").GetString());
        JsonElement place = found.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(3, place.GetProperty("region").GetProperty("startLine").GetInt32());
        string root = only.GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString()!;
        var file = new Uri(new Uri(root), place.GetProperty("artifactLocation").GetProperty("uri").GetString()!);
        Assert.Equal(scratch["Checked.cs"], file.LocalPath);
        Assert.Equal(["Checked.cs", "Checked.csproj", "bin", "found.sarif", "obj"], scratch.Names);
    }

    /// <summary>What the user's code suppresses is no finding, and settings of the project hold; that it makes errors of warnings does not end the
    /// check.</summary>
    [Fact]
    public async Task SettingsAndSuppressionsHold()
    {
        using var scratch = new Scratch();
        await WriteAsync(scratch, Faded, "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        await File.WriteAllTextAsync(scratch[".editorconfig"],
            "[*.cs]\ndotnet_diagnostic.NG1001.severity = suggestion\ndotnet_diagnostic.NG4011.severity = error\n");
        ToolRun run = await ToolRun.OfAsync("check", scratch["Checked.csproj"], "--fail-on", "error");
        Assert.True(run.ExitCode == ExitCode.Found, run.Error);
        Assert.Contains("NG1001  info ", run.Output, StringComparison.Ordinal);
        Assert.Contains("NG4011  error ", run.Output, StringComparison.Ordinal);

        await WriteAsync(scratch, Faded, "<NoWarn>NG4011</NoWarn>", "#pragma warning disable NG1001");
        ToolRun silent = await ToolRun.OfAsync("check", scratch["Checked.csproj"], "--fail-on", "info", "--sarif", scratch["found.sarif"]);
        Assert.True(silent.ExitCode == ExitCode.Success, silent.Output + silent.Error);
        Assert.Equal("Nothing found.", silent.Output.TrimEnd());
        Assert.Contains("\"inSource\"", await File.ReadAllTextAsync(scratch["found.sarif"]), StringComparison.Ordinal);
    }

    /// <summary>An error of a rule is a finding; one of the compiler, behind which no rule has spoken, is none.</summary>
    [Fact]
    public async Task WhatCannotBeCheckedIsNotSound()
    {
        using var scratch = new Scratch();
        await WriteAsync(scratch, "[Dense(0)]");
        ToolRun invalid = await ToolRun.OfAsync("check", scratch["Checked.csproj"]);
        Assert.Equal(ExitCode.Found, invalid.ExitCode);
        Assert.Contains("NG0006  error ", invalid.Output, StringComparison.Ordinal);

        await WriteAsync(scratch, "[Dense(30)] [He] [ReLU]", "", "class Broken : Missing;");
        ToolRun broken = await ToolRun.OfAsync("check", scratch["Checked.csproj"]);
        Assert.Equal(ExitCode.NotChecked, broken.ExitCode);
        Assert.Contains("CS0246", broken.Error, StringComparison.Ordinal);
        Assert.Empty(broken.Output);

        ToolRun none = await ToolRun.OfAsync("check", scratch["nowhere"]);
        Assert.Equal(ExitCode.NotChecked, none.ExitCode);
        Assert.Contains("no project", none.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotChecked, (await ToolRun.OfAsync("check", ToolRun.Assembly)).ExitCode);
    }

    /// <summary>In a window a message goes on below its beginning, and no line is wider.</summary>
    [Fact]
    public async Task AWindowIsNotTooNarrow()
    {
        using var scratch = new Scratch();
        await WriteAsync(scratch, Faded);
        using var output = new StringWriter();
        int exit = await Program.RunAsync(["check", scratch["Checked.csproj"]], new Terminal(TextReader.Null, output, TextWriter.Null) { Width = 70 });
        Assert.Equal(ExitCode.Found, exit);
        string[] lines = output.ToString().TrimEnd().Split('\n');
        Assert.Contains(lines, static line => line.StartsWith("NG1001  \u001b[33mwarning\u001b[0m  ", StringComparison.Ordinal));
        Assert.All(lines.Where(static line => line.StartsWith(' ')), static line => Assert.InRange(line.Length, 1, 70));
    }

    private static async Task WriteAsync(Scratch scratch, string layers, string properties = "", string first = "")
    {
        string folder = AppContext.BaseDirectory;
        string library = Path.Combine(folder, "NetGen.dll");
        await File.WriteAllTextAsync(scratch["Checked.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
              <ItemGroup>
                <Reference Include="NetGen" HintPath="{library}" />
                <Analyzer Include="{typeof(NetworkGenerator).Assembly.Location};{typeof(NetworkDeclarationAnalyzer).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(scratch["Checked.cs"], $$"""
            {{first}}
            [NetGen.Network(20)]
            {{layers.Replace("[", "[NetGen.", StringComparison.Ordinal)}}
            [NetGen.Dense(4)]
            [NetGen.SoftmaxCrossEntropy]
            public sealed partial class Checked { private static void Use() { int unused; } }
            """);
    }
}
