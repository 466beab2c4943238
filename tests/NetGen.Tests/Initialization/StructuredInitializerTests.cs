using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Initialization;
using NetGen.Runtime;
using NetGen.Tests.Networks;
using NetGen.Tests.Reference;

using Xunit;

namespace NetGen.Tests.Initialization;

public class StructuredInitializerTests
{
    private static readonly StructuredNet Net = new(seed: 7);

    /// <summary>W W^T or W^T W, whichever is smaller, is gain^2 on the diagonal and 0 else.</summary>
    [Theory]
    [InlineData("conv1.weight", 8, 36, 1.5)]
    [InlineData("dense1.weight", 48, 64, 1)]
    [InlineData("dense2.weight", 80, 48, 0.5)]
    public void OrthogonalMatricesKeepLengths(string name, int rows, int columns, double gain)
    {
        float[] weights = Copy(Net, name);
        Assert.Equal(rows * columns, weights.Length);
        AssertOrthogonal(weights, rows, columns, gain);
        ParameterInfo info = StructuredNet.Info.Parameters.Single(parameter => parameter.Name == name);
        Assert.Equal(gain / Math.Sqrt(Math.Max(rows, columns)), info.InitialStd, 1e-6);
        Assert.Equal(info.InitialStd, RootMeanSquare(weights), 1e-6);
        Assert.Equal(gain == 1 ? "orthogonal" : FormattableString.Invariant($"orthogonal, gain {gain}"), info.Initializer);
    }

    [Fact]
    public void RecurrentWeightsAreOrthogonal() => AssertOrthogonal(Copy(new PriorNet(3), "rnn1.weight_hh_l0"), 9, 9, 1);

    [Fact]
    public void GatesAreOrthogonalEachByItself()
    {
        var block = new ParameterBlock(Layouts.Info(("w", 24, 6, 1, 1, 8)));
        ParameterInitializer.Orthogonal(block, 0, 5, 2, parts: 4);
        float[] values = Layouts.Unpack(block, 0);
        for (int gate = 0; gate < 4; gate++) AssertOrthogonal(values[(gate * 36)..((gate + 1) * 36)], 6, 6, 2);
        Assert.Equal(4 * 36, values.Distinct().Count());
    }

    [Theory]
    [InlineData("lstm1", 4, 9)]
    [InlineData("gru1", 3, 7)]
    public void RecurrentWeightsOfGatesAreOrthogonal(string layer, int gates, int units)
    {
        float[] values = Copy(new GatedNet(3), layer + ".weight_hh_l0");
        int size = units * units;
        for (int gate = 0; gate < gates; gate++) AssertOrthogonal(values[(gate * size)..((gate + 1) * size)], units, units, 1);
        Assert.Equal(gates * size, values.Distinct().Count());
    }

    /// <summary>Fans are those of a gate, and not of the matrix of all gates.</summary>
    [Fact]
    public void WeightsOfGatesAreDrawnByTheFansOfOne()
    {
        float[] values = Copy(new GatedNet(3), "lstm1.weight_ih_l0");
        double limit = Math.Sqrt(6.0 / (6 + 9));
        Assert.Equal(4 * 9 * 6, values.Length);
        Assert.InRange(values.Max(Math.Abs), 0.9 * limit, limit);
        Assert.Equal(limit / Math.Sqrt(3), RootMeanSquare(values), 0.05);
    }

    [Fact]
    public void ForgetGatesBeginOpen()
    {
        GatedNet net = new(3);
        Assert.Equal([.. Enumerable.Repeat(0f, 9), .. Enumerable.Repeat(1f, 9), .. Enumerable.Repeat(0f, 18)], Copy(net, "lstm1.bias_ih_l0"));
        Assert.All(Copy(net, "lstm1.bias_hh_l0"), value => Assert.Equal(0, value));
        Assert.All(Copy(net, "lstm2.bias_ih_l0"), value => Assert.Equal(0, value));
        Assert.All(Copy(net, "gru1.bias_hh_l0"), value => Assert.Equal(0.5f, value));
        ParameterInfo info = GatedNet.Info.Parameters.Single(parameter => parameter.Name == "lstm1.bias_ih_l0");
        Assert.Equal("zeros, forget gate 1", info.Initializer);
        Assert.Equal(RootMeanSquare([.. Copy(net, info.Name).Select(value => value - 0.25f)]), info.InitialStd, 1e-6);
    }

    [Fact]
    public void IdentityIsThatOfEachGate()
    {
        float[] values = Copy(new GatedNet(3), "lstm2.weight_hh_l0");
        for (int i = 0; i < values.Length; i++) Assert.Equal(i / 5 % 5 == i % 5 ? 1 : 0, values[i]);
    }

