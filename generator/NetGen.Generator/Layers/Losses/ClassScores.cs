namespace NetGen.Generator.Layers;

/// <summary>Softmax in double precision, for the definitions of losses.</summary>
internal static class ClassScores
{
    /// <summary>The logarithm of each score's softmax.</summary>
    public static double[] LogSoftmax(double[] scores, int first, int count)
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < count; i++) largest = Math.Max(largest, scores[first + i]);
        double sum = 0;
        for (int i = 0; i < count; i++) sum += Math.Exp(scores[first + i] - largest);
        var logarithms = new double[count];
        for (int i = 0; i < count; i++) logarithms[i] = scores[first + i] - largest - Math.Log(sum);
        return logarithms;
    }
}
