using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Parsing;

public sealed class TypeParserTests
{
    private const string Attributes = "[Network(4)] [Dense(2)] ";

    [Theory]
    [InlineData(Attributes + "partial class A;", "", "A", "partial class A", "internal")]
    [InlineData(Attributes + "public sealed partial class A;", "", "A", "partial class A", "public")]
    [InlineData("namespace N.M; " + Attributes + "partial class A;", "N.M", "A", "partial class A", "internal")]
    [InlineData("namespace @class.@event; " + Attributes + "partial class @new;", "@class.@event", "@new", "partial class @new", "internal")]
    [InlineData(Attributes + "partial class @record;", "", "@record", "partial class @record", "internal")]
    [InlineData("namespace Größe; " + Attributes + "partial class 数字;", "Größe", "数字", "partial class 数字", "internal")]
    public void Identity_is_read(string source, string space, string name, string declaration, string accessibility)
    {
        TypeIdentity type = Declared.Parse(source).Type;
        Assert.Equal(space, type.Namespace);
        Assert.Equal(name, type.Name);
        Assert.Equal(declaration, type.Declaration);
        Assert.Equal(accessibility, type.Accessibility);
        Assert.Empty(type.Containers);
    }

    [Theory]
    [InlineData(Attributes + "partial class ;")]
    [InlineData(Attributes + "partial class { }")]
    [InlineData("partial class { " + Attributes + "partial class A; }")]
    [InlineData("namespace { " + Attributes + "partial class A; }")]
    [InlineData("namespace N. { " + Attributes + "partial class A; }")]
    public void What_has_no_name_yet_is_left_alone(string source) => Assert.Empty(GeneratorRunner.Run("using NetGen;\n" + source).Sources);

    [Theory]
    [InlineData("public partial class O { " + Attributes + "private protected partial class A; }", "partial class O", "private protected")]
    [InlineData("public partial class O { " + Attributes + "protected internal partial class A; }", "partial class O", "protected internal")]
    [InlineData("public static partial class O { " + Attributes + "public partial class A; }", "partial class O", "public")]
    [InlineData("partial struct O { " + Attributes + "private partial class A; }", "partial struct O", "private")]
    [InlineData("readonly partial record struct O(int X) { " + Attributes + "public partial class A; }", "partial record struct O", "public")]
    [InlineData("partial record O { " + Attributes + "protected partial class A; }", "partial record O", "protected")]
    [InlineData("partial interface O { " + Attributes + "public partial class A; }", "partial interface O", "public")]
    [InlineData("partial interface @base { partial class O { " + Attributes + "public partial class A; } }", "partial interface @base, partial class O", "public")]
    public void Containers_are_read_outermost_first(string source, string containers, string accessibility)
    {
        NetworkDeclaration declaration = Declared.Parse(source);
        Assert.Equal(containers, string.Join(", ", declaration.Type.Containers));
        Assert.Equal(accessibility, declaration.Type.Accessibility);
        Assert.True(declaration.CanHoldCode);
    }

    [Theory]
    [InlineData(Attributes + "partial class A;", false)]
    [InlineData(Attributes + "sealed partial class A;", true)]
    public void Sealed_is_read(string source, bool expected) => Assert.Equal(expected, Declared.Parse(source).Type.IsSealed);

    [Theory]
    [InlineData(Attributes + "class A;", "A")]
    [InlineData("class O { " + Attributes + "partial class A; }", "O")]
    [InlineData("class P { partial class O { " + Attributes + "partial class A; } }", "P")]
    [InlineData("partial class O { " + Attributes + "class A; }", "A")]
    [InlineData("partial class O { " + Attributes + "partial class A; }", "")]
    [InlineData(Attributes + "partial class A; class A;", "A")]
    public void The_type_that_is_not_partial_is_named(string source, string expected)
    {
        NetworkDeclaration declaration = Declared.Parse(source);
        Assert.Equal(expected, declaration.Form.NonPartialType);
        Assert.Equal(expected.Length == 0, declaration.CanHoldCode);
    }

    [Theory]
    [InlineData("partial class A<T>;", "Generic", false)]
    [InlineData("file partial class A;", "FileLocal", false)]
    [InlineData("partial struct A;", "NoClass", false)]
    [InlineData("enum A { B }", "NoClass", false)]
    [InlineData("partial record A;", "Record", true)]
    [InlineData("partial record A(int X);", "Record", true)]
    [InlineData("abstract partial class A;", "Abstract", true)]
    [InlineData("partial class A(int x) { public int X => x; }", "PrimaryConstructor", true)]
    [InlineData("partial class Save;", "MemberName", true)]
    [InlineData("partial class A { int Info; }", "TakenMember", true)]
    [InlineData("partial class A { A() { } }", "OwnConstructor", true)]
    [InlineData("partial class A { A() : this(1) { } int Other; void Save(int x) { } }", "None", true)]
    [InlineData("partial class A;", "None", true)]
    public void Forms_that_code_cannot_complete_are_recognised(string declaration, string expected, bool canHoldCode)
    {
        NetworkDeclaration parsed = Declared.Parse(Attributes + declaration);
        Assert.Equal(expected, parsed.Form.Unsupported.ToString());
        Assert.Equal(canHoldCode, parsed.CanHoldCode);
    }

    [Fact]
    public void A_class_inside_a_generic_one_is_generic()
    {
        NetworkDeclaration declaration = Declared.Parse("partial class O<T> { " + Attributes + "partial class A; }");
        Assert.Equal(UnsupportedForm.Generic, declaration.Form.Unsupported);
    }

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] partial class A; partial class A;", 1)]
    [InlineData("[Network(4)] [Dense(2)] partial class A; [System.Obsolete] partial class A;", 1)]
    [InlineData("[Network(4)] [Dense(2)] partial class A; [ReLU] partial class A;", 2)]
    [InlineData("[Network(4)] partial class A; [Dense(2)] partial class A; [ReLU] partial class A;", 3)]
    public void Parts_with_attributes_are_counted(string source, int expected) => Assert.Equal(expected, Declared.Parse(source).Form.AttributeParts);
}
