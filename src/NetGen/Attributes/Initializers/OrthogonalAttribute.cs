namespace NetGen;

/// <summary>
/// Rows, or where there are more of them columns, at right angles to each other and of length <see cref="Gain"/> (Saxe, McClelland and Ganguli, 2014). A kernel
/// counts as the matrix of its filters and the rest; the matrices of a recurrent layer's gates are made one by one.
/// </summary>
/// <remarks>Takes time: rows times columns times the smaller of the two, about a second for 1,024 x 1,024.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OrthogonalAttribute : InitializerAttribute
{
    /// <summary>An orthogonal matrix.</summary>
    /// <param name="gain">Positive. 1 keeps lengths; sqrt(2) makes up for a rectifier.</param>
    public OrthogonalAttribute(double gain = 1) => Gain = gain;

    /// <summary>What lengths are multiplied by.</summary>
    public double Gain { get; }
}
