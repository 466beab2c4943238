namespace NetGen.Generator.Planning;

/// <summary>A method that several kernels call, which differ elsewhere: the tile of a convolution with and without an activation behind.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">Its text.</param>
/// <param name="Callers">The kernels that call it, by their indices.</param>
internal sealed record KernelPart(string Name, NamedMethod Method, IReadOnlyList<int> Callers);

/// <summary>
/// Finds equal methods of different kernels. A method is equal to another where their texts are, the names left out, and what they call is
/// one method already; so it begins with those that call nothing.
/// </summary>
internal sealed class KernelParts
{
    private readonly Method[][] _methods;
    private readonly List<IReadOnlyList<Method>> _found = [];

    private KernelParts(IReadOnlyList<KernelPrint> prints)
        => _methods = [.. prints.Select((print, kernel) => (Method[])[.. print.Methods.Select(method => new Method(kernel, method))])];

    /// <summary>Takes what kernels have in common out of their texts.</summary>
    /// <param name="prints">The kernels' texts.</param>
    /// <param name="kernelNames">With what the names of their methods begin.</param>
    /// <param name="beginName">With what a part's name begins, by the indices of the kernels that call it.</param>
    /// <param name="names">The names that are taken.</param>
    /// <returns>The methods that are left of each kernel, and the parts.</returns>
    public static (IReadOnlyList<IReadOnlyList<NamedMethod>> Methods, IReadOnlyList<KernelPart> Parts) Extract(
        IReadOnlyList<KernelPrint> prints, IReadOnlyList<string> kernelNames, Func<IReadOnlyList<int>, string> beginName, NameAllocator names)
    {
        KernelParts parts = new(prints);
        while (parts.FindMore())
        {
        }

        foreach (Method own in parts._methods.SelectMany(methods => methods.Where(method => method.Part < 0 && method.Name.Length > 0)))
            _ = names.Reserve(kernelNames[own.Kernel] + own.Name);
        IReadOnlyList<int>[] callers = [.. parts._found.Select(part => (IReadOnlyList<int>)[.. part.Select(method => method.Kernel).Distinct()])];
        string[] partNames = [.. parts._found.Select((part, number) => names.Reserve(beginName(callers[number]) + part[0].Name))];
        string NameOf(int kernel, string name) => parts.PartOf(kernel, name) is >= 0 and int part ? partNames[part] : kernelNames[kernel] + name;
        NamedMethod Named(Method method)
            => new(method.Printed, method.Printed.References.Select(name => NameOf(method.Kernel, name)).ToEquatableArray());
        return (
            [.. parts._methods.Select(methods => (IReadOnlyList<NamedMethod>)[.. methods.Where(method => method.Part < 0).Select(Named)])],
            [.. parts._found.Select((part, number) => new KernelPart(partNames[number], Named(part[0]), callers[number]))]);
    }

    private bool FindMore()
    {
        Dictionary<Likeness, List<Method>> equal = [];
        foreach (Method method in _methods.SelectMany(methods => methods.Where(IsReady)))
        {
            int Called(string name) => name == method.Name ? Likeness.Itself : PartOf(method.Kernel, name);
            Likeness likeness = new(method.Printed, method.Printed.References.Select(Called).ToEquatableArray());
            if (!equal.TryGetValue(likeness, out List<Method>? methods)) equal.Add(likeness, methods = []);
            methods.Add(method);
        }

        int before = _found.Count;
        foreach (List<Method> part in equal.Values.OrderBy(part => part[0].Kernel).Where(part => part.Exists(method => method.Kernel != part[0].Kernel)))
        {
            foreach (Method method in part) method.Part = _found.Count;
            _found.Add(part);
        }

        return _found.Count > before;
    }

    /// <summary>Whether it is compiled by itself and calls nothing of its kernel but parts.</summary>
    private bool IsReady(Method method)
        => method.Part < 0
            && method.Name.Length > 0
            && method.Printed.IsCompiledByItself
            && method.Printed.References.All(name => name == method.Name || PartOf(method.Kernel, name) >= 0);

    private int PartOf(int kernel, string name)
    {
        foreach (Method method in _methods[kernel])
        {
            if (method.Name == name) return method.Part;
        }

        return -1;
    }

    private sealed class Method(int kernel, PrintedMethod printed)
    {
        public int Kernel { get; } = kernel;

        public PrintedMethod Printed { get; } = printed;

        public string Name => Printed.Name;

        /// <summary>The number of the part that it has become, or -1.</summary>
        public int Part { get; set; } = -1;
    }

    /// <summary>What methods have in common that are one.</summary>
    /// <param name="Printed">Either of them.</param>
    /// <param name="Calls">The parts that its text names.</param>
    private readonly record struct Likeness(PrintedMethod Printed, EquatableArray<int> Calls)
    {
        /// <summary>Stands for the method itself among the parts.</summary>
        public const int Itself = -1;

        public bool Equals(Likeness other) => Printed.IsLike(other.Printed) && Calls == other.Calls;

        public override int GetHashCode() => unchecked((Printed.Likeness * 31) + Calls.GetHashCode());
    }
}
