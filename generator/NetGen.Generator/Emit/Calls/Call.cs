namespace NetGen.Generator.Emit;

/// <summary>A call in a pass.</summary>
internal sealed class Call(string method, IReadOnlyList<Argument> arguments, string comment = "")
{
    public IReadOnlyList<Argument> Arguments { get; } = arguments;

    /// <summary>What stands above it, or nothing.</summary>
    public string Comment { get; } = comment;

    /// <summary>What it has in common with calls that differ from it in numbers alone.</summary>
    public string Form { get; } = $"{method}({string.Join(", ", arguments.Select(argument => argument.Form))})";

    /// <summary>The statement, with memory by name.</summary>
    public string Text(PassBody body) => Statement(Arguments.Select(argument => argument.Text(body)));

    /// <summary>The statement with other texts for its arguments.</summary>
    public string Statement(IEnumerable<string> texts) => $"{method}({string.Join(", ", texts)});";
}
