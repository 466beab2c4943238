using System.Collections.Immutable;
using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>What may stand around a network's class: it works, or there is one finding; generated code never has an error or a warning.</summary>
public sealed class NG0013_UnsupportedTypeTests
{
    private const string Rule = "NG0013";
    private const string Attributes = "[Network(4)] [Dense(2)] [MeanSquaredError]";

    private const string User =
        " class User { Trainer<N>? _trainer; object M() { _trainer = new N(1).CreateTrainer(new Adam()); N.Load(\"\").Save(N.Info.Name); return _trainer; } }";

    [Theory]
    [InlineData("@ partial class N { public N() : this(7) { } }")]
    [InlineData("@ partial class N { public N(string path) : this((ulong)path.Length) { } public N(int a, int b) : this(\"\") { } }")]
    [InlineData("@ partial class N { static N() { } ~N() { } public static N operator +(N a, N b) => a; public int this[int i] => i; }")]
    [InlineData("@ partial class N { public float[] Forward(float[] a) { var y = new float[2]; Forward(a, y); return y; } }")]
    [InlineData("@ partial class N { public void Save(string path, bool x = true) { } public N(ulong seed, int x) : this(seed) { } }")]
    [InlineData("@ partial class N { public T Forward<T>(System.ReadOnlySpan<float> a, System.Span<float> b) => default!; }")]
    [InlineData("@ partial class N { public void Forward(ref System.ReadOnlySpan<float> a, System.Span<float> b) { } }")]
    [InlineData("@ partial class N { class System; class NetGen; public N Create(ulong seed) => new(seed); public object Program => 1; public void RunPhase(int i) { } }")]
    [InlineData("@ partial class N { void INetwork<N>.Save(string path) { } }")]
    [InlineData("@ partial class Invalid;")]
    [InlineData("class Base { public Base(int x = 3) { } } @ partial class N : Base;")]
    [InlineData("class Base { public Base(params int[] x) { } } @ partial class N : Base;")]
    [InlineData("class Base { protected Base() { } public int Forward(int x) => x; private int _threads; int M() => ++_threads; } @ partial class N : Base;")]
    [InlineData("class Base<T> where T : class { } @ partial class N : Base<N>;")]
    [InlineData("@ partial class A; class B : A { public B() { } }")]
    [InlineData("interface IModel { void Save(string path); int Threads { get; set; } static abstract NetworkInfo Info { get; } } @ partial class N : IModel;")]
    [InlineData("@ partial class N : ITrainableNetwork<N>;")]
    [InlineData("@ partial class N : System.Exception;")]
    [InlineData("@ partial class N : System.IDisposable { public void Dispose() { } public override string ToString() => \"x\"; }")]
    [InlineData("@ [System.Obsolete] partial class N;")]
    [InlineData("@ [System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] partial class N;")]
    [InlineData("[assembly: System.CLSCompliant(true)] @ [System.CLSCompliant(false)] public partial class N;")]
    [InlineData("ref partial struct R { @ partial class N; }")]
    [InlineData("namespace Forward { @ partial class Net; }")]
    public async Task Works(string source) => Assert.Empty(await CompileAsync(source));

