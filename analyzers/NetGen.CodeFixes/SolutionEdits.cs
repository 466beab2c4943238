using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>Edits of attributes in any documents of a solution.</summary>
internal sealed class SolutionEdits(Solution solution)
{
    private readonly Dictionary<DocumentId, (SourceText Text, AttributeEdits Edits)> _documents = [];

    /// <summary>The solution with all edits made.</summary>
    public Solution Changed => _documents.Aggregate(
        solution, (changed, document) => changed.WithDocumentText(document.Key, document.Value.Text.WithChanges(document.Value.Edits.Changes)));

    /// <summary>Adds a fix whose edits' attribute indices are those of the places.</summary>
    public async Task AddAsync(AttributeFix fix, IReadOnlyList<Location> places, CancellationToken cancellationToken)
    {
        foreach (AttributeEdit edit in fix.Edits)
        {
            Location place = places[edit.AttributeIndex];
            if (place.SourceTree is { } tree && await FindAsync(tree, cancellationToken).ConfigureAwait(false) is { } edits) edits.Add(edit, place.SourceSpan);
        }
    }

    /// <summary>The edits of a document; null for a tree that belongs to none, such as a generated one.</summary>
    public async Task<AttributeEdits?> FindAsync(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (solution.GetDocument(tree) is not { } document) return null;
        if (_documents.TryGetValue(document.Id, out (SourceText Text, AttributeEdits Edits) known)) return known.Edits;
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var edits = new AttributeEdits(text, await tree.GetRootAsync(cancellationToken).ConfigureAwait(false));
        _documents.Add(document.Id, (text, edits));
        return edits;
    }
}
