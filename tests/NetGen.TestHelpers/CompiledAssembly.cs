using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.TestHelpers;

/// <summary>
/// Networks that were generated, compiled and loaded. One source may declare many: compiling costs far more per call than per network.
/// </summary>
public sealed class CompiledAssembly : ITestNetworks, IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly Assembly _assembly;

    private CompiledAssembly(byte[] image, IReadOnlyList<GeneratedSource> sources)
    {
        Image = image;
        Sources = sources;
        _context = new AssemblyLoadContext("Generated networks", isCollectible: true);
        _assembly = _context.LoadFromStream(new MemoryStream(image));
    }

    /// <summary>The compiled assembly: it can be loaded in another process, under another instruction set.</summary>
    public byte[] Image { get; }

    /// <summary>The generated files; empty where the assembly was loaded.</summary>
    public IReadOnlyList<GeneratedSource> Sources { get; }

    /// <summary>The size of every method, to be held against the JIT's limits.</summary>
    public IReadOnlyList<MethodSize> MethodSizes => MethodSize.ReadAll(Image);

    /// <summary>Generates, compiles with all warnings as errors, and loads.</summary>
    /// <exception cref="CompilationFailedException">With the generated source around each error.</exception>
    public static CompiledAssembly Compile(params string[] sources) => Compile(GeneratorRunner.Run(sources));

    /// <summary>The same with another text of each generated file.</summary>
    /// <exception cref="CompilationFailedException">With the generated source around each error.</exception>
    public static CompiledAssembly CompileChanged(Func<string, string> change, params string[] sources)
    {
        GeneratorResult result = GeneratorRunner.Run(sources);
        HashSet<string> generated = [.. result.Sources.Select(source => source.Text)];
        CSharpCompilation compilation = result.Compilation;
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => generated.Contains(tree.ToString())))
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(change(tree.ToString()), Encoding.UTF8)));
        return Compile(result with { Compilation = compilation });
    }

    private static CompiledAssembly Compile(GeneratorResult result)
    {
        using var image = new MemoryStream();
        EmitResult emitted = result.Compilation.Emit(image);
        ImmutableArray<Diagnostic> errors = [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (!errors.IsEmpty || !emitted.Success) throw CompilationFailedException.For(errors);
        return new CompiledAssembly(image.ToArray(), result.Sources);
    }

    /// <summary>Loads an assembly that was compiled before.</summary>
    public static CompiledAssembly Load(byte[] image) => new(image, []);

    /// <summary>All types of the assembly.</summary>
    public IReadOnlyList<Type> Types => _assembly.GetTypes();

    /// <summary>A class of the assembly by its full name.</summary>
    public Type GetType(string name) => _assembly.GetType(name, throwOnError: true)!;

    /// <inheritdoc/>
    public ITestNetwork CreateNetwork(string className, ulong seed = 0) => TestNetwork.Create(GetType(className), seed);

    /// <inheritdoc/>
    public ITestNetwork LoadNetwork(string className, string path) => TestNetwork.Load(GetType(className), path);

    /// <summary>Unloads the assembly.</summary>
    public void Dispose() => _context.Unload();
}
