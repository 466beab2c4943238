using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>All that can be seen of a network, to be compared with that of the same network elsewhere. Inputs and targets are drawn here.</summary>
/// <param name="Begin">Its parameters at first, with padding.</param>
/// <param name="Inference">What Forward and Predict give.</param>
/// <param name="Gradients">Of a first batch, with padding.</param>
/// <param name="Training">Losses, and parameters after a few steps of two optimisers.</param>
internal sealed record NetworkValues(float[] Begin, float[] Inference, float[] Gradients, float[] Training)
{
    private const int Samples = 12;
    private const int Batch = 6;
    private const int Steps = 3;

    /// <summary>What is equal where all bits are.</summary>
    public string Digests => string.Join(' ', new[] { Begin, Inference, Gradients, Training }.Select(Digest));

    public static NetworkValues Of(NetworkCase item, ITestNetworks networks)
    {
        ITestNetwork network = networks.CreateNetwork(item.Name, seed: 5);
        float[] input = ForwardChecks.Inputs(network, Samples);
        float[] inference = new float[2 * Samples * network.Info.OutputSize];
        network.Forward(input, inference.AsSpan(0, inference.Length / 2));
        network.Predict(input, inference.AsSpan(inference.Length / 2));
        (float[] gradients, float[] descent) = Train(item, networks, new Sgd(0.01) { Momentum = 0.9 });
        (_, float[] adam) = Train(item, networks, new Adam(0.01));
        return new NetworkValues(network.PackedParameters.ToArray(), inference, gradients, [.. descent, .. adam]);
    }

    /// <summary>Gradients of a first batch; then losses and parameters of a few steps.</summary>
    private static (float[] Gradients, float[] Training) Train(NetworkCase item, ITestNetworks networks, Optimizer optimizer)
    {
        ITestNetwork network = networks.CreateNetwork(item.Name, seed: 3);
        using ITestTrainer trainer = network.CreateTrainer(optimizer, new TrainerOptions { Seed = 7, Threads = 1 });
        var data = new CaseData(item.Description, exact: false, seed: 5);
        List<float> training = [];
        float[]? gradients = null;
        for (int step = 0; step < Steps; step++)
        {
            Tensor rows = data.NextInput(Batch);
            (float[] inputs, Tensor targets) = (CaseData.ToFloats(rows), data.NextTargets(rows));
            training.Add(item.Description.HasLabels
                ? trainer.ComputeGradients(inputs, CaseData.ToLabels(targets))
                : trainer.ComputeGradients(inputs, CaseData.ToFloats(targets)));
            gradients ??= trainer.Gradients.ToArray();
            trainer.ApplyGradients();
        }

        return (gradients!, [.. training, .. network.PackedParameters]);
    }

    private static string Digest(float[] values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(values)))[..16];
}
