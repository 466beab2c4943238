using System.Text.RegularExpressions;

namespace NetGen.Generator.Planning;

/// <summary>A method that several kernels call, which differ elsewhere: the tile of a convolution with and without an activation behind.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text.</param>
/// <param name="Callers">The kernels that call it, by their indices.</param>
internal sealed record KernelPart(string Name, string Text, IReadOnlyList<int> Callers);

/// <summary>
/// Finds equal methods of different kernels. A method is equal to another where their texts are, the names left out, and what they call is
/// one method already; so it begins with those that call nothing.
/// </summary>
internal sealed class KernelParts
{
    /// <summary>Stands for the name of a kernel in its text.</summary>
    public const char Kernel = '\0';

    // Stand for the name of the method itself, and around the number of a part that it calls.
    private const char Self = '\x1';
    private const char Part = '\x2';

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex s_declaration = new($@"static \w+ (?<name>{Kernel}\w*)", Options);
    private static readonly Regex s_reference = new($@"{Kernel}\w*", Options);
    private static readonly Regex s_partReference = new($"{Part}(?<number>[0-9]+){Part}", Options);

    private readonly IReadOnlyList<List<Method>> _methods;
    private readonly List<(string Text, IReadOnlyList<Method> Methods)> _found = [];

    private KernelParts(IReadOnlyList<string> texts) => _methods = [.. texts.Select((text, kernel) => Split(text, kernel))];

    /// <summary>Takes what kernels have in common out of their texts.</summary>
    /// <param name="texts">The kernels' texts.</param>
    /// <param name="kernelNames">With what the names of their methods begin.</param>
    /// <param name="beginName">With what a part's name begins, by the indices of the kernels that call it.</param>
    /// <param name="names">The names that are taken.</param>
    /// <returns>The texts without the parts, and the parts.</returns>
    public static (IReadOnlyList<string> Texts, IReadOnlyList<KernelPart> Parts) Extract(
        IReadOnlyList<string> texts, IReadOnlyList<string> kernelNames, Func<IReadOnlyList<int>, string> beginName, NameAllocator names)
    {
        KernelParts parts = new(texts);
        while (parts.FindMore())
        {
        }

        foreach (Method own in parts._methods.SelectMany(methods => methods.Where(method => method.Part < 0 && method.Name.Length > 1)))
            _ = names.Reserve(kernelNames[own.Kernel] + own.Name.Substring(1));
        IReadOnlyList<int>[] callers = [.. parts._found.Select(part => (IReadOnlyList<int>)[.. part.Methods.Select(method => method.Kernel).Distinct()])];
        string[] partNames = [.. parts._found.Select((part, number) => names.Reserve(beginName(callers[number]) + part.Methods[0].Name.Substring(1)))];
        string Named(string text) => s_partReference.Replace(text, match => partNames[int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)]);
        return (
            [.. parts._methods.Select(methods => Named(string.Join("\n", methods.Where(method => method.Part < 0).Select(parts.WithParts))))],
            [.. parts._found.Select((part, number) => new KernelPart(
                partNames[number], Named(part.Text.Replace(Self.ToString(), partNames[number])), callers[number]))]);
    }

    /// <summary>A kernel's methods: each ends with a brace in the first column.</summary>
    private static List<Method> Split(string text, int kernel)
    {
        List<Method> methods = [];
        int first = 0;
        for (int end; (end = text.IndexOf("\n}\n", first, StringComparison.Ordinal)) >= 0;)
        {
            end += "\n}\n".Length;
            string method = text.Substring(first, end - first);
            methods.Add(new Method(kernel, s_declaration.Match(method).Groups["name"].Value, method));
            first = end < text.Length && text[end] == '\n' ? end + 1 : end;
        }

        return first == text.Length ? methods : [new Method(kernel, "", text)];
    }

    private bool FindMore()
    {
        Dictionary<string, List<Method>> equal = new(StringComparer.Ordinal);
        foreach (Method method in _methods.SelectMany(methods => methods.Where(IsReady)))
        {
            string text = WithParts(method).Replace(method.Name, Self.ToString());
            if (!equal.TryGetValue(text, out List<Method>? methods)) equal.Add(text, methods = []);
            methods.Add(method);
        }

        int before = _found.Count;
        foreach (KeyValuePair<string, List<Method>> part in equal.OrderBy(part => part.Value[0].Kernel).Where(part => part.Value.Select(method => method.Kernel).Distinct().Count() > 1))
        {
            foreach (Method method in part.Value) method.Part = _found.Count;
            _found.Add((part.Key, part.Value));
        }

        return _found.Count > before;
    }

    /// <summary>Whether it is compiled by itself and calls nothing of its kernel but parts.</summary>
    private bool IsReady(Method method)
        => method.Part < 0
            && method.Name.Length > 1
            && method.Text.StartsWith(Kernels.KernelDispatch.Optimized, StringComparison.Ordinal)
            && s_reference.Matches(method.Text).Cast<Match>().All(match => match.Value == method.Name || PartOf(method.Kernel, match.Value) >= 0);

    private int PartOf(int kernel, string name) => _methods[kernel].Find(method => method.Name == name)?.Part ?? -1;

    /// <summary>The text with the numbers of the parts that it calls.</summary>
    private string WithParts(Method method) => s_reference.Replace(method.Text, match =>
    {
        int part = match.Value == method.Name ? -1 : PartOf(method.Kernel, match.Value);
        return part < 0 ? match.Value : $"{Part}{part.ToString(System.Globalization.CultureInfo.InvariantCulture)}{Part}";
    });

    private sealed class Method(int kernel, string name, string text)
    {
        public int Kernel { get; } = kernel;

        public string Name { get; } = name;

        public string Text { get; } = text;

        /// <summary>The number of the part that it has become, or -1.</summary>
        public int Part { get; set; } = -1;
    }
}
