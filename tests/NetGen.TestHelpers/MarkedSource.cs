using System.Text;

using Microsoft.CodeAnalysis.Text;

namespace NetGen.TestHelpers;

/// <summary>A source in which expected diagnostics are marked: <c>{|NG0006:Dense(0)|}</c>. Marks may lie inside each other.</summary>
public sealed record MarkedSource(string Text, IReadOnlyList<(string Id, TextSpan Span)> Marks)
{
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var marks = new List<(string, TextSpan)>();
        var open = new Stack<(string Id, int Start)>();
        for (int i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("{|"))
            {
                int colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (marked.AsSpan(i).StartsWith("|}"))
            {
                (string id, int start) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        if (open.Count > 0) throw new ArgumentException("A mark is not closed.", nameof(marked));
        return new MarkedSource(text.ToString(), marks);
    }
}
