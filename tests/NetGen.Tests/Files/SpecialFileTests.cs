using System.Diagnostics;
using System.Net.Sockets;

using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Threading;

using Xunit;

namespace NetGen.Tests.Files;

/// <summary>Links, pipes and devices in the place of files.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private static readonly SafetensorsEntry[] Tensors = [new("w", [2], new[] { 1f, 2f })];
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ALinkStaysAndItsTargetIsReplaced()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(_directory.Combine("runs"));
        string target = Path.Combine(_directory.Combine("runs"), "best.safetensors");
        File.WriteAllText(target, "old");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string middle = _directory.Combine("middle");
        string link = _directory.Combine("current.safetensors");
        File.CreateSymbolicLink(middle, "runs/best.safetensors");
        File.CreateSymbolicLink(link, "middle");

        SafetensorsWriter.Write(link, Tensors);
        Assert.Equal("middle", new FileInfo(link).LinkTarget);
        Assert.Equal("runs/best.safetensors", new FileInfo(middle).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
        using SafetensorsFile file = SafetensorsFile.Open(target);
        Assert.Single(file.Tensors);
        Assert.Equal(["best.safetensors"], Directory.GetFiles(_directory.Combine("runs")).Select(Path.GetFileName));
    }

    [Fact]
    public void ALinkToNothingMakesItsTarget()
    {
        if (OperatingSystem.IsWindows()) return;
        string link = _directory.Combine("link");
        File.CreateSymbolicLink(link, "target");
        SafetensorsWriter.Write(link, Tensors);
        Assert.Equal("target", new FileInfo(link).LinkTarget);
        Assert.True(File.Exists(_directory.Combine("target")));
        Assert.Equal(["link", "target"], _directory.Names);
    }

    /// <summary>In a folder that is a link, '..' goes up from where the folder really lies.</summary>
    [Fact]
    public void ALinkInALinkedFolderLeadsWhereTheSystemSays()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(Path.Combine(_directory.Combine("disk"), "models"));
        Directory.CreateSymbolicLink(_directory.Combine("models"), Path.Combine(_directory.Combine("disk"), "models"));
        string link = Path.Combine(_directory.Combine("models"), "link");
        File.CreateSymbolicLink(link, "../w.safetensors");
        SafetensorsWriter.Write(link, Tensors);
        Assert.Equal(["disk", "models"], _directory.Names);
        Assert.True(File.Exists(Path.Combine(_directory.Combine("disk"), "w.safetensors")));
        using SafetensorsFile file = SafetensorsFile.Open(link);
        Assert.Single(file.Tensors);
    }

    [Fact]
    public void LinksInACircleAreRefused()
    {
        if (OperatingSystem.IsWindows()) return;
        File.CreateSymbolicLink(_directory.Combine("a"), "b");
        File.CreateSymbolicLink(_directory.Combine("b"), "a");
        string message = Assert.Throws<IOException>(() => SafetensorsWriter.Write(_directory.Combine("a"), Tensors)).Message;
        Assert.Contains("lead in a circle", message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => SafetensorsFile.Open(_directory.Combine("a")));
        Assert.Equal(["a", "b"], _directory.Names);
    }

    /// <summary>As many as Linux follows, and no more.</summary>
    [Fact]
    public void FortyLinksAreFollowed()
    {
        if (!OperatingSystem.IsLinux()) return;
        for (int i = 0; i <= 40; i++) File.CreateSymbolicLink(_directory.Combine($"{i}"), i == 0 ? "target" : $"{i - 1}");
        SafetensorsWriter.Write(_directory.Combine("39"), Tensors);
        Assert.Null(new FileInfo(_directory.Combine("target")).LinkTarget);
        using (SafetensorsFile file = SafetensorsFile.Open(_directory.Combine("39"))) Assert.Single(file.Tensors);
        string message = Assert.Throws<IOException>(() => SafetensorsWriter.Write(_directory.Combine("40"), Tensors)).Message;
        Assert.Contains("too many symbolic links", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderIsNotReplaced()
    {
        string message = Assert.Throws<IOException>(() => SafetensorsWriter.Write(_directory.Root, Tensors)).Message;
        Assert.Equal($"'{_directory.Root}' cannot be written. It is a folder.", message);
    }

    [Theory]
    [InlineData("p", "a pipe")]
    [InlineData("c", "a device")]
    [InlineData("b", "a device")]
    public void PipesAndDevicesAreNeitherReadNorReplaced(string kind, string description)
    {
        if (!(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())) return;
        string path = _directory.Combine("special");
        if (!TryMake(path, kind)) return;
        Refuses(path, description);

        string link = _directory.Combine("link");
        File.CreateSymbolicLink(link, path);
        Refuses(link, description);
        Assert.Equal(["link", "special"], _directory.Names);
    }

    [Fact]
    public void ASocketIsNeitherReadNorReplaced()
    {
        if (!(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())) return;
        string path = _directory.Combine("socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        Refuses(path, "a socket");
        Assert.Equal(["socket"], _directory.Names);
    }

    /// <summary>Nothing is written to the machine's own: that a device is not replaced is asked of one made for it.</summary>
    [Fact]
    public void EveryKindIsRecognised()
    {
        if (!(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())) return;
        string link = _directory.Combine("null");
        File.CreateSymbolicLink(link, "/dev/null");
        Assert.Equal(FileKind.Device, FileKinds.Of(link));
        Assert.Equal(FileKind.Device, FileKinds.Of("/dev/null"));
        Assert.Equal(FileKind.Folder, FileKinds.Of("/"));
        Assert.Equal(FileKind.Unknown, FileKinds.Of("/no such file"));
        Assert.Equal(FileKind.Regular, FileKinds.Of(Environment.ProcessPath!));
        Assert.StartsWith($"'{link}' is a device;", Assert.Throws<IOException>(() => SafetensorsFile.Open(link)).Message, StringComparison.Ordinal);
    }

    private static void Refuses(string path, string description) => Patience.Finishes(() =>
    {
        Assert.Equal($"'{path}' cannot be written. It is {description}.", Assert.Throws<IOException>(() => SafetensorsWriter.Write(path, Tensors)).Message);
        Assert.StartsWith($"'{path}' is {description};", Assert.Throws<IOException>(() => SafetensorsFile.Open(path)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{path}' is {description};", Assert.Throws<IOException>(() => IdxFile.Read(path)).Message, StringComparison.Ordinal);
    });

    /// <summary>Devices need the administrator: false where the test is not.</summary>
    private static bool TryMake(string path, string kind)
    {
        string[] arguments = kind == "p" ? [path, "p"] : [path, kind, "1", "3"];
        using Process process = Process.Start(new ProcessStartInfo("mknod", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
