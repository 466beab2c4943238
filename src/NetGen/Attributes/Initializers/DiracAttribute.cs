namespace NetGen;

/// <summary>A convolution that begins as a copy: 1 in the middle of the kernel from each channel to the filter of its number, in each group, else 0.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DiracAttribute : InitializerAttribute;
