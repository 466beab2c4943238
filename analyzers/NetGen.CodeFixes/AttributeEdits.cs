using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

using NetGen.Generator.Analysis;
using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>
/// Edits of attributes as changes of text. Nothing outside of what an edit is about is touched, so comments, line ends and a layout of
/// one line per layer stay as they are; a formatter would rearrange them.
/// </summary>
internal sealed class AttributeEdits(SourceText text, SyntaxNode root)
{
    private readonly SortedDictionary<TextSpan, string> _changes = [];
    private readonly HashSet<AttributeSyntax> _removed = [];

    /// <summary>What the last removal took away.</summary>
    private string _cut = string.Empty;

    /// <summary>In order, and without overlaps.</summary>
    public IEnumerable<TextChange> Changes
        => _changes
            .Select(change => new TextChange(change.Key, change.Value))
            .Concat(RemovedSpans().Select(span => new TextChange(span, string.Empty)))
            .OrderBy(change => change.Span);

    /// <summary>Adds an edit. What would change again what another has changed is left out.</summary>
    /// <param name="span">Where the attribute, or the expression, stands.</param>
    public void Add(AttributeEdit edit, TextSpan span)
    {
        if (edit.Kind == AttributeEditKind.ReplaceExpression) AddChange(span, edit.Text);
        if (root.FindNode(span).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute) return;
        if (edit.Kind == AttributeEditKind.Remove)
        {
            _removed.Add(attribute);
            _cut = Cut(attribute);
            return;
        }

        (TextSpan Span, string Text)? change = edit.Kind switch
        {
            AttributeEditKind.Replace => (attribute.Span, Replace(attribute, edit.Text)),
            AttributeEditKind.InsertBefore => InsertBefore(attribute, list, Qualified(attribute, edit.Text)),
            AttributeEditKind.InsertAfter => InsertAfter(attribute, list, Qualified(attribute, edit.Text)),
            AttributeEditKind.InsertBelow => InsertBelow(attribute, list, Qualified(attribute, edit.Text)),
            AttributeEditKind.InsertRemoved => InsertAfter(attribute, list, _cut),
            AttributeEditKind.RemoveArgument => RemoveArgument(attribute, edit.Text),
            _ => SetArgument(attribute, edit),
        };
        if (change is { } made) AddChange(made.Span, made.Text);
    }

    /// <summary>Removes whole lists of attributes side by side or below each other, with the comments between them.</summary>
    public void RemoveLists(TextSpan span) => AddChange(WithSpace(span), string.Empty);

    /// <summary>Puts whole attribute lists, as they are written elsewhere, behind an attribute.</summary>
    /// <param name="lists">Their texts, with their brackets; each begins a line where the class's attributes have lines.</param>
    /// <param name="attributes">The attributes in them, for a class whose attributes stand on one line.</param>
    public void InsertLists(TextSpan span, IEnumerable<string> lists, IEnumerable<string> attributes)
    {
        if (root.FindNode(span).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute) return;
        bool isLast = list.Attributes.IndexOf(attribute) == list.Attributes.Count - 1;
        if (!isLast) AddChange(new TextSpan(attribute.Span.End, 0), string.Concat(attributes.Select(written => ", " + written)));
        else if (OwnLine(list) is { } line) AddChange(line.Span, string.Concat(lists.Select(text => line.Separator + text)));
        else AddChange(new TextSpan(list.Span.End, 0), string.Concat(attributes.Select(written => $" [{written}]")));
    }

