namespace NetGen;

/// <summary><c>x * min(max(x + 3, 0), 6) / 6</c> (Howard et al., MobileNetV3, 2019): SiLU from straight lines and a parabola.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSwishAttribute : LayerAttribute;
