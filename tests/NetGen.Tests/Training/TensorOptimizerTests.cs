using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Optimisers that take whole tensors: against their formulas on logical tensors, in double; and their threads.</summary>
public class TensorOptimizerTests
{
    private const int Steps = 5;

    /// <summary>One tensor's update in double, in the order of files.</summary>
    private delegate void Reference(double[] p, double[] g, Dictionary<string, double[]> state, ParameterInfo tensor, int t);

    public static TheoryData<string> Names => [.. EveryOptimizer.ByTensor];

    [Theory]
    [InlineData(0.9, 0.999, 1e-7, 0.0)]
    [InlineData(0.5, 0.8, 1e-3, 0.2)]
    public void LambIsThatOfTheArticle(double beta1, double beta2, double epsilon, double decay)
    {
        const double Rate = 0.01f;
        AssertFollows(
            new Lamb(0.01) { Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon, WeightDecay = decay },
            (p, g, state, _, t) =>
            {
                double[] direction = Adam(p, g, state, t, beta1, beta2, epsilon);
                for (int i = 0; i < p.Length; i++) direction[i] += decay * p[i];
                double ratio = Norm(p) > 0 && Norm(direction) > 0 ? Norm(p) / Norm(direction) : 1;
                for (int i = 0; i < p.Length; i++) p[i] -= Rate * ratio * direction[i];
            });
    }

    /// <summary>The quotient of norms is 1 where one of them is zero: a tensor of zeros begins to move, and one without a gradient stays.</summary>
    [Fact]
    public void LambTakesNoQuotientWithZero()
    {
        using var zeros = new TensorBlock(new Lamb(0.01), new());
        zeros.Parameters.Memory.Span.Clear();
        zeros.Step(0);
        foreach (ParameterInfo tensor in TensorBlock.Info.Parameters)
        {
            float[] gradient = TensorBlock.Gradient(tensor, 0);
            float[] values = zeros.Values(tensor);
            for (int i = 0; i < values.Length; i++) Assert.Equal(-0.01 * gradient[i] / (Math.Abs(gradient[i]) + 1e-7), values[i], 1e-6);
        }

        using var still = new TensorBlock(new Lamb(0.01), new());
        float[] before = still.Parameters.Memory.Span.ToArray();
        still.Step(0, factor: 0);
        Assert.Equal(before, still.Parameters.Memory.Span.ToArray());
    }

    [Theory]
    [InlineData(0.01, -0.8, 1.1920929e-7, 1e-3, 1.0, 0.0)]
    [InlineData(0.9, -0.3, 0.05, 0.5, 1.2, 0.1)]
    public void AdafactorIsThatOfPyTorch(double learningRate, double decayOfBeta2, double epsilon1, double epsilon2, double threshold, double decay)
    {
        double rate = (float)learningRate;
        AssertFollows(
            new Adafactor(learningRate) { Beta2Decay = decayOfBeta2, Epsilon1 = epsilon1, Epsilon2 = epsilon2, ClippingThreshold = threshold, WeightDecay = decay },
            (p, g, state, tensor, t) =>
            {
                double intake = Math.Pow(t, decayOfBeta2);
                double step = Math.Max(epsilon2, Norm(p) / Math.Sqrt(p.Length)) * Math.Min(rate, 1 / Math.Sqrt(t));
                for (int i = 0; i < p.Length; i++) p[i] *= 1 - (rate * decay);
                double[] variances = Variances(g, state, tensor, intake, epsilon1);
                for (int i = 0; i < g.Length; i++) g[i] /= Math.Sqrt(Math.Max(variances[i], epsilon1 * epsilon1));
                double divisor = Math.Max(1, Norm(g) / (Math.Sqrt(g.Length) * threshold));
                for (int i = 0; i < p.Length; i++) p[i] -= step / divisor * g[i];
            });

        static double[] Variances(double[] g, Dictionary<string, double[]> state, ParameterInfo tensor, double intake, double epsilon)
        {
            int columns = tensor.Shape[^1];
            int rows = tensor.Shape.Count > 1 ? tensor.Shape[^2] : 1;
            double[] all = Get(state, "variance", g.Length);
            double[] r = Get(state, "row", g.Length / columns);
            double[] c = Get(state, "column", g.Length / rows);
            var variances = new double[g.Length];
            for (int i = 0; i < g.Length; i++) all[i] += ((g[i] * g[i]) - all[i]) * intake;
            if (tensor.Shape.Count == 1) return all;
            for (int matrix = 0; matrix < g.Length / (rows * columns); matrix++)
            {
                double At(int row, int column) => g[(((matrix * rows) + row) * columns) + column];
                for (int row = 0; row < rows; row++) r[(matrix * rows) + row] += (Enumerable.Range(0, columns).Average(column => At(row, column) * At(row, column)) - r[(matrix * rows) + row]) * intake;
                for (int column = 0; column < columns; column++) c[(matrix * columns) + column] += (Enumerable.Range(0, rows).Average(row => At(row, column) * At(row, column)) - c[(matrix * columns) + column]) * intake;
                double mean = Math.Max(r.Skip(matrix * rows).Take(rows).Average(), epsilon);
                for (int i = 0; i < rows * columns; i++) variances[(matrix * rows * columns) + i] = r[(matrix * rows) + (i / columns)] * c[(matrix * columns) + (i % columns)] / mean;
            }

            return variances;
        }
    }

