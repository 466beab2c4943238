using System.Text.RegularExpressions;

using NetGen.Generator.Kernels;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Planning;

/// <summary>The text of a kernel, and who calls it.</summary>
/// <param name="Name">What its methods' names begin with.</param>
/// <param name="Methods">Its methods, but for those that are parts of several.</param>
/// <param name="Kernels">The kernels that this is the text of, in the order of first use.</param>
/// <param name="Owners">The nodes that they belong to, each once; the network's own is -1.</param>
internal sealed record KernelText(string Name, IReadOnlyList<NamedMethod> Methods, IReadOnlyList<Kernel> Kernels, IReadOnlyList<int> Owners)
{
    /// <summary>Whether several layers call it.</summary>
    public bool IsShared => Owners.Count > 1;
}

/// <summary>
/// Finds kernels that are equal and makes them one, and so with what is equal in kernels that are not. They are equal where their texts are, but for the name: whatever a kernel's plan depends on
/// (sizes, strides, tiles, fusion, whether it adds to a gradient, which forms are called) counts in so far as it changes what is computed, and
/// no kernel has to list it.
/// </summary>
internal sealed class KernelSharing
{
    /// <summary>
    /// From so many layers on a kernel is one that is also called for a single row. Layers of a chain that run the same code one after the other wait
    /// longer for each other than with code of their own: 784-5x100-10 took 2.98 microseconds instead of 2.82 (Zen 5).
    /// </summary>
    private const int FewestSingleRows = 8;

    private static readonly Regex s_word = new("[A-Z]+[^A-Z]*", RegexOptions.CultureInvariant);

    private readonly Dictionary<Kernel, KernelText> _texts = [];
    private readonly Dictionary<Kernel, Kernel> _named = [];
    private readonly Dictionary<string, IReadOnlyList<int>> _ownersOfParts;

    private KernelSharing(IReadOnlyList<KernelText> texts, IReadOnlyList<KernelPart> parts)
    {
        Texts = texts;
        Parts = parts;
        _ownersOfParts = parts.ToDictionary(
            part => part.Name, part => (IReadOnlyList<int>)[.. part.Callers.SelectMany(index => texts[index].Owners).Distinct()]);
        foreach (KernelText text in texts)
        {
            foreach (Kernel kernel in text.Kernels)
            {
                _texts.Add(kernel, text);
                _named.Add(kernel, kernel.Named(text.Name));
            }
        }
    }

    /// <summary>Every text once, in the order of first use.</summary>
    public IReadOnlyList<KernelText> Texts { get; }

    /// <summary>Methods that several of them call.</summary>
    public IReadOnlyList<KernelPart> Parts { get; }

    /// <summary>The nodes whose kernels call a part.</summary>
    public IReadOnlyList<int> OwnersOf(KernelPart part) => _ownersOfParts[part.Name];

    /// <summary>The text of a kernel.</summary>
    public KernelText this[Kernel kernel] => _texts[kernel];

    /// <summary>A kernel by the name of its text.</summary>
    public Kernel Named(Kernel kernel) => _named[kernel];

    /// <summary>Prints all kernels, and gives those of equal text one name: after the layer where only one calls it, else after what it does.</summary>
    public static KernelSharing Find(IReadOnlyList<Kernel> kernels, IReadOnlyDictionary<Kernel, int> owners)
    {
        Dictionary<KernelPrint, List<Kernel>> known = [];
        List<(KernelPrint Print, List<Kernel> Kernels)> groups = [];
        foreach (Kernel kernel in kernels)
        {
            KernelPrint print = KernelPrint.Of(kernel);
            if (known.TryGetValue(print, out List<Kernel>? equal))
            {
                equal.Add(kernel);
                continue;
            }

            known.Add(print, equal = [kernel]);
            groups.Add((print, equal));
        }

        groups =
        [
            .. groups.SelectMany(group => IsWorthSharing(group.Kernels) ? [group] : group.Kernels.Select(kernel => (group.Print, new List<Kernel> { kernel }))),
        ];

        // Names after layers are unique already; those after what a kernel does give way to them.
        NameAllocator allocator = new();
        foreach (Kernel kernel in kernels) _ = allocator.Reserve(kernel.Name);
        IReadOnlyList<string> names = [.. groups.Select(group => Name(group.Kernels, owners, allocator))];
        (IReadOnlyList<IReadOnlyList<NamedMethod>> methods, IReadOnlyList<KernelPart> parts) = KernelParts.Extract(
            [.. groups.Select(group => group.Print)],
            names,
            callers => BeginOfPartName([.. callers.Select(index => groups[index].Kernels)], owners),
            allocator);
        KernelText Text((KernelPrint Print, List<Kernel> Kernels) group, int index)
            => new(names[index], methods[index], group.Kernels, Callers(group.Kernels, owners));
        return new KernelSharing([.. groups.Select(Text)], parts);
    }

    private static bool IsWorthSharing(List<Kernel> kernels) => kernels.Count >= FewestSingleRows || !kernels[0].UsesSampleForm;

    private static string Name(IReadOnlyList<Kernel> kernels, IReadOnlyDictionary<Kernel, int> owners, NameAllocator names)
        => Callers(kernels, owners).Count > 1 ? names.Reserve(CommonTitle(kernels)) : kernels[0].Name;

    private static IReadOnlyList<int> Callers(IReadOnlyList<Kernel> kernels, IReadOnlyDictionary<Kernel, int> owners)
        => [.. kernels.Select(kernel => owners[kernel]).Distinct()];

    /// <summary>After the first kernel where all belong to one layer, else the words that the titles of all begin with.</summary>
    private static string BeginOfPartName(IReadOnlyList<IReadOnlyList<Kernel>> callers, IReadOnlyDictionary<Kernel, int> owners)
    {
        if (Callers([.. callers.SelectMany(kernels => kernels)], owners).Count == 1) return callers[0][0].Name;
        string[] titles = [.. callers.Select(CommonTitle).Distinct(StringComparer.Ordinal)];
        IEnumerable<string> common = Words(titles[0]);
        foreach (string title in titles.Skip(1))
            common = [.. common.Zip(Words(title), (left, right) => (left, right)).TakeWhile(pair => pair.left == pair.right).Select(pair => pair.left)];
        return string.Concat(common);
    }

    private static IEnumerable<string> Words(string title) => s_word.Matches(title).Cast<Match>().Select(match => match.Value);

    /// <summary>The title of the largest: sizes may differ by what padding to whole panels makes equal.</summary>
    private static string CommonTitle(IReadOnlyList<Kernel> kernels)
        => kernels.Select(kernel => kernel.Title).OrderBy(title => title.Length).ThenBy(title => title, StringComparer.Ordinal).Last();
}
