namespace NetGen.Generator.Model;

/// <summary>
/// Something to tell the author of a network. It carries no location: the analyzer maps the index of the attribute to its syntax, so
/// that an edit of white space invalidates nothing.
/// </summary>
/// <param name="Rule">NG0006, NG3001 ...</param>
/// <param name="AttributeIndex">Index of the attribute (<see cref="AttributeDeclaration.Index"/>), or -1 for the class itself.</param>
/// <param name="Arguments">What the rule's message is filled with.</param>
internal sealed record Finding(string Rule, int AttributeIndex, EquatableArray<string> Arguments)
{
    /// <summary>Whether the case at hand is worth saying and no more: it is shown as information, whatever the rule's severity.</summary>
    public bool IsMild { get; init; }

    /// <summary>The change of the declaration after which there is nothing to report, or null where none is certain.</summary>
    public AttributeFix? Fix { get; init; }

    /// <summary>
    /// For what is predicted, and so may come from a fault that another finding is about: what it comes to, as a clause, 'the loss begins at about 8.5
    /// instead of 2.3'. Null for a fault of its own.
    /// </summary>
    public string? Effect { get; init; }

    /// <summary>Whether another finding has it among its consequences, so that it need not be said again.</summary>
    public bool IsConsequence { get; init; }

    /// <summary>What goes when this is mended.</summary>
    public EquatableArray<Consequence> Consequences { get; init; } = EquatableArray<Consequence>.Empty;

    /// <summary>The consequences as a sentence without its full stop; empty where there are none.</summary>
    public string DescribeConsequences()
    {
        IEnumerable<string> clauses = Consequences.GroupBy(consequence => consequence.Rule).Select(group => group.Count() == 1
            ? $"{group.First().Effect} ({group.Key})"
            : $"{group.First().Effect} ({group.Key}, also at {Text.Count(group.Count() - 1, "other layer")})");
        string[] all = [.. clauses];
        return all.Length == 0 ? string.Empty : $"From it follows that {string.Join(", and that ", all)}";
    }
}

/// <summary>What follows from a finding.</summary>
/// <param name="Rule">The rule that would report it by itself.</param>
/// <param name="AttributeIndex">Where.</param>
/// <param name="Effect">A clause.</param>
internal sealed record Consequence(string Rule, int AttributeIndex, string Effect);

/// <summary>A change of a class's attributes.</summary>
/// <param name="Title">What an editor offers: 'Write [He]'.</param>
/// <param name="Edits">All of them belong together.</param>
internal sealed record AttributeFix(string Title, EquatableArray<AttributeEdit> Edits)
{
    /// <summary>A fix of one edit, named after what it does.</summary>
    public static AttributeFix Of(AttributeEdit edit, string title) => new(title, EquatableArray.Of(edit));

    /// <summary>What an editor offers for edits of one attribute: 'Write [ReLU]', 'Write UseBias = false', 'Remove Padding'.</summary>
    public static string Describe(IReadOnlyList<AttributeEdit> edits) => string.Join(", ", edits.Select((edit, index) => edit.Kind switch
    {
        _ when edit.Title.Length > 0 => edit.Title,
        AttributeEditKind.RemoveArgument => (index == 0 ? "Remove " : "remove ") + edit.Text,
        AttributeEditKind.SetArgument => (index == 0 ? "Write " : string.Empty) + (edit.Parameter.Length == 0 ? edit.Text : $"{edit.Parameter}: {edit.Text}"),
        _ => (index == 0 ? "Write [" : "[") + edit.Text + "]",
    }));
}

internal enum AttributeEditKind
{
    /// <summary>The attribute becomes <see cref="AttributeEdit.Text"/>.</summary>
    Replace,

    /// <summary>The attribute goes.</summary>
    Remove,

    /// <summary><see cref="AttributeEdit.Text"/> becomes an attribute above it.</summary>
    InsertBefore,

    /// <summary><see cref="AttributeEdit.Text"/> becomes an attribute below it.</summary>
    InsertAfter,

    /// <summary>The same, on a line of its own where the class's attributes have lines.</summary>
    InsertBelow,

    /// <summary>What the edit before this one has removed comes below the attribute, as it was written.</summary>
    InsertRemoved,

    /// <summary>
    /// Its argument becomes <see cref="AttributeEdit.Text"/>, such as 'UseBias = false'; where there is no name, that of the constructor's
    /// <see cref="AttributeEdit.Parameter"/>.
    /// </summary>
    SetArgument,

    /// <summary>Its property <see cref="AttributeEdit.Text"/> is not set any more.</summary>
    RemoveArgument,

    /// <summary>An expression, which is no attribute, becomes <see cref="AttributeEdit.Text"/>.</summary>
    ReplaceExpression,
}

/// <summary>A change of one attribute.</summary>
/// <param name="AttributeIndex">Index of the attribute.</param>
/// <param name="Text">What is written, without brackets; empty for a removal.</param>
internal sealed record AttributeEdit(AttributeEditKind Kind, int AttributeIndex, string Text)
{
    /// <summary>The parameter of the attribute's constructor that an argument is for; empty for the first one, and for properties.</summary>
    public string Parameter { get; init; } = string.Empty;

    /// <summary>What an editor offers for this edit; empty where that follows from the other values.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>The place of <see cref="Parameter"/> among the constructor's parameters.</summary>
    public int Position { get; init; }
}
