namespace NetGen.Runtime;

/// <summary>Functions of one number that give the same bits on every machine, which those of the operating system do not.</summary>
internal static class SingleMath
{
    public static float Exp(float x) => SimdScalar.Sum(VectorMath.Exp(SimdScalar.Broadcast(x)));

    public static float Log(float x) => SimdScalar.Sum(VectorMath.Log(SimdScalar.Broadcast(x)));

    public static float Sigmoid(float x) => SimdScalar.Sum(VectorMath.Sigmoid(SimdScalar.Broadcast(x)));
}
