using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>
/// Edits of attributes as changes of text. Nothing outside of what an edit is about is touched, so comments, line ends and a layout of
/// one line per layer stay as they are; a formatter would rearrange them.
/// </summary>
internal sealed class AttributeEdits(SourceText text, SyntaxNode root)
{
    private readonly SortedDictionary<TextSpan, string> _changes = [];

    /// <summary>In order, and without overlaps.</summary>
    public IEnumerable<TextChange> Changes => _changes.Select(change => new TextChange(change.Key, change.Value));

    /// <summary>Adds an edit. What would change again what another has changed is left out.</summary>
    /// <param name="span">Where the attribute stands.</param>
    public void Add(AttributeEdit edit, TextSpan span)
    {
        if (edit.Kind == AttributeEditKind.ReplaceExpression) AddChange(span, edit.Text);
        if (root.FindNode(span).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute) return;
        (TextSpan Span, string Text)? change = edit.Kind switch
        {
            AttributeEditKind.Replace => (attribute.Span, Replace(attribute, edit.Text)),
            AttributeEditKind.Remove => (RemovedSpan(attribute, list), string.Empty),
            AttributeEditKind.InsertBefore => InsertBefore(attribute, list, edit.Text),
            AttributeEditKind.InsertAfter => InsertAfter(attribute, list, edit.Text),
            _ => SetArgument(attribute, edit.Text),
        };
        if (change is { } made) AddChange(made.Span, made.Text);
    }

    private void AddChange(TextSpan span, string written)
    {
        // Of insertions at one place each is wanted, in their order; of the same text once.
        if (_changes.TryGetValue(span, out string? present))
        {
            if (span.IsEmpty && !present.Contains(written)) _changes[span] = present + written;
            return;
        }

        if (!_changes.Keys.Any(other => other.OverlapsWith(span))) _changes.Add(span, written);
    }

    /// <summary>Another initialiser keeps what was said about the distribution and the target, and the way in which the namespace is written.</summary>
    private static string Replace(AttributeSyntax attribute, string replacement)
    {
        string[] parts = replacement.Split(['('], 2);
        List<string> arguments = parts.Length == 1 ? [] : [parts[1].TrimEnd(')')];
        foreach (AttributeArgumentSyntax argument in attribute.ArgumentList?.Arguments ?? [])
        {
            bool isKept = argument.NameEquals?.Name.Identifier.ValueText switch
            {
                "Distribution" => parts[0] is "He" or "Xavier" or "LeCun",
                "Target" or "Name" or "Input" => true,
                _ => false,
            };
            if (isKept) arguments.Add(argument.ToString());
        }

        return Qualify(attribute, parts[0]) + (arguments.Count == 0 ? string.Empty : $"({string.Join(", ", arguments)})");
    }

    private static string Qualify(AttributeSyntax attribute, string name) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => $"{qualified.Left}.{name}",
        AliasQualifiedNameSyntax alias => $"{alias.Alias}::{name}",
        _ => name,
    };

    /// <summary>The attribute with its comma; its whole list with the space or the line behind it where it is alone.</summary>
    private TextSpan RemovedSpan(AttributeSyntax attribute, AttributeListSyntax list)
    {
        int place = list.Attributes.IndexOf(attribute);
        if (list.Attributes.Count > 1)
        {
            return place == 0
                ? TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart)
                : TextSpan.FromBounds(list.Attributes[place - 1].Span.End, attribute.Span.End);
        }

        TextLine line = text.Lines.GetLineFromPosition(list.SpanStart);
        bool isFirstOnLine = IsBlank(line.Start, list.SpanStart);
        bool isLastOnLine = list.Span.End <= line.End && IsBlank(list.Span.End, line.End);
        if (isFirstOnLine && isLastOnLine) return TextSpan.FromBounds(line.Start, line.EndIncludingLineBreak);
        if (!isFirstOnLine) return TextSpan.FromBounds(BlankStart(list.SpanStart), list.Span.End);
        return TextSpan.FromBounds(list.SpanStart, BlankEnd(list.Span.End));
    }

    /// <summary>A line of its own where the list begins one; else a place on the same line.</summary>
    private (TextSpan Span, string Text) InsertBefore(AttributeSyntax attribute, AttributeListSyntax list, string inserted)
    {
        if (list.Attributes.IndexOf(attribute) > 0) return (new TextSpan(attribute.SpanStart, 0), Qualified(attribute, inserted) + ", ");
        TextLine line = text.Lines.GetLineFromPosition(list.SpanStart);
        bool beginsLine = line.LineNumber > 0 && IsBlank(line.Start, list.SpanStart);
        string separator = beginsLine ? LineEnd(line) + text.ToString(TextSpan.FromBounds(line.Start, list.SpanStart)) : " ";
        return (new TextSpan(list.SpanStart, 0), $"[{Qualified(attribute, inserted)}]{separator}");
    }

    private static (TextSpan Span, string Text) InsertAfter(AttributeSyntax attribute, AttributeListSyntax list, string inserted)
        => list.Attributes.Count > 1
            ? (new TextSpan(attribute.Span.End, 0), ", " + Qualified(attribute, inserted))
            : (new TextSpan(list.Span.End, 0), $" [{Qualified(attribute, inserted)}]");

    private static string Qualified(AttributeSyntax attribute, string written)
    {
        string[] parts = written.Split(['('], 2);
        return Qualify(attribute, parts[0]) + (parts.Length == 1 ? string.Empty : "(" + parts[1]);
    }

    /// <param name="argument">'Rate = 0.5' for a property, '0.5' for the first argument of the constructor.</param>
    private static (TextSpan Span, string Text)? SetArgument(AttributeSyntax attribute, string argument)
    {
        string[] parts = argument.Split([" = "], 2, StringSplitOptions.None);
        string value = parts[parts.Length - 1];
        if (attribute.ArgumentList is not { } arguments) return parts.Length == 1 ? null : (new TextSpan(attribute.Span.End, 0), $"({argument})");
        AttributeArgumentSyntax? given = parts.Length == 1
            ? arguments.Arguments.FirstOrDefault(candidate => candidate.NameEquals is null)
            : arguments.Arguments.FirstOrDefault(candidate => string.Equals(candidate.NameEquals?.Name.Identifier.ValueText, parts[0], StringComparison.Ordinal));
        if (given is not null) return (given.Expression.Span, value);
        if (parts.Length == 1) return null;
        return arguments.Arguments.Count == 0
            ? (new TextSpan(arguments.OpenParenToken.Span.End, 0), argument)
            : (new TextSpan(arguments.Arguments.Last().Span.End, 0), ", " + argument);
    }

    private bool IsBlank(int start, int end) => text.ToString(TextSpan.FromBounds(start, end)).All(char.IsWhiteSpace);

    private int BlankStart(int position)
    {
        while (position > 0 && text[position - 1] is ' ' or '\t') position--;
        return position;
    }

    private int BlankEnd(int position)
    {
        while (position < text.Length && text[position] is ' ' or '\t') position++;
        return position;
    }

    /// <summary>The kind of line end that the line above has.</summary>
    private string LineEnd(TextLine line)
    {
        TextLine above = text.Lines[line.LineNumber - 1];
        return text.ToString(TextSpan.FromBounds(above.End, above.EndIncludingLineBreak));
    }
}
