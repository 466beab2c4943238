namespace NetGen;

/// <summary>A matrix that begins as a copy: <see cref="Gain"/> on the diagonal, else 0. As recurrent weights in front of a rectifier: Le, Jaitly and Hinton, 2015.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class IdentityAttribute : InitializerAttribute
{
    /// <summary>A diagonal of equal values.</summary>
    /// <param name="gain">Finite.</param>
    public IdentityAttribute(double gain = 1) => Gain = gain;

    /// <summary>The values of the diagonal.</summary>
    public double Gain { get; }
}
