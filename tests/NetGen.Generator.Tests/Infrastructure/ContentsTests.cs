using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.Infrastructure;

/// <summary>Contents are equal where every field is, and differ where one does not.</summary>
public sealed class ContentsTests
{
    private static readonly Shape Row = Shape.Vector(5);

    public static TheoryData<string> Differences => [.. Pairs.Select(pair => pair.What)];

    private static (string What, object One, object Other)[] Pairs =>
    [
        ("a number", new WorkerScratchOperand("a", 3), new WorkerScratchOperand("a", 4)),
        ("a word", new WorkerScratchOperand("a", 3), new WorkerScratchOperand("b", 3)),
        ("a type", new ScratchOperand("a", new Scratch("s", 16), Access.Read), new DerivedOperand("a", new Derived("s", 16), Access.Read)),
        ("a name of an enumeration", new Storage("a", StorageKind.Workspace, 16), new Storage("a", StorageKind.State, 16)),
        ("a truth", KernelForm.Plain, KernelForm.Plain with { IsAlone = true }),
        ("what is not a parameter", Workspace(), new Storage("a", StorageKind.Workspace, 16) { RowOffset = 1 }),
        ("what is private", Workspace(), new Storage("a", StorageKind.Workspace, 16, Workspace())),
        ("nothing and zero", Vector, Vector with { ZeroRow = 0 }),
        ("nothing and an object", Vector, Vector with { Effective = Vector.Initializer }),
        ("the sign of zero", EquatableArray.Of(0.0), EquatableArray.Of(-0.0)),
        ("the last element", EquatableArray.Of(1, 2, 3), EquatableArray.Of(1, 2, 4)),
        ("a length", new List<int> { 1, 2 }, new List<int> { 1, 2, 3 }),
        ("rows and columns", new int[2, 3], new int[3, 2]),
        ("where words end", EquatableArray.Of("ab", "c"), EquatableArray.Of("a", "bc")),
        ("the order", EquatableArray.Of("a", "b"), EquatableArray.Of("b", "a")),
        ("which objects are one", Reading(Shared, Shared), Reading(Shared, Workspace())),
    ];

    private static Storage Shared { get; } = Workspace();

    private static ParameterSpec Vector { get; } = ParameterSpec.Vector("weight", null, 5, new Initializer(Distribution.Constant, 0, 0, 0, 0, 0, "zeros"));

    [Theory]
    [MemberData(nameof(Differences))]
    public void Contents_differ_by(string what)
    {
        (_, object one, object other) = Pairs.Single(pair => pair.What == what);
        Assert.NotEqual(Contents.Of(one), Contents.Of(other));
    }

    [Fact]
    public void Objects_made_alike_have_equal_contents()
    {
        (string What, object One, object Other)[] again = Pairs;
        for (int i = 0; i < again.Length; i++)
        {
            Assert.NotNull(Contents.Of(Pairs[i].One));
            Assert.Equal(Contents.Of(Pairs[i].One), Contents.Of(again[i].One));
            Assert.Equal(Contents.Of(Pairs[i].One)!.GetHashCode(), Contents.Of(again[i].One)!.GetHashCode());
        }
    }

    /// <summary>Whatever is not the generator's own may change without a field of it that can be seen.</summary>
    [Fact]
    public void What_cannot_be_looked_into_has_none()
    {
        Assert.Null(Contents.Of(new object[] { 1, new StringReader("text") }));
        Assert.Null(Contents.Of(new object[] { Enumerable.Range(0, 3).Select(number => number + 1) }));
        Assert.NotNull(Contents.Of(new object[] { 1, 2.5, "text", 'c', 3L, 4f, true }));
    }

    /// <summary>What was met in an object that has no contents does not get into those of the next.</summary>
    [Fact]
    public void Each_begins_anew()
    {
        Contents? before = Contents.Of(Reading(Shared, Shared));
        Assert.Null(Contents.Of(new object[] { Shared, new StringReader("text") }));
        Assert.Equal(before, Contents.Of(Reading(Shared, Shared)));
    }

    private static Storage Workspace() => new("a", StorageKind.Workspace, 16);

    private static object Reading(Storage one, Storage other)
        => EquatableArray.Of(TensorOperand.Read("one", new TensorValue(one, Row, 16)), TensorOperand.Read("other", new TensorValue(other, Row, 16)));
}
