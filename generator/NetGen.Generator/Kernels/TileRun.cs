using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Tiles one behind the other, each a call: a loop where three or more are alike.</summary>
internal static class TileRun
{
    private const int FewestOfLoop = 3;

    /// <summary>Prints the calls.</summary>
    /// <param name="heights">The tiles' heights, in order; equal ones stand together.</param>
    /// <param name="index">The loops' variable: the tile's first row.</param>
    /// <param name="call">The call of a tile of a height, whose first row is given as text.</param>
    public static void Emit(SourceWriter writer, IReadOnlyList<int> heights, string index, Func<int, string, string> call)
    {
        int first = 0;
        foreach (IGrouping<int, int> equal in heights.GroupBy(height => height))
        {
            (int height, int count) = (equal.Key, equal.Count());
            int end = first + (height * count);
            if (count >= FewestOfLoop)
            {
                using SourceWriter.BlockScope loop = writer.Block($"for (int {index} = {first}; {index} < {end}; {index} += {height})");
                writer.Line(call(height, index));
            }
            else
            {
                for (int row = first; row < end; row += height) writer.Line(call(height, Literals.Integer(row)));
            }

            first = end;
        }
    }
}