    [Theory]
    [InlineData("@ partial record {|N|};", "N is a record, whose copies would share one block of parameters. Write 'class' instead of 'record'.")]
    [InlineData("@ partial record {|N|}(int X);", "N is a record, whose copies would share one block of parameters. Write 'class' instead of 'record'.")]
    [InlineData("@ abstract partial class {|N|};", "N is abstract, so no network could be made of it. Remove 'abstract' from its declaration.")]
    [InlineData("@ partial class {|N|}(int x) { public int X => x; }", "N has a primary constructor, which generated code could not call. Remove the parameter list; settings can be properties.")]
    [InlineData("@ [Block] partial class {|N|};", "N has both [Network] and [Block]. Keep one of the two.")]
    [InlineData("@ partial class {|N|} { public N() { } }", "N has the constructor N(), which calls none of the generated ones and so leaves the network without parameters. Write ': this(seed: 0)' behind its parameters, or make a static method of it.")]
    [InlineData("@ partial class {|N|} { public N(string path) : base() { } }", "N has the constructor N(string), which calls none of the generated ones and so leaves the network without parameters. Write ': this(seed: 0)' behind its parameters, or make a static method of it.")]
    [InlineData("@ partial class {|N|} { public N(ulong seed) { } }", "N has the member N(ulong), and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { private N(NetGen.Runtime.ParameterBlock p) { } }", "N has the member N(ParameterBlock), and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|Forward|};", "Forward is called like a member that is generated for it. Give the class another name.")]
    [InlineData("@ partial class {|_parameters|};", "_parameters is called like a member that is generated for it. Give the class another name.")]
    [InlineData("@ partial class {|N|} { public int _threads; }", "N has the member _threads, and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { class Info; }", "N has the member Info, and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { public void Forward(System.ReadOnlySpan<float> a, System.Span<float> b) { } }", "N has the member Forward(ReadOnlySpan<float>, Span<float>), and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { public float Predict => 1; }", "N has the member Predict, and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { public int get_Threads() => 1; }", "N has the member get_Threads(), and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { public static N Load(string path) => null!; }", "N has the member Load(string), and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { static N INetwork<N>.Create(ulong seed) => null!; }", "N has the member INetwork<N>.Create(ulong), and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { Trainer<N> CreateTrainer(Optimizer a, TrainerOptions? b) => null!; }", "N has the member CreateTrainer(Optimizer, TrainerOptions), and one like it is generated. Rename it, or remove it.")]
    [InlineData("@ partial class {|N|} { public required int Size { get; init; } }", "N has the required member N.Size, which generated code that makes networks could not set. Remove 'required' from it, and give it a value to begin with.")]
    [InlineData("class Base { public required int Size { get; init; } } @ partial class {|N|} : Base;", "N has the required member Base.Size, which generated code that makes networks could not set. Remove 'required' from it, and give it a value to begin with.")]
    [InlineData("[Network(4)] [Dense(2)] partial class A; @ partial class {|N|} : A;", "N derives from A, which is a network itself. Put the layers that both have into a [Block], and derive from another class.")]
    [InlineData("class Base { public virtual void Save(string path) { } } @ partial class {|N|} : Base;", "N inherits the member Base.Save(string), which a generated one would hide. Rename it, or keep the network in a field of the class.")]
    [InlineData("class Base { protected int _threads = 1; } class Middle : Base; @ partial class {|N|} : Middle;", "N inherits the member Base._threads, which a generated one would hide. Rename it, or keep the network in a field of the class.")]
    [InlineData("class Base { public int Forward => 1; } @ partial class {|N|} : Base;", "N inherits the member Base.Forward, which a generated one would hide. Rename it, or keep the network in a field of the class.")]
    [InlineData("[Network(4)] [Dense(2)] partial class {|N|} : ITrainableNetwork<N>;", "N is declared as an ITrainableNetwork, but has no loss. Write one below the layers, such as [SoftmaxCrossEntropy], or remove the interface.")]
    [InlineData("@ [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential)] partial class {|N|} { public int A; }", "N has [StructLayout], in which generated fields have no place. Remove the attribute.")]
    public async Task Refused_with_one_error(string source, string message) => await RefusedAsync(source, message);

    /// <summary>Where nothing can be generated, or where C# itself forbids the declaration, the compiler has something to say about the user's own code.</summary>
    [Theory]
    [InlineData("@ partial struct {|N|};", "N is a struct, but a network is an object with parameters of its own. Write 'partial class'.", "CS0592")]
    [InlineData("@ partial record struct {|N|};", "N is a record struct, but a network is an object with parameters of its own. Write 'partial class'.", "CS0592")]
    [InlineData("@ partial interface {|N|};", "N is an interface, but a network is an object with parameters of its own. Write 'partial class'.", "CS0592")]
    [InlineData("@ enum {|N|} { A }", "N is an enumeration, but a network is an object with parameters of its own. Write 'partial class'.", "CS0592")]
    [InlineData("@ delegate void {|N|}();", "N is a delegate, but a network is an object with parameters of its own. Write 'partial class'.", "CS0592")]
    [InlineData("@ partial class {|N|}<T>;", "N is generic or stands inside a generic type, but its sizes must be fixed. Remove the type parameters, or move the class out.", "CS0305")]
    [InlineData("@ file partial class {|N|};", "N is local to its file, where generated code cannot reach it. Write 'internal' instead of 'file'.", "CS0311 CS1729 CS1061")]
    [InlineData("class Base(int x) { public int X => x; } @ partial class {|N|} : Base;", "N derives from Base, which has no constructor that can be called without arguments. Give Base one, or keep the network in a field of the class.", "CS7036 CS1729")]
    [InlineData("class Base { private Base() { } public Base(int x) { } } @ partial class {|N|} : Base;", "N derives from Base, which has no constructor that can be called without arguments. Give Base one, or keep the network in a field of the class.", "CS0122 CS1729")]
    [InlineData("abstract class Base { public abstract void Save(string path); } @ partial class {|N|} : Base;", "N inherits the member Base.Save(string), which a generated one would hide. Rename it, or keep the network in a field of the class.", "CS0534")]
    [InlineData("@ partial class {|N|} { public partial void Save(string path); }", "N has the member Save(string), and one like it is generated. Rename it, or remove it.", "CS8795")]
    public async Task Refused_beside_the_compiler(string source, string message, string compiler) => await RefusedAsync(source, message, compiler.Split(' '));