    /// <summary>
    /// The factor of a matrix with positive diagonal is unique: each row, or column where there are fewer of them, has a positive product with the one that it was
    /// made of.
    /// </summary>
    [Theory]
    [InlineData(20, 31)]
    [InlineData(24, 24)]
    [InlineData(31, 20)]
    public void SignsAreThoseOfAPositiveDiagonal(int rows, int columns)
    {
        var normal = new ParameterBlock(Layouts.Info(("w", rows, columns, 1, 1, 4)));
        var orthogonal = new ParameterBlock(Layouts.Info(("w", rows, columns, 1, 1, 4)));
        ParameterInitializer.Normal(normal, 0, 5, 0, 1);
        ParameterInitializer.Orthogonal(orthogonal, 0, 5, 1, parts: 1);
        float[][] drawn = Vectors(normal);
        float[][] made = Vectors(orthogonal);
        for (int i = 0; i < drawn.Length; i++)
        {
            for (int before = 0; before < i; before++) Assert.Equal(0, Product(drawn[before], made[i]), 1e-5);
            Assert.True(Product(drawn[i], made[i]) > 0);
        }

        float[][] Vectors(ParameterBlock block)
        {
            float[][] matrix = [.. Layouts.Unpack(block, 0).Chunk(columns)];
            return rows <= columns ? matrix : [.. Enumerable.Range(0, columns).Select(column => matrix.Select(row => row[column]).ToArray())];
        }

        static double Product(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
    }

    /// <summary>The bits of a seed are promised for ever.</summary>
    [Theory]
    [InlineData("orthogonal", "8E76D98EE4627F07A4380081FF06E970")]
    [InlineData("sparse", "6EB54A36D453C6CE01CBDFF36E1824DB")]
    [InlineData("asymmetric", "F29C16A4F2941732470214AB01A1C252")]
    public void BitsOfASeedNeverChange(string kind, string sha256)
    {
        var block = new ParameterBlock(Layouts.Info(("a", 3, 2, 1, 1, 4), ("w", 67, 45, 1, 1, 16)));
        if (kind == "orthogonal") ParameterInitializer.Orthogonal(block, 1, 7, 1, parts: 1);
        else if (kind == "sparse") ParameterInitializer.Sparse(block, 1, 7, 0.3, 1);
        else ParameterInitializer.RandomizedAsymmetric(block, 1, 7, 0.5);
        string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(Layouts.Unpack(block, 1).AsSpan())));
        Assert.Equal(sha256, hash[..sha256.Length]);
    }

    /// <summary>Of each row one value between 0 and 1, at a place that is drawn evenly and of density 2 x; the others normal.</summary>
    [Fact]
    public void OfEachUnitOneWeightIsPositiveAndTheOthersAreNormal()
    {
        const int Rows = 4000;
        const int Columns = 5;
        var block = new ParameterBlock(Layouts.Info(("w", Rows, Columns, 1, 1, 16)));
        ParameterInitializer.RandomizedAsymmetric(block, 0, 11, std: 1e-4);
        float[] values = Layouts.Unpack(block, 0);
        List<double> special = [];
        List<double> others = [];
        int[] places = new int[Columns];
        for (int row = 0; row < Rows; row++)
        {
            // With so small a deviation of the others the largest is the special one.
            float[] own = values[(row * Columns)..((row + 1) * Columns)];
            int place = Array.IndexOf(own, own.Max());
            places[place]++;
            special.Add(own[place]);
            others.AddRange(own.Where((_, column) => column != place).Select(value => (double)value));
        }

        Assert.All(places, count => Assert.InRange(count, Rows / Columns * 0.85, Rows / Columns * 1.15));
        Assert.All(special, value => Assert.InRange(value, 1e-3, 1));
        Assert.Equal(2.0 / 3, special.Average(), 0.02);
        Assert.Equal(0.5, special.Average(value => value * value), 0.02);
        Assert.Equal(0, others.Average(), 3e-6);
        Assert.Equal(1e-4, Math.Sqrt(others.Average(value => value * value)), 2e-6);
    }

    /// <summary>Place and value of a unit's positive weight are words of its own; half a step above the word, so that 0 is none.</summary>
    [Fact]
    public void ThePositiveWeightIsTheRootOfAWord()
    {
        const int Rows = 20_000;
        const int Columns = 3;
        const uint Places = 0x80000000;
        var block = new ParameterBlock(Layouts.Info(("w", Rows, Columns, 1, 1, 16)));
        ParameterInitializer.RandomizedAsymmetric(block, 0, 11, std: 0);
        float[] expected = new float[Rows * Columns];
        for (int row = 0; row < Rows; row++)
        {
            PhiloxBlock words = Philox.Generate(11, (uint)row, Places, 0, RandomPurpose.Parameters);
            int place = (int)Math.Floor(words.Word0 / 4294967296.0 * Columns);
            expected[(row * Columns) + place] = (float)Math.Sqrt((words.Word1 / 4294967296.0) + (0.5 / 4294967296.0));
        }

        Assert.Equal(expected, Layouts.Unpack(block, 0));
    }

    [Fact]
    public void DeltaOrthogonalKernelsAreAnOrthogonalMatrixAndZerosAroundIt()
    {
        float[] weights = Copy(Net, "conv2.weight");
        AssertOrthogonal([.. Enumerable.Range(0, 64).Select(kernel => weights[(kernel * 9) + 4])], 8, 8, 1);
        Assert.Equal(64, weights.Count(value => value != 0));
    }

    [Fact]
    public void DiracKernelsCopyTheirChannels()
    {
        float[] weights = Copy(Net, "conv3.weight");
        for (int i = 0; i < weights.Length; i++)
        {
            (int output, int input, int tap) = (i / 36, i / 9 % 4, i % 9);
            Assert.Equal(tap == 4 && output % 8 == input ? 1f : 0f, weights[i]);
        }

        Assert.Equal(8, weights.Count(value => value == 1));
    }

    [Fact]
    public void IdentityHasItsGainOnTheDiagonal()
    {
        float[] weights = Copy(Net, "dense4.weight");
        for (int i = 0; i < weights.Length; i++) Assert.Equal(i / 40 == i % 40 ? -0.5f : 0f, weights[i]);
    }

    [Fact]
    public void SparseColumnsHaveTheirShareOfZerosAtPlacesOfTheirOwn()
    {
        float[] weights = Copy(Net, "dense3.weight");
        int[] zeros = [.. Enumerable.Range(0, 80).Select(column => Enumerable.Range(0, 40).Count(row => weights[(row * 80) + column] == 0))];
        Assert.All(zeros, count => Assert.Equal(14, count));
        Assert.All(Enumerable.Range(0, 40), row => Assert.InRange(Enumerable.Range(0, 80).Count(column => weights[(row * 80) + column] == 0), 10, 50));
        Assert.Equal(0.2 * Math.Sqrt(26.0 / 40), RootMeanSquare(weights), 0.01);
    }

    [Fact]
    public void DepthScaledIsSmallerByTheRootOfTheBranches()
    {
        ParameterInfo info = StructuredNet.Info.Parameters.Single(parameter => parameter.Name == "dense5.weight");
        Assert.Equal(0.02 / Math.Sqrt(12), info.InitialStd, 1e-7);
        Assert.Equal(info.InitialStd, RootMeanSquare(Copy(Net, "dense5.weight")), 0.25 * info.InitialStd);
    }

    [Fact]
    public void BlocksWithFixupBeginAsTheirInput()
    {
        var network = new FixupNet(seed: 1);
        float[] output = new float[6];
        network.Forward([1, -2, 3, -4, 5, -6], output);
        Assert.Equal([1, -2, 3, -4, 5, -6], output);
        Assert.All(Copy(network, "block3.dense1.weight"), weight => Assert.NotEqual(0, weight));
    }

    /// <summary>The bias makes predictions of the priors, whatever the loss.</summary>
    [Fact]
    public void PriorsArePredicted()
    {
        Assert.Equal([0.5, 0.3, 0.2], Copy(Net, "dense5.bias").Select(value => Math.Exp(value)), (left, right) => Math.Abs(left - right) < 1e-6);
        Assert.Equal([0.01, 0.9], Copy(new PriorNet(1), "dense1.bias").Select(value => 1 / (1 + Math.Exp(-value))), (left, right) => Math.Abs(left - right) < 1e-6);
    }

    [Fact]
    public void SeedsDiffer() => Assert.NotEqual(Copy(Net, "dense1.weight"), Copy(new StructuredNet(8), "dense1.weight"));

    private static void AssertOrthogonal(float[] matrix, int rows, int columns, double gain)
    {
        bool isTall = rows > columns;
        (int count, int length) = isTall ? (columns, rows) : (rows, columns);
        double At(int vector, int k) => isTall ? matrix[(k * columns) + vector] : matrix[(vector * columns) + k];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? gain * gain : 0, Enumerable.Range(0, length).Sum(k => At(i, k) * At(j, k)), 1e-5);
            }
        }
    }

    private static double RootMeanSquare(float[] values) => Math.Sqrt(values.Average(value => (double)value * value));

    private static float[] Copy<TNetwork>(TNetwork network, string name)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] values = new float[TNetwork.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        network.CopyParameter(name, values);
        return values;
    }
}
