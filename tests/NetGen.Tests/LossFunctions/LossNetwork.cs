using Xunit;

namespace NetGen.Tests.LossFunctions;

/// <summary>
/// Networks without a hidden layer whose outputs for three samples, each a unit vector, are their weights: so the gradient by a weight is that of
/// the loss by an output, as another library gives it.
/// </summary>
internal static class LossNetwork
{
    public const int Samples = 3;

    public static float[] Inputs { get; } = [1, 0, 0, 0, 1, 0, 0, 0, 1];

    /// <summary>A trainer of a network with these outputs, sample by sample.</summary>
    public static Trainer<TNetwork> With<TNetwork>(params float[] outputs)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(0);
        network.SetParameter("dense1.weight", Turn(outputs, Samples));
        return new Trainer<TNetwork>(network, new Sgd(0.1), new TrainerOptions { Threads = 1 });
    }

    /// <summary>The gradient of the loss by the outputs, sample by sample.</summary>
    public static float[] Gradient<TNetwork>(Trainer<TNetwork> trainer)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        float[] gradient = new float[TNetwork.Info.Parameters[0].Count];
        trainer.CopyGradient("dense1.weight", gradient);
        return Turn(gradient, gradient.Length / Samples);
    }

    public static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-6);
    }

    private static float[] Turn(float[] matrix, int rows)
    {
        int columns = matrix.Length / rows;
        float[] turned = new float[matrix.Length];
        for (int i = 0; i < matrix.Length; i++) turned[(i % columns * rows) + (i / columns)] = matrix[i];
        return turned;
    }
}
