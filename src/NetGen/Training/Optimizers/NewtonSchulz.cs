using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// The matrix nearest to orthogonal, roughly: of G = U S V' about U V', by the iteration X = a X + (b A + c A^2) X with A = X X' from X = G / |G| on, whose
/// singular values are all near 1 after five rounds (Jordan, 2024; the coefficients are his and PyTorch's). In single precision, where PyTorch has bfloat16.
/// </summary>
/// <param name="rows">Rows of the matrix.</param>
/// <param name="columns">Its columns.</param>
internal readonly struct NewtonSchulz(int rows, int columns)
{
    private const float A = 3.4445f;
    private const float B = -4.775f;
    private const float C = 2.0315f;

    /// <summary>Floats of two of the widest vectors: rows are padded to whole ones, with zeros.</summary>
    private const int Block = 32;

    private readonly bool _isTall = rows > columns;

    private int Short => Math.Min(rows, columns);

    private int Long => Math.Max(rows, columns);

    private int ShortPitch => Padded(Short);

    private int LongPitch => Padded(Long);

    /// <summary>Floats that the iteration needs.</summary>
    public int ScratchSize => checked((2 * Short * LongPitch) + (Long * ShortPitch) + (2 * Short * ShortPitch));

    /// <summary>Multiply-adds of so many rounds.</summary>
    public long WorkOf(int rounds) => rounds * ((2L * Short * Short * Long) + ((long)Short * Short * Short));

    /// <summary>Replaces a matrix, row-major, by the one that is nearly orthogonal.</summary>
    /// <param name="matrix">Rows x columns values.</param>
    /// <param name="rounds">Rounds of the iteration.</param>
    /// <param name="epsilon">The least norm that is divided by.</param>
    /// <param name="scratch">Memory of <see cref="ScratchSize"/>.</param>
    public void Run(Span<float> matrix, int rounds, double epsilon, Span<float> scratch)
    {
        scratch = scratch[..ScratchSize];
        scratch.Clear();
        Span<float> x = Take(ref scratch, Short * LongPitch);
        Span<float> next = Take(ref scratch, Short * LongPitch);
        Span<float> transposed = Take(ref scratch, Long * ShortPitch);
        Span<float> gram = Take(ref scratch, Short * ShortPitch);
        Span<float> polynomial = Take(ref scratch, Short * ShortPitch);
        Read(matrix, x, (float)(1 / Math.Max(Math.Sqrt(TensorMath.SumOfSquares(matrix)), epsilon)));
        for (int round = 0; round < rounds; round++)
        {
            Transpose(x, transposed);
            MatrixProduct.Run(Short, Long, ShortPitch, x, LongPitch, transposed, gram, factor: 1, default, addendFactor: 0);
            MatrixProduct.Run(Short, Short, ShortPitch, gram, ShortPitch, gram, polynomial, C, gram, B);
            MatrixProduct.Run(Short, Short, LongPitch, polynomial, ShortPitch, x, next, factor: 1, x, A);
            Span<float> last = x;
            x = next;
            next = last;
        }

        Write(x, matrix);
    }

    private static int Padded(int size) => (size + Block - 1) / Block * Block;

    private static Span<float> Take(ref Span<float> scratch, int size)
    {
        Span<float> taken = scratch[..size];
        scratch = scratch[size..];
        return taken;
    }

    private void Read(ReadOnlySpan<float> matrix, Span<float> x, float factor)
    {
        for (int i = 0; i < matrix.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            x[_isTall ? (column * LongPitch) + row : (row * LongPitch) + column] = matrix[i] * factor;
        }
    }

    private void Write(ReadOnlySpan<float> x, Span<float> matrix)
    {
        for (int i = 0; i < matrix.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            matrix[i] = x[_isTall ? (column * LongPitch) + row : (row * LongPitch) + column];
        }
    }

    private void Transpose(ReadOnlySpan<float> x, Span<float> transposed)
    {
        for (int row = 0; row < Short; row++)
        {
            ReadOnlySpan<float> values = x.Slice(row * LongPitch, Long);
            for (int column = 0; column < values.Length; column++) transposed[(column * ShortPitch) + row] = values[column];
        }
    }
}

/// <summary>Products of small matrices whose rows are padded to whole blocks of 32 floats.</summary>
internal static class MatrixProduct
{
    private const int TileRows = 4;

