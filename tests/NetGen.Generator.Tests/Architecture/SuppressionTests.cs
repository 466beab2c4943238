using System.Text.RegularExpressions;

namespace NetGen.Generator.Tests.Architecture;

/// <summary>Whoever switches a warning off says why, where it is switched off.</summary>
public sealed partial class SuppressionTests
{
    private static readonly string[] Settings = [".csproj", ".props", ".targets", ".editorconfig", ".globalconfig"];

    [Fact]
    public void A_warning_that_is_switched_off_in_code_has_its_reason_beside_it()
    {
        string[] bare = [.. Files(".cs").SelectMany(static file => WithoutReason(file.Path, file.Text.Split('\n')))];
        Assert.True(bare.Length == 0, "Say why, behind // or in the Justification:\n" + string.Join('\n', bare));
    }

    [Fact]
    public void A_warning_that_is_switched_off_in_settings_has_its_reason_above_it()
    {
        string[] bare = [.. Files(Settings).SelectMany(static file => SettingsWithoutReason(file.Path, file.Text.Split('\n')))];
        Assert.True(bare.Length == 0, "Say why, in a comment on the line above:\n" + string.Join('\n', bare));
    }

    /// <summary>What the tests look for, so that they cannot pass by looking for nothing.</summary>
    [Theory]
    [InlineData("#pragma warning disable CA1031", 1)]
    [InlineData("#pragma warning disable CA1031 // ", 1)]
    [InlineData("#pragma warning disable CA1031 // It is thrown again below.", 0)]
    [InlineData("#pragma warning disable CA1031 // It is thrown again below.\n#pragma warning restore CA1031\n#pragma warning disable CA1032", 1)]
    [InlineData("// Broken on purpose.\n#pragma warning disable NG1001\n#pragma warning disable NG1002", 0)]
    [InlineData("#pragma warning disable format // one line per layer\n#pragma warning disable NG1001", 1)]
    [InlineData("/// <summary>A layer.</summary>\n#pragma warning disable NG1001", 1)]
    [InlineData("[SuppressMessage(\"Naming\", \"CA1711\")]", 1)]
    [InlineData("[UnconditionalSuppressMessage(\"Trimming\", \"IL2026\", Justification = \"\")]", 1)]
    [InlineData("[SuppressMessage(\"Naming\", \"CA1711\", Justification = \"A stream of samples.\")]", 0)]
    public void Reasons_are_found_in_code(string text, int expected) => Assert.Equal(expected, WithoutReason("A.cs", text.Split('\n')).Count());

    [Theory]
    [InlineData("<NoWarn>$(NoWarn);NU1603</NoWarn>", 1)]
    [InlineData("<!-- A reason. -->\n<NoWarn>$(NoWarn);NU1603</NoWarn>", 0)]
    [InlineData("<!-- A reason\n     of two lines. -->\n<NoWarn>$(NoWarn);NU1603</NoWarn>", 0)]
    [InlineData("<NoWarn>CS1591</NoWarn> <!-- beside it -->", 0)]
    [InlineData("<!-- Of something else. -->\n<Nullable>enable</Nullable>\n<WarningsNotAsErrors>NU1603</WarningsNotAsErrors>", 1)]
    [InlineData("dotnet_diagnostic.CA1031.severity = none", 1)]
    [InlineData("# a reason\ndotnet_diagnostic.CA1031.severity = silent", 0)]
    [InlineData("dotnet_diagnostic.CA1031.severity = error", 0)]
    [InlineData("<TreatWarningsAsErrors>false</TreatWarningsAsErrors>", 1)]
    public void Reasons_are_found_in_settings(string text, int expected) => Assert.Equal(expected, SettingsWithoutReason("A.props", text.Split('\n')).Count());

    /// <summary>A reason stands behind it, in its justification, or in a comment above it and others that belong together.</summary>
    private static IEnumerable<string> WithoutReason(string path, string[] lines)
    {
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if ((!Pragma().IsMatch(line) && !Attribute().IsMatch(line)) || HasReason(line)) continue;
            int above = index - 1;
            while (above >= 0 && Pragma().IsMatch(lines[above].Trim()) && !HasReason(lines[above])) above--;
            bool isExplained = Pragma().IsMatch(line) && above >= 0 && lines[above].TrimStart() is ['/', '/', ' ', _, ..];
            if (!isExplained) yield return $"{path}({index + 1}): {line}";
        }
    }

    private static bool HasReason(string line) => Reason().IsMatch(line);

    private static IEnumerable<string> SettingsWithoutReason(string path, string[] lines)
    {
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (!SwitchedOff().IsMatch(line)) continue;
            string above = index == 0 ? "" : lines[index - 1].Trim();
            bool isExplained = line.Contains("<!--", StringComparison.Ordinal) || above.EndsWith("-->", StringComparison.Ordinal) || above is ['#', ' ', _, ..];
            if (!isExplained) yield return $"{path}({index + 1}): {line}";
        }
    }

    private static IEnumerable<(string Path, string Text)> Files(params string[] endings)
        => Directory
            .EnumerateFiles(SourceTree.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System })
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => (Path: Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'), Text: file))
            .Where(file => !file.Path.Split('/').Any(part => part is "obj" or "bin" or "artifacts" or ".git"))
            .Select(file => (file.Path, File.ReadAllText(file.Text)));

    [GeneratedRegex(@"^#pragma warning disable\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pragma();

    [GeneratedRegex(
        @"^\[(assembly: |module: )?(Unconditional)?SuppressMessage\(",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"//\s*\S|Justification = ""[^""]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"<(NoWarn|WarningsNotAsErrors|MSBuildWarningsAsMessages)\b|<TreatWarningsAsErrors>false|"
        + @"^dotnet_(diagnostic|analyzer_diagnostic)[\w.-]*\.severity\s*=\s*(none|silent)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SwitchedOff();
}
