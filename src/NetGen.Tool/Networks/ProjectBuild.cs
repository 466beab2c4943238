using System.Diagnostics;

namespace NetGen.Tool.Networks;

/// <summary>Builds a project by the SDK's own command, so that what is looked at is what the user would run.</summary>
internal static class ProjectBuild
{
    /// <summary>The path of the assembly that a project makes; that of an assembly as it is.</summary>
    /// <param name="project">A project file, its folder, or an assembly.</param>
    /// <param name="configuration">Debug or Release, or one of the project's own.</param>
    /// <param name="terminal">Told that a build goes on.</param>
    /// <param name="cancellation">Ends the build.</param>
    /// <exception cref="CommandException">There is no project, or several, or it does not build.</exception>
    public static async Task<string> AssemblyOfAsync(string project, string configuration, Terminal terminal, CancellationToken cancellation)
    {
        if (File.Exists(project) && Path.GetExtension(project).Equals(".dll", StringComparison.OrdinalIgnoreCase)) return Path.GetFullPath(project);
        string file = Find(project);
        terminal.Error.WriteLine($"Building {Path.GetFileName(file)} ({configuration}) ...");

        // Where there are several target frameworks, the last is the newest as a rule.
        string frameworks = await RunAsync(["msbuild", file, "-nologo", "-getProperty:TargetFrameworks"], cancellation).ConfigureAwait(false);
        string[] several = frameworks.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] framework = several.Length > 0 ? [$"-p:TargetFramework={several[^1]}"] : [];
        await RunAsync(["build", file, "-c", configuration, "--nologo", "-v", "quiet", "-clp:NoSummary", .. framework], cancellation).ConfigureAwait(false);
        string path = await RunAsync(["msbuild", file, "-nologo", $"-p:Configuration={configuration}", "-getProperty:TargetPath", .. framework], cancellation).ConfigureAwait(false);
        return File.Exists(path) ? path : throw new CommandException($"{Path.GetFileName(file)} was built, but there is no '{path}'.");
    }

    private static string Find(string project)
    {
        if (File.Exists(project)) return Path.GetFullPath(project);
        if (!Directory.Exists(project)) throw new CommandException($"There is no project or folder '{project}'.");
        string[] files = Directory.GetFiles(project, "*.csproj");
        return files.Length switch
        {
            1 => Path.GetFullPath(files[0]),
            0 => throw new CommandException($"There is no project file in '{Path.GetFullPath(project)}'."),
            _ => throw new CommandException($"There are several project files in '{Path.GetFullPath(project)}': {string.Join(", ", files.Select(Path.GetFileName))}. Name one."),
        };
    }

    private static async Task<string> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start) ?? throw new CommandException("The command 'dotnet' cannot be run.");
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            string text = (await output.ConfigureAwait(false)).Trim();
            return process.ExitCode == 0 ? text : throw new CommandException($"'dotnet {arguments[0]}' failed:\n{text}\n{await error.ConfigureAwait(false)}".TrimEnd());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
