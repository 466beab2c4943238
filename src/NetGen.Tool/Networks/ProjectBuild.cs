using System.Diagnostics;
using System.Security;

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
        if (IsAssembly(project)) return Path.GetFullPath(project);
        string file = Find(project);
        terminal.Error.WriteLine($"Building {Path.GetFileName(file)} ({configuration}) ...");
        string[] framework = await FrameworkOfAsync(file, cancellation).ConfigureAwait(false);
        await RunAsync(Build(file, configuration, framework), cancellation).ConfigureAwait(false);
        string path = await RunAsync(["msbuild", file, "-nologo", $"-p:Configuration={configuration}", "-getProperty:TargetPath", .. framework],
            cancellation).ConfigureAwait(false);
        return File.Exists(path) ? path : throw new CommandException($"{Path.GetFileName(file)} was built, but there is no '{path}'.");
    }

    /// <summary>What the compiler and the analyzers say of a project, as the compiler writes it: SARIF 2.1.0. It is compiled anew, whatever was built
    /// before.</summary>
    /// <param name="project">A project file, or its folder.</param>
    /// <param name="configuration">Debug or Release, or one of the project's own.</param>
    /// <param name="terminal">Told that a build goes on.</param>
    /// <param name="cancellation">Ends the build.</param>
    /// <returns>The log, and what the build printed where it failed: an error that an analyzer reports fails it, too.</returns>
    /// <exception cref="CommandException">There is no project, or several, or it did not come to be compiled.</exception>
    public static async Task<(string Log, string? Failure)> LogOfAsync(string project, string configuration, Terminal terminal, CancellationToken cancellation)
    {
        if (IsAssembly(project)) throw new CommandException($"'{project}' is built already, and a check reads its source. Name the project.");
        string file = Find(project);
        terminal.Error.WriteLine($"Checking {Path.GetFileName(file)} ({configuration}) ...");
        string[] framework = await FrameworkOfAsync(file, cancellation).ConfigureAwait(false);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netgen-check-");
        try
        {
            string log = Path.Combine(folder.FullName, "log.sarif");
            string targets = Path.Combine(folder.FullName, "check.targets");
            await File.WriteAllTextAsync(targets, CheckTargets(file, log), cancellation).ConfigureAwait(false);
            string[] arguments = [.. Build(file, configuration, framework), $"-p:CustomAfterMicrosoftCommonTargets={targets}"];
            (int exit, string output) = await ExecuteAsync(arguments, cancellation).ConfigureAwait(false);
            string? failure = exit == 0 ? null : $"'dotnet build' failed:\n{output}";
            if (!File.Exists(log)) throw new CommandException(failure ?? $"{Path.GetFileName(file)} was built, but nothing of it was compiled.");
            return (await File.ReadAllTextAsync(log, cancellation).ConfigureAwait(false), failure);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// What a check adds to the project that is looked at, and to none that it refers to: the compiler's log, whose absence makes it compile whatever is
    /// up to date; analyzers, where
    /// the environment or the project leaves them out for speed; and no errors made of warnings, which would end the compilation.
    /// </summary>
    private static string CheckTargets(string project, string log) => $"""
        <Project>
          <PropertyGroup Condition="'$(MSBuildProjectFullPath)' == '{Escape(project)}'">
            <ErrorLog>{Escape(log)},version=2.1</ErrorLog>
            <RunAnalyzers>true</RunAnalyzers>
            <RunAnalyzersDuringBuild>true</RunAnalyzersDuringBuild>
            <OptimizeImplicitlyTriggeredBuild>false</OptimizeImplicitlyTriggeredBuild>
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            <WarningsAsErrors></WarningsAsErrors>
          </PropertyGroup>
          <ItemGroup Condition="'$(MSBuildProjectFullPath)' == '{Escape(project)}'">
            <CustomAdditionalCompileOutputs Include="{Escape(log)}" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>A path as the text of a project file: what means something to XML or to MSBuild is written as its code.</summary>
    private static string Escape(string path)
        => SecurityElement.Escape(string.Concat(path.Select(static letter => "%$@;'*?()".Contains(letter, StringComparison.Ordinal)
            ? $"%{(int)letter:X2}" : letter.ToString())));

    private static bool IsAssembly(string project) => File.Exists(project) && Path.GetExtension(project).Equals(".dll", StringComparison.OrdinalIgnoreCase);

    private static string[] Build(string file, string configuration, string[] framework)
        => ["build", file, "-c", configuration, "--nologo", "-v", "quiet", "-clp:NoSummary", .. framework];

    /// <summary>Where there are several target frameworks, the last: it is the newest as a rule.</summary>
    private static async Task<string[]> FrameworkOfAsync(string file, CancellationToken cancellation)
    {
        string frameworks = await RunAsync(["msbuild", file, "-nologo", "-getProperty:TargetFrameworks"], cancellation).ConfigureAwait(false);
        string[] several = frameworks.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return several.Length > 0 ? [$"-p:TargetFramework={several[^1]}"] : [];
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
        (int exit, string output) = await ExecuteAsync(arguments, cancellation).ConfigureAwait(false);
        return exit == 0 ? output : throw new CommandException($"'dotnet {arguments[0]}' failed:\n{output}");
    }

    /// <summary>Runs the SDK's command.</summary>
    /// <returns>What it ended with, and what it printed: errors, too, where it failed.</returns>
    private static async Task<(int Exit, string Output)> ExecuteAsync(string[] arguments, CancellationToken cancellation)
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
            return process.ExitCode == 0 ? (0, text) : (process.ExitCode, $"{text}\n{await error.ConfigureAwait(false)}".TrimEnd());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
