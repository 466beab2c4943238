using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>
/// The body of a method of a pass. It is printed before its declarations, which are those of what it uses and no others: memory first,
/// then each tensor by its name, once.
/// </summary>
/// <param name="reserved">Names of the method's parameters and variables.</param>
/// <param name="memory">Statements that declare the memory in which tensors lie, each with its variable; none where all of it is handed over.</param>
internal sealed class PassBody(IEnumerable<string> reserved, IReadOnlyList<(string Variable, string Statement)> memory)
{
    private readonly Dictionary<NamedMemory, string> _variables = [];
    private readonly List<string> _declarations = [];

    /// <summary>Where the body goes.</summary>
    public SourceWriter Writer { get; } = new(breaksLines: false);

    /// <summary>Names that are taken in the method.</summary>
    public NameAllocator Names { get; } = new(reserved);

    /// <summary>A body in which nothing has a name yet and all memory is handed over.</summary>
    public static PassBody Plain(params string[] reserved) => new(reserved, []);

    /// <summary>The variable for memory.</summary>
    public string NameOf(NamedMemory named)
    {
        if (_variables.TryGetValue(named, out string? known)) return known;
        string wanted = NameAllocator.Camel(named.Name);
        string variable = Names.Reserve(SyntaxFacts.GetKeywordKind(wanted) == SyntaxKind.None ? wanted : "@" + wanted);
        _variables.Add(named, variable);
        _declarations.Add($"ref {named.Element} {variable} = {named.Reference};");
        return variable;
    }

    /// <summary>Prints the declarations and the body.</summary>
    public void PrintTo(SourceWriter writer)
    {
        string body = Writer.ToString().TrimStart('\n');
        foreach ((string variable, string statement) in memory)
        {
            if (Mentions(body, variable) || _declarations.Exists(declaration => Mentions(declaration, variable))) writer.Line(statement);
        }

        if (_variables.Keys.Select(named => named.Reference).Distinct(StringComparer.Ordinal).Count() < _variables.Count)
            writer.Line("// Tensors that are not needed at the same time may share memory.");
        foreach (string declaration in _declarations) writer.Line(declaration);
        if (_declarations.Count > 0) writer.Line();
        writer.Lines(body);
    }

    /// <summary>Whether a word stands in a text.</summary>
    private static bool Mentions(string text, string word)
    {
        for (int place = text.IndexOf(word, StringComparison.Ordinal); place >= 0; place = text.IndexOf(word, place + 1, StringComparison.Ordinal))
        {
            int end = place + word.Length;
            if ((place == 0 || !IsPartOfName(text[place - 1])) && (end == text.Length || !IsPartOfName(text[end]))) return true;
        }

        return false;
    }

    private static bool IsPartOfName(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';
}
