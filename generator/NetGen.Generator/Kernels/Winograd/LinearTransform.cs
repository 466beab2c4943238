using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A small constant matrix times a column of vectors, as straight-line text. Rows that differ only in the signs of some columns (those of
/// the points p and -p) share their sums: y = common + rest, y' = common - rest.
/// </summary>
internal sealed class LinearTransform
{
    private readonly double[,] _matrix;
    private readonly List<double> _constants = [];
    private readonly int[] _partners;

    public LinearTransform(double[,] matrix)
    {
        _matrix = matrix;
        Rows = matrix.GetLength(0);
        Columns = matrix.GetLength(1);
        _partners = [.. Enumerable.Range(0, Rows).Select(FindPartner)];
        foreach (double value in matrix)
        {
            if (value != 0 && Math.Abs(value) != 1 && !_constants.Contains(value)) _constants.Add(value);
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Vector operations of one application.</summary>
    public int Operations
    {
        get
        {
            int count = 0;
            for (int row = 0; row < Rows; row++)
            {
                if (_partners[row] > row) count += 2;
                if (_partners[row] < 0 || _partners[row] > row) count += Terms(row, _ => true).Count;
            }

            return count;
        }
    }

    /// <summary>Declares the factors, once before a loop.</summary>
    public void DeclareConstants(SourceWriter writer)
    {
        for (int i = 0; i < _constants.Count; i++) writer.Line($"TVector factor{i} = TVector.Broadcast({Literals.Single(_constants[i])});");
    }

    /// <summary>Computes <c>result0</c>.. from <c>value0</c>..; all names end in their index.</summary>
    public void Emit(SourceWriter writer, string value, string result)
    {
        for (int row = 0; row < Rows; row++)
        {
            int partner = _partners[row];
            if (partner < 0)
            {
                writer.Line($"TVector {result}{row} = {Sum(Terms(row, _ => true), value)};");
            }
            else if (partner > row)
            {
                writer.Line($"TVector common{row} = {Sum(Terms(row, column => _matrix[row, column] == _matrix[partner, column]), value)};");
                writer.Line($"TVector rest{row} = {Sum(Terms(row, column => _matrix[row, column] != _matrix[partner, column]), value)};");
                writer.Line($"TVector {result}{row} = common{row} + rest{row}, {result}{partner} = common{row} - rest{row};");
            }
        }
    }

    /// <summary>Another row that is this one with the signs of some but not all columns turned, or -1.</summary>
    private int FindPartner(int row)
    {
        for (int other = 0; other < Rows; other++)
        {
            int same = 0;
            int turned = 0;
            int differing = 0;
            for (int column = 0; column < Columns; column++)
            {
                double value = _matrix[row, column];
                if (value == 0 && _matrix[other, column] == 0) continue;
                if (value == _matrix[other, column]) same++;
                else if (value == -_matrix[other, column]) turned++;
                else differing++;
            }

            if (other != row && differing == 0 && same > 0 && turned > 0) return other;
        }

        return -1;
    }

    private List<(int Column, double Factor)> Terms(int row, Func<int, bool> includes)
    {
        List<(int, double)> terms = [];
        for (int column = 0; column < Columns; column++)
        {
            if (_matrix[row, column] != 0 && includes(column)) terms.Add((column, _matrix[row, column]));
        }

        // One with the factor 1 first: it starts the sum for nothing.
        int start = terms.FindIndex(term => term.Item2 == 1);
        if (start > 0) (terms[0], terms[start]) = (terms[start], terms[0]);
        return terms;
    }

    private string Sum(List<(int Column, double Factor)> terms, string value)
    {
        string text = "";
        foreach ((int column, double factor) in terms)
        {
            string operand = value + Literals.Integer(column);
            if (text.Length == 0) text = factor == 1 ? operand : factor == -1 ? $"TVector.Zero - {operand}" : $"factor{_constants.IndexOf(factor)} * {operand}";
            else if (factor == 1) text = $"{Grouped(text)} + {operand}";
            else if (factor == -1) text = $"{Grouped(text)} - {operand}";
            else text = $"TVector.MultiplyAdd(factor{_constants.IndexOf(factor)}, {operand}, {text})";
        }

        return text;
    }

    private static string Grouped(string text) => text.IndexOf(' ') < 0 || text.EndsWith(")", StringComparison.Ordinal) ? text : $"({text})";
}
