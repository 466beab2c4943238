using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Checks;

using Xunit;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>Compiles each part of the cases once, for all tests of Arm64.</summary>
public sealed class ArmPrograms : IDisposable
{
    // What could not be compiled is not tried again for each network.
    private readonly Lazy<KernelProgram>[] _programs = [.. ArmCases.Parts.Select(static part => new Lazy<KernelProgram>(() => new KernelProgram(part)))];
    private readonly Dictionary<string, NetworkValues> _values = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (Lazy<KernelProgram> program in _programs.Where(static program => program.IsValueCreated)) program.Value.Dispose();
    }

    /// <summary>The program that has a network.</summary>
    internal KernelProgram Of(string name) => _programs[ArmCases.PartOf(name)].Value;

    /// <summary>What a network gives on Arm64.</summary>
    internal NetworkValues ValuesOnArm(NetworkCase item)
    {
        KernelProgram program = Of(item.Name);
        if (_values.TryGetValue(item.Name, out NetworkValues? values)) return values;
        return _values[item.Name] = NetworkValues.Of(item, program.NetworksOf(program.OnArm()));
    }
}

/// <summary>The tests that share <see cref="ArmPrograms"/>.</summary>
[CollectionDefinition(Name)]
public sealed class ArmTests : ICollectionFixture<ArmPrograms>
{
    public const string Name = "Arm64";
}

/// <summary>A test that is skipped, and says why, where nothing can be linked for Arm64 or run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ArmFactAttribute : FactAttribute
{
    internal static readonly string[] Programs = ["aarch64-linux-gnu-objcopy", "clang", "ld.lld", "qemu-aarch64"];

    public ArmFactAttribute() => Skip = Tools.ReasonToSkip(Programs);
}

/// <summary>The same of a test with rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ArmTheoryAttribute : TheoryAttribute
{
    public ArmTheoryAttribute() => Skip = Tools.ReasonToSkip(ArmFactAttribute.Programs);
}
