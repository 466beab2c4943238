using System.Globalization;
using System.Runtime.CompilerServices;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Widths;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>
/// Networks on the library that is built for net8.0, whose vectors are made of other instructions: in a copy of this folder in which it stands
/// in the place of the one for net10.0. It runs on this runtime; .NET 8 itself is not needed.
/// </summary>
public sealed class OlderLibraryTests(OlderLibraryTests.Copy copy) : IClassFixture<OlderLibraryTests.Copy>
{
    /// <summary>Whole networks: convolutions of all kinds, pooling, normalisation, dense layers, three optimisers; and products of bytes.</summary>
    private static readonly string[] s_names = ["LeNet", "MobileNet", "Residual", "BytesWide"];

    public static TheoryData<string> Names { get; } = [.. InstructionSet.All.Where(set => set.IsHere).Select(set => set.Name)];

    [TheoryOnOlderLibrary]
    [MemberData(nameof(Names))]
    public async Task Networks_do_what_their_declarations_say(string name)
    {
        InstructionSet set = InstructionSet.Find(name);
        ChildResult library = await ChildProcess.RunAsync(copy.Program, set.ToEnvironment(), CaseProcess.Library);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"vectors {set.Largest}\n.NETCoreApp,Version=v8.0\n"), library.Output);

        // All of these cases, whatever the share of a day is.
        CaseReport report = new(await ChildProcess.RunAsync(copy.Program, set.ToEnvironment(), CaseProcess.Cases, copy.Networks, ""));
        Assert.All(s_names, network => Assert.Empty(report.FailuresOf(network)));
    }

    /// <summary>The copy, and networks compiled against the library for net10.0: a network's assembly need not know which of them it will meet.</summary>
    public sealed class Copy : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("netgen-older-library-").FullName;

        public Copy()
        {
            // Without the list of dependencies the host takes what lies in the folder: the compiler is not needed there.
            foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
            {
                string name = Path.GetFileName(file);
                bool isNeeded = name.EndsWith(".dll", StringComparison.Ordinal) && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
                if (isNeeded || name.EndsWith(".runtimeconfig.json", StringComparison.Ordinal)) File.Copy(file, Path.Combine(_folder, name));
            }

            if (Library.IsCurrent) File.Copy(Library.File, Path.Combine(_folder, Path.GetFileName(Library.File)), overwrite: true);
            using CompiledAssembly networks = CompiledAssembly.Compile(CaseCatalog.ToSource(s_names.Select(CaseCatalog.Find)));
            File.WriteAllBytes(Networks, networks.Image);
        }

        /// <summary>This assembly in the copy.</summary>
        public string Program => Path.Combine(_folder, Path.GetFileName(typeof(OlderLibraryTests).Assembly.Location));

        /// <summary>The compiled networks.</summary>
        public string Networks => Path.Combine(_folder, "networks.image");

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The library for net8.0, where the repository's build puts it.</summary>
    private static class Library
    {
        public static string File { get; } = Path.GetFullPath(Path.Combine(
            Path.GetDirectoryName(SourceFile())!, "..", "..", "artifacts", "bin", "NetGen", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)) + "_net8.0", "NetGen.dll"));

        /// <summary>Whether it is there, and not left over from sources that have changed since.</summary>
        public static bool IsCurrent => System.IO.File.Exists(File) && Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .All(source => System.IO.File.GetLastWriteTimeUtc(source) <= System.IO.File.GetLastWriteTimeUtc(File));

        private static string Sources => Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "..", "src", "NetGen");

        private static string SourceFile([CallerFilePath] string path = "") => path;
    }

    /// <summary>A theory that is skipped, and says why, where the library was last built for one framework alone.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TheoryOnOlderLibraryAttribute : TheoryAttribute
    {
        public TheoryOnOlderLibraryAttribute()
        {
            if (!Library.IsCurrent) Skip = $"{Library.File} is not built, or older than its sources: 'dotnet build src/NetGen' builds it.";
        }
    }
}