    /// <summary>The attribute with the comments in its list that are about it.</summary>
    private static string Cut(AttributeSyntax attribute)
        => attribute.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)) ? attribute.ToString() : attribute.ToFullString().Trim();

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
        string given = parts.Length == 1 ? string.Empty : parts[1].TrimEnd(')');
        List<string> arguments = given.Length == 0 ? [] : [given];
        foreach (AttributeArgumentSyntax argument in attribute.ArgumentList?.Arguments ?? [])
        {
            bool isKept = argument.NameEquals is { Name.Identifier.ValueText: { } name } && DeclarationEdits.Keeps(parts[0], name);
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

    /// <summary>Removed attributes with their commas; of lists that are left empty, all of them side by side, with the space or the line behind them.</summary>
    private IEnumerable<TextSpan> RemovedSpans()
    {
        TextSpan? lists = null;
        foreach (AttributeListSyntax list in _removed.Select(attribute => (AttributeListSyntax)attribute.Parent!).Distinct().OrderBy(list => list.SpanStart))
        {
            if (!list.Attributes.All(_removed.Contains))
            {
                foreach (TextSpan span in RemovedSpans(list.Attributes)) yield return span;
                continue;
            }

            bool isBeside = lists is { } before && text.Lines.GetLineFromPosition(before.End) == text.Lines.GetLineFromPosition(list.SpanStart) && IsBlank(before.End, list.SpanStart);
            if (lists is { } done && !isBeside) yield return WithSpace(done);
            lists = isBeside ? TextSpan.FromBounds(lists!.Value.Start, list.Span.End) : list.Span;
        }

        if (lists is { } last) yield return WithSpace(last);
    }

    private IEnumerable<TextSpan> RemovedSpans(SeparatedSyntaxList<AttributeSyntax> attributes)
    {
        for (int place = 0; place < attributes.Count; place++)
        {
            if (!_removed.Contains(attributes[place])) continue;
            int first = place;
            while (place + 1 < attributes.Count && _removed.Contains(attributes[place + 1])) place++;
            yield return first == 0
                ? TextSpan.FromBounds(attributes[0].SpanStart, attributes[place + 1].SpanStart)
                : TextSpan.FromBounds(attributes[first - 1].Span.End, attributes[place].Span.End);
        }
    }

    /// <summary>Whole lines where nothing else is on them; else the lists and the space on one side of them.</summary>
    private TextSpan WithSpace(TextSpan lists)
    {
        TextLine first = text.Lines.GetLineFromPosition(lists.Start);
        TextLine last = text.Lines.GetLineFromPosition(lists.End);
        bool beginsLine = IsBlank(first.Start, lists.Start);
        if (beginsLine && IsBlank(lists.End, last.End)) return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        return beginsLine ? TextSpan.FromBounds(lists.Start, BlankEnd(lists.End)) : TextSpan.FromBounds(BlankStart(lists.Start), lists.End);
    }

    /// <summary>A line of its own where the list begins one; else a place on the same line.</summary>
    private (TextSpan Span, string Text) InsertBefore(AttributeSyntax attribute, AttributeListSyntax list, string inserted)
    {
        if (list.Attributes.IndexOf(attribute) > 0) return (new TextSpan(attribute.SpanStart, 0), inserted + ", ");
        TextLine line = text.Lines.GetLineFromPosition(list.SpanStart);
        bool beginsLine = line.LineNumber > 0 && IsBlank(line.Start, list.SpanStart);
        string separator = beginsLine ? LineEnd(text.Lines[line.LineNumber - 1]) + text.ToString(TextSpan.FromBounds(line.Start, list.SpanStart)) : " ";
        return (new TextSpan(list.SpanStart, 0), $"[{inserted}]{separator}");
    }

    private static (TextSpan Span, string Text) InsertAfter(AttributeSyntax attribute, AttributeListSyntax list, string inserted)
        => list.Attributes.Count > 1
            ? (new TextSpan(attribute.Span.End, 0), ", " + inserted)
            : (new TextSpan(list.Span.End, 0), $" [{inserted}]");

    private (TextSpan Span, string Text) InsertBelow(AttributeSyntax attribute, AttributeListSyntax list, string inserted)
        => list.Attributes.Last() == attribute && OwnLine(list) is { } line ? (line.Span, $"{line.Separator}[{inserted}]") : InsertAfter(attribute, list, inserted);

    /// <summary>The end of a list's line, comments included, where no more of the declaration follows on it; and what begins a line below.</summary>
    private (TextSpan Span, string Separator)? OwnLine(AttributeListSyntax list)
    {
        TextLine line = text.Lines.GetLineFromPosition(list.Span.End);
        if (line.EndIncludingLineBreak == line.End || list.GetLastToken().GetNextToken().SpanStart < line.End) return null;
        TextLine first = text.Lines.GetLineFromPosition(list.SpanStart);
        int begin = first.Start;
        while (begin < first.End && text[begin] is ' ' or '\t') begin++;
        return (new TextSpan(line.End, 0), LineEnd(line) + text.ToString(TextSpan.FromBounds(first.Start, begin)));
    }

    private static string Qualified(AttributeSyntax attribute, string written)
    {
        string[] parts = written.Split(['('], 2);
        return Qualify(attribute, parts[0]) + (parts.Length == 1 ? string.Empty : "(" + parts[1]);
    }

    private static (TextSpan Span, string Text)? SetArgument(AttributeSyntax attribute, AttributeEdit edit)
    {
        string[] parts = edit.Text.Split([" = "], 2, StringSplitOptions.None);
        bool isProperty = parts.Length > 1;
        if (attribute.ArgumentList is not { } list) return isProperty || edit.Position == 0 ? (new TextSpan(attribute.Span.End, 0), $"({edit.Text})") : null;
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = list.Arguments;
        AttributeArgumentSyntax? given = isProperty
            ? arguments.FirstOrDefault(candidate => string.Equals(candidate.NameEquals?.Name.Identifier.ValueText, parts[0], StringComparison.Ordinal))
            : OfConstructor(arguments, edit);

        // One array for several arguments says more than one of them.
        if (given is { Expression: ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax }) return null;
        if (given is not null) return (given.Expression.Span, parts[parts.Length - 1]);
        if (arguments.Count == 0) return (new TextSpan(list.OpenParenToken.Span.End, 0), edit.Text);
        if (isProperty) return (new TextSpan(arguments.Last().Span.End, 0), ", " + edit.Text);
        return edit.Position == 0 && arguments[0].NameEquals is not null ? (new TextSpan(arguments[0].SpanStart, 0), edit.Text + ", ") : null;
    }

    /// <summary>The argument for a parameter of the constructor: by its name, or by its place.</summary>
    private static AttributeArgumentSyntax? OfConstructor(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, AttributeEdit edit)
    {
        AttributeArgumentSyntax? named = arguments.FirstOrDefault(
            candidate => candidate.NameColon is { } name && string.Equals(name.Name.Identifier.ValueText, edit.Parameter, StringComparison.Ordinal));
        return named ?? arguments.Where(candidate => candidate.NameEquals is null && candidate.NameColon is null).ElementAtOrDefault(edit.Position);
    }

    private static (TextSpan Span, string Text)? RemoveArgument(AttributeSyntax attribute, string property)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? default;
        int place = arguments.IndexOf(candidate => string.Equals(candidate.NameEquals?.Name.Identifier.ValueText, property, StringComparison.Ordinal));
        if (place < 0) return null;
        if (place > 0) return (TextSpan.FromBounds(arguments[place - 1].Span.End, arguments[place].Span.End), string.Empty);
        return (arguments.Count == 1 ? arguments[0].Span : TextSpan.FromBounds(arguments[0].SpanStart, arguments[1].SpanStart), string.Empty);
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

    /// <summary>The characters that end a line: a line feed, with or without a carriage return.</summary>
    private string LineEnd(TextLine line) => text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
}
