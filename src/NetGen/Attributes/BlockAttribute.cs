namespace NetGen;

/// <summary>
/// Makes the layers declared on this class a block: a piece that <see cref="UseAttribute{TBlock}"/> and
/// <see cref="ResidualAttribute{TBlock}"/> insert into networks and into other blocks. The class itself gets no code.
/// </summary>
/// <example>
/// <code>
/// [Block]
/// [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
/// [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm]
/// internal sealed class BasicBlock;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BlockAttribute : Attribute;
