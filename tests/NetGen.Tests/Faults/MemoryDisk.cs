using System.Diagnostics;
using System.Globalization;

using Xunit;

namespace NetGen.Tests.Faults;

/// <summary>A test that mounts a disk, for which it needs Linux and the administrator's rights.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_obstacle = new(FindObstacle);

    public MountFactAttribute() => Skip = s_obstacle.Value;

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux()) return "Disks of a size are mounted on Linux only.";
        if (!Environment.IsPrivilegedProcess) return "Only the administrator may mount a disk.";
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netgen-mount-");
        try
        {
            using var disk = new MemoryDisk(folder.FullName, kibibytes: 64);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return $"No disk can be mounted here. {exception.Message}";
        }
        finally
        {
            folder.Delete();
        }
    }
}

/// <summary>A disk in memory, of a size that can be chosen, mounted on a folder.</summary>
internal sealed class MemoryDisk : IDisposable
{
    private readonly string _folder;

    /// <summary>Mounts it.</summary>
    /// <exception cref="InvalidOperationException">That is not allowed here.</exception>
    public MemoryDisk(string folder, int kibibytes)
    {
        _folder = folder;
        Run("mount", "-t", "tmpfs", "-o", Size(kibibytes), "netgen-test", folder);
    }

    /// <summary>Makes it larger or smaller.</summary>
    public void Resize(int kibibytes) => Run("mount", "-o", $"remount,{Size(kibibytes)}", _folder);

    /// <summary>Lets nobody write to it, the administrator included, or all again.</summary>
    public void SetReadOnly(bool isReadOnly) => Run("mount", "-o", $"remount,{(isReadOnly ? "ro" : "rw")}", _folder);

    public void Dispose() => Run("umount", _folder);

    private static string Size(int kibibytes) => string.Create(CultureInfo.InvariantCulture, $"size={kibibytes}k");

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Trim()}");
    }
}
