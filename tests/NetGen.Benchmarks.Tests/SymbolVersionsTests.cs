using System.Runtime.InteropServices;

using NetGen.Benchmarks.Torch;

using Xunit;

namespace NetGen.Benchmarks.Tests;

/// <summary>What a library asks of others, changed in a copy of one of .NET's own.</summary>
public sealed class SymbolVersionsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("netgen-elf-test-").FullName;

    private static string Library => Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so");

    private string Copy => Path.Combine(_directory, "copy.so");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_version_that_is_weak_differs_in_one_byte_and_the_library_loads()
    {
        if (!File.Exists(Library) || RuntimeInformation.ProcessArchitecture != Architecture.X64) return;
        File.Copy(Library, Copy);
        File.SetLastWriteTimeUtc(Copy, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Assert.False(SymbolVersions.IsWeak(Copy, "GLIBC_2.2.5"));
        SymbolVersions.Weaken(Copy, "GLIBC_2.2.5");
        Assert.True(SymbolVersions.IsWeak(Copy, "GLIBC_2.2.5"));
        Assert.False(SymbolVersions.IsWeak(Copy, "GLIBCXX_9.9"));
        byte[] before = File.ReadAllBytes(Library), after = File.ReadAllBytes(Copy);
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        Assert.NotEmpty(changed);
        Assert.All(changed, i => Assert.Equal((0, 2), (before[i], after[i])));
        Assert.Equal(2020, File.GetLastWriteTimeUtc(Copy).Year);
        NativeLibrary.Free(NativeLibrary.Load(Copy));
    }

    [Fact]
    public void A_version_that_is_not_asked_for_changes_nothing()
    {
        if (!File.Exists(Library) || RuntimeInformation.ProcessArchitecture != Architecture.X64) return;
        File.Copy(Library, Copy);
        Assert.Throws<InvalidDataException>(() => SymbolVersions.Weaken(Copy, "GLIBCXX_9.9"));
        Assert.Equal(File.ReadAllBytes(Library), File.ReadAllBytes(Copy));
    }

    [Fact]
    public void Another_file_is_refused()
    {
        File.WriteAllText(Copy, "This is a text of more than sixty-four letters, and it is no library at all.");
        Assert.Throws<InvalidDataException>(() => SymbolVersions.Weaken(Copy, "GLIBCXX_3.4.32"));
    }
}
