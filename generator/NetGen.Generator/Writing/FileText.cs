using System.Text;

using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Writing;

/// <summary>
/// The text of a file, equal to another of the same characters. It stays in the pieces in which it was written: those that were printed for an
/// earlier text are not copied, and no string of the whole has to be made, which would be among the few objects that are large.
/// </summary>
/// <param name="pieces">One behind the other; none is empty.</param>
internal sealed class FileText(IReadOnlyList<string> pieces) : IEquatable<FileText>
{
    /// <summary>Characters.</summary>
    public int Length { get; } = pieces.Sum(piece => piece.Length);

    /// <summary>Ends of lines.</summary>
    public int Lines => pieces.Sum(CountLines);

    /// <summary>As the compiler takes it.</summary>
    public SourceText ToSourceText() => new Source(pieces, Length);

    public bool Equals(FileText? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || Length != other.Length) return false;
        (int piece, int place) = (0, 0);
        foreach (string own in pieces)
        {
            for (ReadOnlySpan<char> rest = own.AsSpan(); rest.Length > 0;)
            {
                ReadOnlySpan<char> there = other.Pieces[piece].AsSpan(place);
                int common = Math.Min(rest.Length, there.Length);
                if (!rest.Slice(0, common).SequenceEqual(there.Slice(0, common))) return false;
                rest = rest.Slice(common);
                (piece, place) = common == there.Length ? (piece + 1, 0) : (piece, place + common);
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as FileText);

    public override int GetHashCode() => Length;

    public override string ToString() => string.Concat(pieces);

    private IReadOnlyList<string> Pieces => pieces;

    private static int CountLines(string text)
    {
        int lines = 0;
        for (int end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', end + 1)) lines++;
        return lines;
    }

    /// <summary>The compiler's view of the pieces.</summary>
    private sealed class Source(IReadOnlyList<string> pieces, int length) : SourceText
    {
        private readonly int[] _ends = [.. Ends(pieces)];

        public override Encoding Encoding => Encoding.UTF8;

        public override int Length => length;

        public override char this[int position]
        {
            get
            {
                int piece = PieceAt(position);
                return pieces[piece][position - Start(piece)];
            }
        }

        public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
        {
            for (int piece = count == 0 ? pieces.Count : PieceAt(sourceIndex); count > 0; piece++)
            {
                int place = sourceIndex - Start(piece);
                int copied = Math.Min(count, pieces[piece].Length - place);
                pieces[piece].CopyTo(place, destination, destinationIndex, copied);
                sourceIndex += copied;
                destinationIndex += copied;
                count -= copied;
            }
        }

        private static IEnumerable<int> Ends(IReadOnlyList<string> pieces)
        {
            int end = 0;
            foreach (string piece in pieces) yield return end += piece.Length;
        }

        private int Start(int piece) => piece == 0 ? 0 : _ends[piece - 1];

        private int PieceAt(int position) => Array.BinarySearch(_ends, position + 1) is int place && place >= 0 ? place : ~place;
    }
}