    [Theory]
    [InlineData(true, false, 0.1)]
    [InlineData(false, true, 0.0)]
    public void MuonIsThatOfPyTorch(bool nesterov, bool matchAdamW, double decay)
    {
        const double Rate = 0.02f;
        AssertFollows(
            new Muon(0.02) { Nesterov = nesterov, MatchAdamW = matchAdamW, WeightDecay = decay, AdamRateFactor = 0.5, Exclude = ["sq*.weight"] },
            (p, g, state, tensor, t) =>
            {
                bool isMatrix = tensor.Shape.Count > 1 && tensor.Name != "square.weight";
                double rate = isMatrix ? Rate : Rate / 2;
                double[] direction = isMatrix ? Orthogonal(g, Get(state, "momentum", p.Length), tensor) : Adam(p, g, state, t, 0.9, 0.999, 1e-8);
                double inputs = p.Length / (double)tensor.Shape[0];
                double factor = !isMatrix ? 1 : matchAdamW ? 0.2 * Math.Sqrt(Math.Max(tensor.Shape[0], inputs)) : Math.Sqrt(Math.Max(1, tensor.Shape[0] / inputs));
                for (int i = 0; i < p.Length; i++) p[i] = (p[i] * (1 - (rate * decay))) - (rate * factor * direction[i]);
            });

        double[] Orthogonal(double[] g, double[] momentum, ParameterInfo tensor)
        {
            for (int i = 0; i < g.Length; i++)
            {
                momentum[i] = (0.95 * momentum[i]) + (0.05 * g[i]);
                g[i] = nesterov ? (0.05 * g[i]) + (0.95 * momentum[i]) : momentum[i];
            }

            // On the matrix as it is, wide or tall: the polynomial of X X' from the left is that of X' X from the right.
            int rows = tensor.Shape[0];
            int columns = g.Length / rows;
            double norm = Math.Max(Norm(g), 1e-7);
            double[] x = [.. g.Select(value => value / norm)];
            for (int round = 0; round < 5; round++)
            {
                double[] gram = Product(x, Transposed(x, rows, columns), rows, columns, rows);
                double[] square = Product(gram, gram, rows, rows, rows);
                double[] cubic = Product([.. gram.Zip(square, (a, b) => (-4.775 * a) + (2.0315 * b))], x, rows, rows, columns);
                x = [.. x.Zip(cubic, (a, b) => (3.4445 * a) + b)];
            }

            return x;
        }
    }

