using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>The members of a generated class, used as a consumer uses them.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void A_consumer_compiles_and_runs_against_the_class()
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(
            """
            using System;
            using NetGen;

            namespace Consumer;

            [Network(4)] [Dense(6)] [ReLU] [Dense(3)] [SoftmaxCrossEntropy]
            public sealed partial class Net;

            public static class Use
            {
                public static float[] All(string path)
                {
                    var net = new Net(seed: 7);
                    float[] input = [1, 2, 3, 4];
                    int[] labels = [2];
                    float[] logits = new float[Net.Info.OutputSize];
                    float[] probabilities = new float[3];
                    using (Trainer<Net> trainer = net.CreateTrainer(new Adam(1e-2f)))
                    {
                        for (int step = 0; step < 20; step++) trainer.Step(input, labels);
                    }

                    net.Save(path);
                    Net loaded = Net.Load(path);
                    loaded.Forward(input, logits);
                    loaded.Predict(input, probabilities);
                    float[] bias = new float[3];
                    loaded.CopyParameter("dense2.bias", bias);
                    loaded.SetParameter("dense2.bias", bias);
                    return probabilities;
                }
            }
            """);
        string path = Path.Combine(Path.GetTempPath(), $"netgen-surface-{Guid.NewGuid():N}.safetensors");
        try
        {
            var probabilities = (float[])assembly.GetType("Consumer.Use").GetMethod("All")!.Invoke(null, [path])!;
            Assert.Equal(1, probabilities.Sum(), 1e-6);
            Assert.True(probabilities[2] > probabilities[0] && probabilities[2] > probabilities[1]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
