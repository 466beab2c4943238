using NetGen.Onnx.Tests.Networks;

namespace NetGen.Onnx.Tests;

/// <summary>All networks of this assembly: those that are declared for tests, and the samples'.</summary>
internal static class Subjects
{
    private static readonly Lazy<IReadOnlyList<Type>> s_types = new(() =>
        [.. typeof(Subjects).Assembly.GetTypes().Where(type => Array.Exists(type.GetInterfaces(), IsNetwork)).OrderBy(type => type.Name, StringComparer.Ordinal)]);

    /// <summary>Those that can be said in ONNX.</summary>
    public static IEnumerable<string> Names => s_types.Value.Where(type => type != typeof(OwnActivations)).Select(type => type.Name);

    public static ISubject Create(string name) => Create(s_types.Value.Single(type => type.Name == name));

    public static ISubject Create<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => new Subject<TNetwork>();

    private static ISubject Create(Type type) => (ISubject)Activator.CreateInstance(typeof(Subject<>).MakeGenericType(type))!;

    private static bool IsNetwork(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(INetwork<>);
}
