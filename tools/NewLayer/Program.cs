using System.Text.RegularExpressions;

using NetGen.NewLayer;

// Writes the skeleton of a new kind of layer into the repository that the command is run in.
if (args is not [string kind] || !Regex.IsMatch(kind, "^[A-Z][A-Za-z0-9]{1,40}$", RegexOptions.None, TimeSpan.FromSeconds(1)))
{
    await Console.Error.WriteLineAsync("Usage: dotnet run --project tools/NewLayer -- Kind\nKind is the attribute's name: two letters or more, letters and digits, the first one a capital: GroupNorm, Gru.");
    return 2;
}

if (FindRoot() is not { } root)
{
    await Console.Error.WriteLineAsync("No NetGen.sln in this folder or above it: run the command inside the repository.");
    return 2;
}

try
{
    foreach ((string path, string text) in Skeleton.Write(kind, root))
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
        await File.WriteAllTextAsync(Path.Combine(root, path), text);
        Console.WriteLine(path);
    }
}
catch (SkeletonException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

Console.WriteLine($"""

    What is still to be written says:
    dotnet test tests/NetGen.Generator.Tests -c Release --filter "FullyQualifiedName~CompletenessTests&DisplayName~{kind}"
    """);
return 0;

static string? FindRoot()
{
    DirectoryInfo? directory = new(Directory.GetCurrentDirectory());
    while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NetGen.sln"))) directory = directory.Parent;
    return directory?.FullName;
}
