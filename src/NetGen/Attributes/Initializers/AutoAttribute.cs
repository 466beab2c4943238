namespace NetGen;

/// <summary>What a layer gets when nothing is said: normal with variance <c>1 / (fan-in * E f^2)</c>, where f is the activation that follows and <c>E f^2</c> its mean square under a standard normal input (0.5 for a rectifier, which gives He's rule); <c>1 / fan-in</c> where none follows.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AutoAttribute : InitializerAttribute;