    /// <summary>The placeholder of a network with errors can be trained, whatever it is made of: that is no declaration of the user's.</summary>
    [Theory]
    [InlineData("[Network(4)] partial class N;", "NG0012")]
    [InlineData("[Network] [Dense(2)] partial class N;", "NG0002")]
    [InlineData("[Network(4)] [Dense(0)] partial class N;", "NG0006")]
    [InlineData("[Network(4)] [Use<B>] partial class N; [Block] [Dense(2)] [MeanSquaredError] class B;", "NG0015")]
    public async Task A_network_without_a_loss_and_with_another_error_has_this_one(string source, string rule)
        => Assert.Equal(rule, Assert.Single(await CompileAsync(source)).Id);

    /// <summary>A layer's name that the compiler does not know: it says so, and nobody says more, neither about the network nor about its use.</summary>
    [Theory]
    [InlineData("[Network(4)] [Dens(2)] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [MeanSqaredError] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [Xaver] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [relu] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4)] [Use<B>] [MeanSquaredError] partial class N; [Block] [Dens(2)] class B;")]
    public async Task A_misspelt_layer_has_the_one_error_of_the_compiler(string source)
    {
        Diagnostic[] errors = await CompileAsync(source + User);
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal("CS0246", error.Id));
    }

    /// <summary>Attributes that other generators declare are unknown to this one: they change nothing.</summary>
    [Fact]
    public void An_unknown_attribute_that_is_like_none_of_the_layers_does_not_keep_the_network_from_being_generated()
        => Assert.DoesNotContain(
            GeneratorRunner.Run("using NetGen;\n[Network(4)] [Dense(2)] [Observable] [MeanSquaredError] partial class N;").Sources,
            file => file.Text.Contains("declaration has errors", StringComparison.Ordinal));

    /// <summary>A constructor of the user's that calls the generated one makes a whole network.</summary>
    [Fact]
    public void A_chained_constructor_makes_a_network()
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(
            """
            using NetGen;
            [Network(4)] [Dense(2)]
            public partial class N
            {
                public N(string text) : this((ulong)text.Length) { }

                public static float[] Run(N network)
                {
                    float[] output = new float[2];
                    network.Forward(new float[] { 1, 2, 3, 4 }, output);
                    return output;
                }

                public static float[] Own() => Run(new N("four"));

                public static float[] Generated() => Run(new N(4));
            }
            """);
        float[] own = (float[])assembly.GetType("N").GetMethod("Own")!.Invoke(null, null)!;
        Assert.NotEqual(0, own[0]);
        Assert.Equal((float[])assembly.GetType("N").GetMethod("Generated")!.Invoke(null, null)!, own);
    }

    private static async Task RefusedAsync(string source, string message, params string[] compiler)
    {
        MarkedSource marked = MarkedSource.Parse(source.Replace("{|", $"{{|{Rule}:", StringComparison.Ordinal).Replace("@", Attributes, StringComparison.Ordinal));
        string name = marked.Text[marked.Marks[0].Span.Start..marked.Marks[0].Span.End];

        // A use in a declaration: an error there would keep the compiler from running analyzers.
        string use = compiler.Length == 0 ? $" class Holder {{ Trainer<{name}>? _trainer; public object? M() => _trainer ??= null; }}" : string.Empty;
        Diagnostic[] errors = await CompileAsync(marked.Text + use);
        Diagnostic finding = Assert.Single(errors, error => error.Id.StartsWith("NG", StringComparison.Ordinal));
        Assert.Equal((Rule, message), (finding.Id, finding.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal(name, (await finding.Location.SourceTree!.GetTextAsync()).ToString(finding.Location.SourceSpan));
        Assert.All(errors.Where(error => !ReferenceEquals(error, finding)), error => Assert.Contains(error.Id, compiler));
    }

    /// <summary>All errors, and the warnings in generated code.</summary>
    private static async Task<Diagnostic[]> CompileAsync(string source)
    {
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation("using NetGen;\n" + source.Replace("@", Attributes, StringComparison.Ordinal));
        compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        CSharpGeneratorDriver
            .Create([new Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: GeneratorRunner.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> reported);
        Assert.Empty(reported);
        ImmutableArray<Diagnostic> diagnostics = await generated.WithAnalyzers([.. RuleContractTests.Analyzers]).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && IsGenerated(diagnostic));
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    private static bool IsGenerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;
}
