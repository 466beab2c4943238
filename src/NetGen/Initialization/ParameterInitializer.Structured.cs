using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen.Initialization;

/// <content>Parameters in which it matters which value stands in which place.</content>
public static partial class ParameterInitializer
{
    /// <summary>A counter that no redrawing reaches: which values of a column are left out.</summary>
    private const uint Places = 0x80000000;

    /// <summary>Another one: what power iterations begin with.</summary>
    private const uint Vectors = 0x80000001;

    /// <summary>
    /// The parameter as a matrix of its first axis in files and the rest: rows, or where there are more of them columns, at right angles and of length
    /// <paramref name="gain"/>. It is the orthogonal factor of a normal matrix, with the signs that make the other factor's diagonal positive, so that all
    /// directions are equally likely.
    /// </summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="seed">What the values are drawn from.</param>
    /// <param name="gain">Length of rows or columns.</param>
    /// <param name="parts">Matrices of equal size one below the other, as the gates of a recurrent layer.</param>
    public static void Orthogonal(ParameterBlock block, int parameter, ulong seed, double gain, int parts)
    {
        ParameterLayout layout = Layout(block, parameter);
        float[] values = new float[layout.Count];
        int rows = layout.Groups * layout.Outputs / parts;
        int size = values.Length / parts;
        for (int part = 0; part < parts; part++) FillOrthogonal(values.AsSpan(part * size, size), rows, parameter, seed, part * size, gain);
        Pack(block, parameter, values);
    }

    /// <summary>The same for the middle of a kernel, and 0 around it.</summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="seed">What the values are drawn from.</param>
    /// <param name="gain">Length of rows or columns.</param>
    public static void DeltaOrthogonal(ParameterBlock block, int parameter, ulong seed, double gain)
    {
        ParameterLayout layout = Layout(block, parameter);
        float[] values = new float[layout.Count];
        float[] middle = new float[layout.Outputs * layout.Inputs];
        FillOrthogonal(middle, layout.Outputs, parameter, seed, 0, gain);
        for (int i = 0; i < middle.Length; i++) values[Middle(layout, i)] = middle[i];
        Pack(block, parameter, values);
    }

    /// <summary>The norms of another parameter, which has its values: for each value of that one's first axis in files the root of the sum of squares.</summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="of">Index of the other.</param>
    public static void Norms(ParameterBlock block, int parameter, int of)
    {
        float[] values = new float[Layout(block, of).Count];
        Layout(block, of).Unpack(block.Memory.Span, values);
        float[] norms = new float[Layout(block, parameter).Count];
        int row = values.Length / norms.Length;
        for (int i = 0; i < norms.Length; i++)
        {
            double squares = 0;
            foreach (float value in values.AsSpan(i * row, row)) squares += (double)value * value;
            norms[i] = (float)Math.Sqrt(squares);
        }

        Pack(block, parameter, norms);
    }

    /// <summary>
    /// A singular vector of another parameter as a matrix, that of the largest singular value, as power iterations from a vector drawn at random find it: as many
    /// as make that value larger by a ten-thousandth, a hundred at most.
    /// </summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="of">Index of the other, which has its values.</param>
    /// <param name="seed">What the iterations begin with is drawn from it.</param>
    /// <param name="isLeft">Whether it has a value for each row, and not for each column.</param>
    /// <param name="isTransposed">Whether rows are counted by the second axis that the other one has in files.</param>
    public static void SingularVector(ParameterBlock block, int parameter, int of, ulong seed, bool isLeft, bool isTransposed)
    {
        const int MostIterations = 100;
        const double LeastGrowth = 1e-4;
        ParameterLayout layout = Layout(block, of);
        float[] values = new float[layout.Count];
        layout.Unpack(block.Memory.Span, values);
        int outputs = layout.Groups * layout.Outputs;
        (int rows, int taps) = (isTransposed ? layout.Inputs : outputs, layout.Rows * layout.Columns);
        int columns = values.Length / rows;
        double[] left = new double[rows];
        double[] right = new double[columns];
        Span<double> drawn = stackalloc double[InverseNormal.Chunk];
        Span<uint> words = stackalloc uint[InverseNormal.Chunk];
        for (int first = 0; first < rows; first += words.Length)
        {
            for (int i = 0; i < words.Length; i++) words[i] = Philox.Generate(seed, (uint)(first + i) / 4, Vectors, (uint)of, RandomPurpose.Parameters)[first + i];
            InverseNormal.FromWords(words, drawn);
            for (int i = 0; i < Math.Min(words.Length, rows - first); i++) left[first + i] = drawn[i];
        }

        double largest = 0;
        for (int iteration = 0; ; iteration++)
        {
            Array.Clear(right);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++) right[column] += values[Place(row, column)] * left[row];
            }

