using NetGen.Initialization;

namespace NetGen.Tests.Training;

/// <summary>Random batches for the small networks.</summary>
internal static class Batches
{
    public static float[] Inputs(int batch, uint salt) => Values(batch * SmallNetwork.Inputs, salt);

    public static float[] Targets(int batch, uint salt) => Values(batch * SmallNetwork.Outputs, salt + 1000);

    /// <summary>Labels that the inputs determine, so that there is something to learn.</summary>
    public static int[] Labels(float[] inputs)
    {
        int[] labels = new int[inputs.Length / SmallNetwork.Inputs];
        for (int i = 0; i < labels.Length; i++)
        {
            float score = inputs[i * SmallNetwork.Inputs] - inputs[(i * SmallNetwork.Inputs) + 1];
            labels[i] = score < -0.4f ? 0 : score < 0.4f ? 1 : 2;
        }

        return labels;
    }

    private static float[] Values(int count, uint salt)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float)InverseNormal.FromWord(Philox.Generate(77, (uint)i, salt, 0, 0).Word0);
        return values;
    }
}
