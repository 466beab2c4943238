namespace NetGen.TestHelpers;

/// <summary>One network that was generated, compiled and loaded: see <see cref="CompiledAssembly"/> for many.</summary>
public sealed class CompiledNetwork : IDisposable
{
    private readonly string _className;

    private CompiledNetwork(CompiledAssembly assembly, string className)
    {
        Assembly = assembly;
        _className = className;
    }

    /// <summary>Generated sources, method sizes, the image.</summary>
    public CompiledAssembly Assembly { get; }

    /// <summary>Generates, compiles and loads a source that declares the class.</summary>
    /// <exception cref="CompilationFailedException">With the generated source around each error.</exception>
    public static CompiledNetwork Compile(string source, string className = "Net") => new(CompiledAssembly.Compile(source), className);

    /// <summary>A network with the parameters that a seed gives.</summary>
    public ITestNetwork Create(ulong seed = 0) => Assembly.CreateNetwork(_className, seed);

    /// <summary>Unloads the assembly.</summary>
    public void Dispose() => Assembly.Dispose();
}
