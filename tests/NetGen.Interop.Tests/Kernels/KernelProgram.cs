using System.Globalization;
using System.Text;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Widths;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>Networks of the tests of kernels, compiled for Arm64 ahead of time, and the same program for the JIT of this machine.</summary>
internal sealed class KernelProgram : IDisposable
{
    private const string Runtime = "linux-arm64";

    // Networks of tests are of no use to anybody, and analyzers say so.
    private const string NoAnalyzers = "-p:RunAnalyzers=false";

    private readonly NativeProgram _program = new("tests/NetGen.Kernels.Native", "kernels");
    private readonly Dictionary<string, KernelProcess> _processes = new(StringComparer.Ordinal);
    private readonly CompiledAssembly _twins;
    private readonly Lazy<string> _managed;

    public KernelProgram(IReadOnlyCollection<NetworkCase> cases)
    {
        _managed = new Lazy<string>(CopyManaged);
        string source = CaseCatalog.ToSource(cases);
        _twins = CompiledAssembly.Compile(source);
        Directory.CreateDirectory(_program["networks"]);
        File.WriteAllText(Path.Combine(_program["networks"], "Declarations.cs"), source);
        File.WriteAllText(Path.Combine(_program["networks"], "Networks.cs"), ToRegistry(cases));
        ProgramRun publish = _program.Publish(Runtime, [.. NativeProgram.CrossLinking, NoAnalyzers, $"-p:NetworkSources={_program["networks"]}"]);
        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The networks on an emulated Arm64.</summary>
    /// <param name="processor">Of those that the emulator knows; "max" has all that it can do.</param>
    public KernelProcess OnArm(string processor = "max")
        => Process(processor, () => new KernelProcess("qemu-aarch64", ["-cpu", processor, "-L", "/usr/aarch64-linux-gnu", _program.Path]));

    /// <summary>The same instructions for the JIT, under an instruction set of this machine.</summary>
    public KernelProcess Here(IReadOnlyDictionary<string, string> environment)
        => Process(string.Join(' ', environment), () => new KernelProcess(ChildProcess.Dotnet, [_managed.Value], environment));

    /// <summary>The networks of a process.</summary>
    public RemoteNetworks NetworksOf(KernelProcess process)
    {
        process.Forget();
        return new RemoteNetworks(process, _twins);
    }

    public void Dispose()
    {
        foreach (KernelProcess process in _processes.Values) process.Dispose();
        _program.Dispose();
        _twins.Dispose();
    }

    private KernelProcess Process(string key, Func<KernelProcess> start)
    {
        if (_processes.TryGetValue(key, out KernelProcess? process) && !process.HasEnded) return process;
        process?.Dispose();
        return _processes[key] = start();
    }

    /// <summary>The program without the framework for Arm64 that lies beside it: on this machine's framework, as the tests are.</summary>
    private string CopyManaged()
    {
        string built = _program.Managed(Runtime);
        string copy = Directory.CreateDirectory(_program["managed"]).FullName;
        foreach (string name in (string[])[Path.GetFileName(built), "NetGen.dll"])
            File.Copy(Path.Combine(Path.GetDirectoryName(built)!, name), Path.Combine(copy, name));
        string settings = typeof(KernelProgram).Assembly.GetName().Name + ".runtimeconfig.json";
        File.Copy(Path.Combine(AppContext.BaseDirectory, settings), Path.Combine(copy, Path.ChangeExtension(Path.GetFileName(built), ".runtimeconfig.json")));
        return Path.Combine(copy, Path.GetFileName(built));
    }

    private static string ToRegistry(IEnumerable<NetworkCase> cases)
    {
        var text = new StringBuilder("namespace NetGen.Kernels.Native;\n\ninternal sealed partial class Networks\n{\n    partial void AddAll()\n    {\n");
        foreach (string name in cases.SelectMany(static item => item.HasPlainTwin ? (string[])[item.Name, item.PlainTwin] : [item.Name]))
            text.Append(CultureInfo.InvariantCulture, $"        Add<global::{name}>();\n");
        return text.Append("    }\n}\n").ToString();
    }
}
