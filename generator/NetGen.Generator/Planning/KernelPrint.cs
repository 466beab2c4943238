using NetGen.Generator.Kernels;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Planning;

/// <summary>
/// The methods of a kernel, printed under a name that stands for nobody: equal for kernels that are one. Prints are remembered by all that a kernel
/// consists of, as printing reads nothing else: what a key that is typed leaves as it was is not printed again.
/// </summary>
internal sealed class KernelPrint : IEquatable<KernelPrint>
{
    /// <summary>Characters of prints, and numbers of what they were printed from: some networks at once, or one of a million characters.</summary>
    private const int Remembered = 4_000_000;

    private const string EndOfMethod = "\n}\n";

    private static readonly Memo<Contents, KernelPrint> s_known
        = new(Remembered, static (contents, print) => contents.Size + print.Methods.Sum(method => method.Length));

    private readonly int _hash;

    private KernelPrint(IReadOnlyList<PrintedMethod> methods)
    {
        Methods = methods;
        foreach (PrintedMethod method in methods) _hash = unchecked((_hash * 31) + method.GetHashCode());
    }

    public IReadOnlyList<PrintedMethod> Methods { get; }

    public static KernelPrint Of(Kernel kernel)
    {
        Kernel anonymous = kernel.Named(PrintedMethod.Anybody);
        return Contents.Of(anonymous) is { } contents ? s_known.Get(contents, _ => Print(anonymous)) : Print(anonymous);
    }

    /// <summary>The text of a kernel that is called <see cref="PrintedMethod.Anybody"/>: each of its methods ends with a brace in the first column.</summary>
    public static KernelPrint Of(ReadOnlySpan<char> text)
    {
        List<PrintedMethod> methods = [];
        ReadOnlySpan<char> rest = text;
        for (int end; (end = rest.IndexOf(EndOfMethod.AsSpan(), StringComparison.Ordinal)) >= 0;)
        {
            end += EndOfMethod.Length;
            methods.Add(new PrintedMethod(rest.Slice(0, end)));
            rest = rest.Slice(end);
            if (rest.Length > 0 && rest[0] == '\n') rest = rest.Slice(1);
        }

        return new KernelPrint(rest.Length == 0 ? methods : [new PrintedMethod(text)]);
    }

    public bool Equals(KernelPrint? other)
        => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Methods.SequenceEqual(other.Methods));

    public override bool Equals(object? obj) => Equals(obj as KernelPrint);

    public override int GetHashCode() => _hash;

    private static KernelPrint Print(Kernel anonymous)
    {
        SourceWriter writer = new(breaksLines: false);
        anonymous.Emit(writer);
        KernelPrint print = Of(writer.Written);
        writer.End();
        return print;
    }
}
