namespace NetGen;

/// <summary>All values 1.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OnesAttribute : InitializerAttribute;