    /// <summary>result = factor * left * right + addendFactor * addend, each element a sum in one order.</summary>
    /// <param name="rows">Rows of left and of the result.</param>
    /// <param name="depth">Columns of left, rows of right.</param>
    /// <param name="pitch">Floats of a row of right, of the addend and of the result.</param>
    /// <param name="left">The left matrix.</param>
    /// <param name="leftPitch">Floats of a row of it.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="result">Where the product goes.</param>
    /// <param name="factor">Of the product.</param>
    /// <param name="addend">What is added; none where its factor is 0.</param>
    /// <param name="addendFactor">Of the addend.</param>
    public static void Run(
        int rows, int depth, int pitch, ReadOnlySpan<float> left, int leftPitch, ReadOnlySpan<float> right, Span<float> result, float factor, ReadOnlySpan<float> addend, float addendFactor)
    {
        for (int row = 0; row < rows; row += TileRows)
        {
            // The last rows are computed with rows above them, again: four at a time cost as much as one.
            int first = Math.Max(0, Math.Min(row, rows - TileRows));
            int count = Math.Min(TileRows, rows);
            Rows tile = new(count, depth, pitch, leftPitch, factor, addendFactor);
            ReadOnlySpan<float> from = left[(first * leftPitch)..];
            ReadOnlySpan<float> plus = addendFactor == 0 ? result[(first * pitch)..] : addend[(first * pitch)..];
            switch (SimdWidth.For(pitch))
            {
                case 512: tile.Run<Simd512>(from, right, result[(first * pitch)..], plus); break;
                case 256: tile.Run<Simd256>(from, right, result[(first * pitch)..], plus); break;
                case 128: tile.Run<Simd128>(from, right, result[(first * pitch)..], plus); break;
                default: tile.Run<SimdScalar>(from, right, result[(first * pitch)..], plus); break;
            }
        }
    }

    /// <summary>Up to four rows of a product.</summary>
    private readonly record struct Rows(int Count, int Depth, int Pitch, int LeftPitch, float Factor, float AddendFactor)
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result, ReadOnlySpan<float> addend)
            where TVector : struct, IVector<TVector>
        {
            // Where there are fewer than four rows, the last stands in for the others.
            int row1 = Math.Min(1, Count - 1);
            int row2 = Math.Min(2, Count - 1);
            int row3 = Math.Min(3, Count - 1);
            ref float values = ref Unsafe.AsRef(in left[0]);
            ref float factors = ref Unsafe.AsRef(in right[0]);
            for (int column = 0; column < Pitch; column += 2 * TVector.Count)
            {
                TVector sum00 = TVector.Zero, sum01 = TVector.Zero, sum10 = TVector.Zero, sum11 = TVector.Zero;
                TVector sum20 = TVector.Zero, sum21 = TVector.Zero, sum30 = TVector.Zero, sum31 = TVector.Zero;
                ref float at = ref Unsafe.Add(ref factors, column);
                for (int k = 0; k < Depth; k++)
                {
                    TVector right0 = TVector.Load(ref at);
                    TVector right1 = TVector.Load(ref Unsafe.Add(ref at, TVector.Count));
                    TVector left0 = TVector.Broadcast(Unsafe.Add(ref values, k));
                    TVector left1 = TVector.Broadcast(Unsafe.Add(ref values, (row1 * LeftPitch) + k));
                    TVector left2 = TVector.Broadcast(Unsafe.Add(ref values, (row2 * LeftPitch) + k));
                    TVector left3 = TVector.Broadcast(Unsafe.Add(ref values, (row3 * LeftPitch) + k));
                    TVector.AddProduct(ref sum00, left0, right0);
                    TVector.AddProduct(ref sum01, left0, right1);
                    TVector.AddProduct(ref sum10, left1, right0);
                    TVector.AddProduct(ref sum11, left1, right1);
                    TVector.AddProduct(ref sum20, left2, right0);
                    TVector.AddProduct(ref sum21, left2, right1);
                    TVector.AddProduct(ref sum30, left3, right0);
                    TVector.AddProduct(ref sum31, left3, right1);
                    at = ref Unsafe.Add(ref at, Pitch);
                }

                Store(sum00, sum01, 0, column, result, addend);
                Store(sum10, sum11, row1, column, result, addend);
                Store(sum20, sum21, row2, column, result, addend);
                Store(sum30, sum31, row3, column, result, addend);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store<TVector>(TVector sum0, TVector sum1, int row, int column, Span<float> result, ReadOnlySpan<float> addend)
            where TVector : struct, IVector<TVector>
        {
            int at = (row * Pitch) + column;
            sum0 *= TVector.Broadcast(Factor);
            sum1 *= TVector.Broadcast(Factor);
            if (AddendFactor != 0)
            {
                ref float plus = ref Unsafe.AsRef(in addend[at]);
                sum0 = TVector.MultiplyAdd(TVector.Broadcast(AddendFactor), TVector.Load(ref plus), sum0);
                sum1 = TVector.MultiplyAdd(TVector.Broadcast(AddendFactor), TVector.Load(ref Unsafe.Add(ref plus, TVector.Count)), sum1);
            }

            TVector.Store(sum0, ref result[at]);
            TVector.Store(sum1, ref Unsafe.Add(ref result[at], TVector.Count));
        }
    }
}
