using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.Layers;

/// <summary>All activations but users' own, found by reflection: a new record is tested without being listed anywhere.</summary>
internal static class ActivationRecords
{
    /// <summary>A parameter for those that take one: a slope, or an alpha.</summary>
    public const double Parameter = 0.3;

    private static readonly Type[] Types = [.. typeof(ActivationFunction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ActivationFunction)) && !type.IsAbstract && type != typeof(OwnFunction))];

    public static IReadOnlyList<string> Kinds { get; } = [.. Types.Select(type => Create(type, Parameter).Kind).Order(StringComparer.Ordinal)];

    /// <param name="parameter">For those that take none it does not count.</param>
    public static ActivationFunction Create(string kind, double parameter = Parameter) => Types.Select(type => Create(type, parameter)).Single(function => function.Kind == kind);

    private static ActivationFunction Create(Type type, double parameter)
        => (ActivationFunction)Activator.CreateInstance(type, type.GetConstructor([typeof(double)]) is null ? [] : [parameter])!;
}