            Normalize(right);
            if (iteration == MostIterations) break;
            for (int row = 0; row < rows; row++)
            {
                double sum = 0;
                for (int column = 0; column < columns; column++) sum += values[Place(row, column)] * right[column];
                left[row] = sum;
            }

            // Of left and right as they are now.
            double value = Normalize(left);
            bool isFound = value <= largest * (1 + LeastGrowth);
            largest = value;
            if (isFound) break;
        }

        Pack(block, parameter, Array.ConvertAll(isLeft ? left : right, value => (float)value));

        int Place(int row, int column) => isTransposed ? (((column / taps * rows) + row) * taps) + (column % taps) : (row * columns) + column;

        static double Normalize(double[] vector)
        {
            double length = Math.Sqrt(vector.Sum(static value => value * value));
            for (int i = 0; length > 0 && i < vector.Length; i++) vector[i] /= length;
            return length;
        }
    }

    /// <summary>1 in the middle of a kernel from each channel of a group to that of its number, else 0.</summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="groups">Groups of channels; in memory they may lie as one.</param>
    public static void Dirac(ParameterBlock block, int parameter, int groups)
    {
        ParameterLayout layout = Layout(block, parameter);
        float[] values = new float[layout.Count];
        int outputs = layout.Groups * layout.Outputs / groups;
        for (int group = 0; group < groups; group++)
        {
            for (int i = 0; i < Math.Min(outputs, layout.Inputs); i++) values[Middle(layout, (((group * outputs) + i) * layout.Inputs) + i)] = 1;
        }

        Pack(block, parameter, values);
    }

    /// <summary><paramref name="gain"/> on the diagonal of a matrix, else 0.</summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="gain">The diagonal's values.</param>
    /// <param name="parts">Matrices of equal size one below the other.</param>
    public static void Identity(ParameterBlock block, int parameter, double gain, int parts)
    {
        ParameterLayout layout = Layout(block, parameter);
        float[] values = new float[layout.Count];
        int rows = layout.Groups * layout.Outputs / parts;
        int columns = values.Length / (rows * parts);
        for (int part = 0; part < parts; part++)
        {
            for (int i = 0; i < Math.Min(rows, columns); i++) values[(((part * rows) + i) * columns) + i] = (float)gain;
        }

        Pack(block, parameter, values);
    }

    /// <summary>Normal with mean 0, but in each column a share of <paramref name="sparsity"/>, in whole numbers upwards, is 0: which ones is drawn.</summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="seed">What the values are drawn from.</param>
    /// <param name="sparsity">Between 0 and 1.</param>
    /// <param name="std">Standard deviation of those that are not left out.</param>
    public static void Sparse(ParameterBlock block, int parameter, ulong seed, double sparsity, double std)
    {
        ParameterLayout layout = Layout(block, parameter);
        float[] values = new float[layout.Count];
        int rows = layout.Groups * layout.Outputs;
        int columns = values.Length / rows;
        int zeros = SparsityRule.Zeros(sparsity, rows);
        double[] drawn = StandardNormal(values.Length, parameter, seed, first: 0);
        for (int i = 0; i < values.Length; i++) values[i] = (float)(std * drawn[i]);
        int[] order = new int[rows];
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++) order[row] = row;
            for (int i = 0; i < zeros; i++)
            {
                // The next of a random order, of those that are left.
                int element = (column * rows) + i;
                uint word = Philox.Generate(seed, (uint)element / 4, Places, (uint)parameter, RandomPurpose.Parameters)[element];
                int other = i + (int)(((ulong)word * (uint)(rows - i)) >> 32);
                (order[i], order[other]) = (order[other], order[i]);
                values[(order[i] * columns) + column] = 0;
            }
        }

        Pack(block, parameter, values);
    }

    /// <summary>
    /// Normal with mean 0, but one weight of each output, which is drawn, lies between 0 and 1 with density 2 x, the beta distribution (2, 1).
    /// </summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="seed">What the values are drawn from.</param>
    /// <param name="std">Standard deviation of the others.</param>
    public static void RandomizedAsymmetric(ParameterBlock block, int parameter, ulong seed, double std)
    {
        ParameterLayout layout = Layout(block, parameter);
        float[] values = new float[layout.Count];
        int rows = layout.Groups * layout.Outputs;
        int columns = values.Length / rows;
        double[] drawn = StandardNormal(values.Length, parameter, seed, first: 0);
        for (int i = 0; i < values.Length; i++) values[i] = (float)(std * drawn[i]);
        for (int row = 0; row < rows; row++)
        {
            PhiloxBlock words = Philox.Generate(seed, (uint)row, Places, (uint)parameter, RandomPurpose.Parameters);
            int column = (int)(((ulong)words.Word0 * (uint)columns) >> 32);

            // The root of a uniform number has density 2 x. Half a step keeps it above 0.
            values[(row * columns) + column] = (float)Math.Sqrt((words.Word1 + 0.5) / 4294967296.0);
        }

        Pack(block, parameter, values);
    }

    /// <summary>
    /// Positions of Vaswani et al., 2017: <c>sin(t / 10000^(2 i / d))</c> in column 2 i of row t, of d, and the cosine in the next.
    /// </summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    public static void Sinusoidal(ParameterBlock block, int parameter)
    {
        ParameterLayout layout = Layout(block, parameter);
        float[] values = new float[layout.Count];
        int rows = layout.Groups * layout.Outputs;
        int columns = values.Length / rows;
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = (i / columns, i % columns);
            double angle = row / Math.Pow(10_000, column / 2 * 2 / (double)columns);
            values[i] = (float)(column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }

        Pack(block, parameter, values);
    }

    /// <summary>Zeros in one row of a table, whose others stay.</summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="row">Index of the row.</param>
    public static void ClearRow(ParameterBlock block, int parameter, int row)
    {
        ParameterLayout layout = Layout(block, parameter);
        float[] values = new float[layout.Count];
        layout.Unpack(block.Memory.Span, values);
        int columns = values.Length / (layout.Groups * layout.Outputs);
        values.AsSpan(row * columns, columns).Clear();
        Pack(block, parameter, values);
    }

    /// <summary>One value for each output.</summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="values">As many as the parameter has elements.</param>
    public static void Values(ParameterBlock block, int parameter, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Pack(block, parameter, Array.ConvertAll(values, value => (float)value));
    }

    /// <summary>One value for each of several parts of equal size: the gates of a recurrent layer.</summary>
    /// <param name="block">The parameters of a network.</param>
    /// <param name="parameter">Index of the parameter.</param>
    /// <param name="values">As many as there are parts.</param>
    public static void PartConstants(ParameterBlock block, int parameter, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        float[] elements = new float[Layout(block, parameter).Count];
        int size = elements.Length / values.Length;
        for (int part = 0; part < values.Length; part++) elements.AsSpan(part * size, size).Fill((float)values[part]);
        Pack(block, parameter, elements);
    }

    /// <summary>Where the middle of a kernel lies in file order.</summary>
    /// <param name="layout">The parameter's.</param>
    /// <param name="kernel">Its number: output x inputs + input.</param>
    private static int Middle(ParameterLayout layout, int kernel) => (((kernel * layout.Rows) + (layout.Rows / 2)) * layout.Columns) + (layout.Columns / 2);

    private static void FillOrthogonal(Span<float> values, int rows, int parameter, ulong seed, int first, double gain)
    {
        int columns = values.Length / rows;
        double[] matrix = StandardNormal(values.Length, parameter, seed, first);
        bool isTall = rows > columns;
        double[] vectors = isTall ? Transpose(matrix, rows, columns) : matrix;
        Orthonormal.Make(vectors, Math.Min(rows, columns));
        if (isTall) vectors = Transpose(vectors, columns, rows);
        for (int i = 0; i < values.Length; i++) values[i] = (float)(gain * vectors[i]);
    }

    private static double[] Transpose(double[] matrix, int rows, int columns)
    {
        double[] transposed = new double[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) transposed[(column * rows) + row] = matrix[(row * columns) + column];
        }

        return transposed;
    }

    /// <summary>Standard normal values of a parameter's elements, from the first of them on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] StandardNormal(int count, int parameter, ulong seed, int first)
    {
        double[] values = new double[count];
        Span<uint> words = stackalloc uint[InverseNormal.Chunk];
        for (int start = 0; start < count; start += words.Length)
        {
            Span<uint> chunk = words[..Math.Min(words.Length, count - start)];
            for (int i = 0; i < chunk.Length; i++)
            {
                int element = first + start + i;
                chunk[i] = Philox.Generate(seed, (uint)element / 4, 0, (uint)parameter, RandomPurpose.Parameters)[element];
            }

            InverseNormal.FromWords(chunk, values.AsSpan(start, chunk.Length));
        }

        return values;
    }
}
