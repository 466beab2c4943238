using NetGen.Kernels.Native.Protocol;
using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Checks;

using Xunit;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>
/// Networks of the tests of kernels on an emulated Arm64: compared with the reference in double, and checked for what holds of every network.
/// </summary>
[Collection(ArmTests.Name)]
public sealed class ArmKernelTests(ArmPrograms programs)
{
    public static TheoryData<string> Names { get; } = [.. ArmCases.All.Select(static item => item.Name)];

    [ArmTheory]
    [MemberData(nameof(Names))]
    public void Network_does_what_its_declaration_says(string name)
    {
        KernelProgram program = programs.Of(name);
        IReadOnlyList<string> failures = AllChecks.RunElsewhere(CaseCatalog.Find(name), program.NetworksOf(program.OnArm()));
        Assert.True(failures.Count == 0, $"{CaseCatalog.Find(name).Description.ToSource(name)}{string.Join('\n', failures)}");
    }

    [ArmFact]
    public void Kernels_have_the_instructions_that_are_meant()
        => Assert.Equal(new Processor("Arm64", 128, Fuses: true, HasArmDots: true), programs.Of(ArmCases.All[0].Name).OnArm().Processor);
}
