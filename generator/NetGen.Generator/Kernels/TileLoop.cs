using System.Globalization;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A tile's loop over what its sums run over. Several turns of it are written out in a pass where the tile is of the size that fills 16 registers:
/// it has so few multiply-adds in a turn that moving on and counting take part of the processor's width. The order of each sum is that of the turns.
/// </summary>
internal static class TileLoop
{
    // Six rows of two vectors. Measured on a processor with AVX2: such tiles keep their speed then where a neighbour shares the core. Of larger ones a
    // turn is long enough, and smaller ones compute the few rows that are left.
    private const int ProductsOfTile = 12;
    private const int TurnsOfPass = 4;

    /// <summary>Shorter sums take a loop turn by turn: what they would gain is less than their text costs.</summary>
    private const int ShortestSum = 128;

    /// <summary>How many turns are written out.</summary>
    /// <param name="products">Multiply-adds of a turn.</param>
    /// <param name="length">Turns of a sum; null where only a call says it.</param>
    public static int Turns(int products, int? length)
        => products == ProductsOfTile && length is null or >= ShortestSum ? TurnsOfPass : 1;

    /// <summary>Prints the loop, and a second one for what does not fill a pass.</summary>
    /// <param name="index">The loop's variable.</param>
    /// <param name="count">How many turns there are, as text.</param>
    /// <param name="turns">How many turns are written out in a pass.</param>
    /// <param name="turn">Prints a turn of a pass, by its number in the pass.</param>
    /// <param name="moveOn">Prints how references move on by so many turns.</param>
    public static void Emit(SourceWriter writer, string index, string count, int turns, Action<int> turn, Action<int> moveOn)
    {
        int? known = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int constant) ? constant : null;
        if (turns == 1 || known < turns)
        {
            EmitPass($"for (int {index} = 0; {index} < {count}; {index}++)", 1);
            return;
        }

        string end = known is { } all ? Literals.Integer(all - turns) : $"{count} - {turns}";
        string pass = $"{index} <= {end}; {index} += {turns})";
        if (known % turns == 0)
        {
            EmitPass($"for (int {index} = 0; {pass}", turns);
            return;
        }

        writer.Line($"int {index} = 0;");
        EmitPass($"for (; {pass}", turns);
        EmitPass($"for (; {index} < {count}; {index}++)", 1);

        void EmitPass(string head, int turnsOfPass)
        {
            using SourceWriter.BlockScope loop = writer.Block(head);
            for (int i = 0; i < turnsOfPass; i++) turn(i);
            moveOn(turnsOfPass);
        }
    }
}