    /// <summary>Singular values between a half and one and a half, as its authors say.</summary>
    [Fact]
    public void NewtonSchulzMakesAMatrixNearlyOrthogonal()
    {
        const int Rows = 24;
        const int Columns = 70;
        float[] matrix = TensorBlock.Gradient(TensorBlock.Info.Parameters[0], 1)[..(Rows * Columns)];
        var iteration = new NewtonSchulz(Rows, Columns);
        iteration.Run(matrix, 5, 1e-7, new float[iteration.ScratchSize]);
        double trace = matrix.Sum(value => (double)value * value);
        Assert.InRange(trace / Rows, 0.5, 1.5);
        for (int row = 0; row < Rows; row++)
        {
            for (int other = 0; other < row; other++)
            {
                double dot = Enumerable.Range(0, Columns).Sum(i => (double)matrix[(row * Columns) + i] * matrix[(other * Columns) + i]);
                Assert.InRange(dot, -0.3, 0.3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNumberOfThreadsGivesTheSameBits(string name)
    {
        float[] expected = Run(1);
        foreach (int threads in new[] { 2, 3, 8 }) Assert.Equal(expected, Run(threads));

        float[] Run(int threads)
        {
            using var block = new TensorBlock(Create(name), new() { Threads = threads, ClipNorm = 1 });
            for (int step = 0; step < Steps; step++) block.Step(step);
            return block.Parameters.Memory.Span.ToArray();
        }
    }

    /// <summary>Clipping comes before all that an optimiser does: gradients of another size in the second step weigh no more than those of the first.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ClippedGradientsAreMultiplied(string name)
    {
        const double Most = 0.5;
        using var clipped = new TensorBlock(Create(name), new() { ClipNorm = Most });
        using var multiplied = new TensorBlock(Create(name), new());
        for (int step = 0; step < 2; step++)
        {
            clipped.Step(step, factor: 1 + (9 * step));
            double norm = Math.Sqrt(TensorBlock.Info.Parameters.Sum(tensor => TensorBlock.Gradient(tensor, step).Sum(value => (double)value * value)));
            multiplied.Step(step, Most / norm);
        }

        foreach (ParameterInfo tensor in TensorBlock.Info.Parameters)
        {
            float[] expected = multiplied.Values(tensor);
            float[] actual = clipped.Values(tensor);
            for (int i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5);
        }
    }

    /// <summary>Means of rows and of columns of the last two axes, as PyTorch keeps them, all of a vector, and nothing of what is not trained.</summary>
    [Fact]
    public void AdafactorKeepsWhatPyTorchKeeps()
    {
        NetworkInfo info = TensorBlock.Info;
        List<ParameterInfo> parameters = [.. info.Parameters];
        int frozen = parameters.FindIndex(tensor => tensor.Name == "square.weight");
        parameters[frozen] = parameters[frozen] with { IsTrained = false };
        NetworkInfo changed = new()
        {
            Name = info.Name,
            InputShape = info.InputShape,
            OutputShape = info.OutputShape,
            Layers = [],
            Parameters = parameters,
            InferenceWorkspace = 0,
            PackedSize = info.PackedSize,
            TrainedPackedSize = info.TrainedPackedSize,
        };
        Assert.Equal(
            [
                "wide.weight row_var [20,1]", "wide.weight col_var [1,130]", "wide.bias variance [20]",
                "tall.weight row_var [67,1]", "tall.weight col_var [1,5]", "row.weight row_var [1,1]", "row.weight col_var [1,7]",
                "column.weight row_var [9,1]", "column.weight col_var [1,1]",
                "conv.weight row_var [10,3,3,1]", "conv.weight col_var [10,3,1,5]", "large.weight row_var [256,1]", "large.weight col_var [1,300]",
                "norm.weight variance [3]",
            ],
            new Adafactor().CreateTensors(changed).Select(tensor => $"{tensor.Parameter.Name} {tensor.Name} [{string.Join(',', tensor.Shape)}]"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PaddingStaysZero(string name)
    {
        using var block = new TensorBlock(Create(name), new() { Threads = 2 });
        for (int step = 0; step < Steps; step++) block.Step(step);
        float[] repacked = new float[TensorBlock.Info.PackedSize];
        foreach (ParameterInfo tensor in TensorBlock.Info.Parameters) tensor.Layout.Pack(block.Values(tensor), repacked);
        Assert.Equal(repacked.Select(BitConverter.SingleToUInt32Bits), block.Parameters.Memory.Span.ToArray().Select(BitConverter.SingleToUInt32Bits));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnUpdateThatOverflowsIsSeen(string name)
    {
        foreach (ParameterInfo tensor in TensorBlock.Info.Parameters)
        {
            // A matrix of Muon's is divided by its norm, so it needs more to overflow.
            using var block = new TensorBlock(Create(name), new() { Threads = 2, NonFinite = NonFinitePolicy.Off });
            block.Step(0);
            block.Gradients.Span[tensor.Layout.Offset] = name == "Muon" ? float.PositiveInfinity : 1e30f;
            Assert.True(block.Update.Accept(1f));
            Assert.False(block.Update.Run());
            Assert.Equal(tensor.Name.Split('.')[0], DivergenceOrigin.OfUpdate(block.Parameters, block.Update.State)!.Layer);
        }
    }

    /// <summary>Squares that overflow in single precision are no overflow.</summary>
    [Fact]
    public void LargeGradientsAreNoDivergenceToMuon()
    {
        using var block = new TensorBlock(new Muon(0.02) { WeightDecay = 0 }, new());
        ParameterInfo tensor = TensorBlock.Info.Parameters.Single(candidate => candidate.Name == "row.weight");
        float[] before = block.Values(tensor);
        block.Gradients.Span[tensor.Layout.Offset] = 1e30f;
        Assert.True(block.Update.Accept(1f));
        Assert.True(block.Update.Run());
        Assert.InRange(before[0] - block.Values(tensor)[0], 0.01, 0.03);
    }

    [Fact]
    public void APatternThatStandsForNothingIsRefused()
    {
        string message = Assert.Throws<InvalidOperationException>(() => new Trainer<SmallClassifier>(new SmallClassifier(), new Muon { Exclude = ["head.*"] })).Message;
        Assert.Contains("'head.*' of Muon's Exclude stands for none of the parameters of SmallNetwork. Those that are trained: hidden.weight, hidden.bias, output.weight, output.bias.", message, StringComparison.Ordinal);
        message = Assert.Throws<InvalidOperationException>(() => new Trainer<SmallClassifier>(new SmallClassifier(), new Muon { Exclude = ["*_mean"] })).Message;
        Assert.Contains("stands for state alone", message, StringComparison.Ordinal);
    }

    private static Optimizer Create(string name) => name == "Muon" ? new Muon(0.02) { Exclude = ["square.*"] } : EveryOptimizer.Create(name);

    private static void AssertFollows(Optimizer optimizer, Reference reference)
    {
        using var block = new TensorBlock(optimizer, new() { Threads = 2 });
        Dictionary<string, double[]> expected = TensorBlock.Info.Parameters.ToDictionary(tensor => tensor.Name, tensor => block.Values(tensor).Select(value => (double)value).ToArray());
        Dictionary<string, Dictionary<string, double[]>> states = TensorBlock.Info.Parameters.ToDictionary(tensor => tensor.Name, _ => new Dictionary<string, double[]>());
        for (int step = 0; step < Steps; step++)
        {
            block.Step(step);
            foreach (ParameterInfo tensor in TensorBlock.Info.Parameters)
            {
                reference(expected[tensor.Name], [.. TensorBlock.Gradient(tensor, step).Select(value => (double)value)], states[tensor.Name], tensor, step + 1);
                float[] actual = block.Values(tensor);
                for (int i = 0; i < actual.Length; i++) Assert.True(Math.Abs(expected[tensor.Name][i] - actual[i]) <= 1e-5, $"{tensor.Name}[{i}] in step {step}: {expected[tensor.Name][i]}, {actual[i]}");
            }
        }
    }

    private static double[] Adam(double[] p, double[] g, Dictionary<string, double[]> state, int t, double beta1, double beta2, double epsilon)
    {
        double[] m = Get(state, "m", p.Length);
        double[] v = Get(state, "v", p.Length);
        var direction = new double[p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            m[i] = (beta1 * m[i]) + ((1 - beta1) * g[i]);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * g[i] * g[i]);
            direction[i] = m[i] / (1 - Math.Pow(beta1, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, t))) + epsilon);
        }

        return direction;
    }

    private static double[] Get(Dictionary<string, double[]> state, string name, int size) => state.TryGetValue(name, out double[]? values) ? values : state[name] = new double[size];

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static double[] Transposed(double[] matrix, int rows, int columns) => [.. Enumerable.Range(0, rows * columns).Select(i => matrix[(i % rows * columns) + (i / rows)])];

    private static double[] Product(double[] left, double[] right, int rows, int depth, int columns)
    {
        var product = new double[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < depth; k++)
            {
                double factor = left[(row * depth) + k];
                for (int column = 0; column < columns; column++) product[(row * columns) + column] += factor * right[(k * columns) + column];
            }
        }

        return product;
    }
}
