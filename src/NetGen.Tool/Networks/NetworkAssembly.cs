using System.Reflection;
using System.Runtime.Loader;

namespace NetGen.Tool.Networks;

/// <summary>A built assembly, and the networks in it.</summary>
internal static class NetworkAssembly
{
    /// <summary>The networks of an assembly, by name.</summary>
    /// <exception cref="CommandException">It cannot be loaded, or was built with another version of the library.</exception>
    public static IReadOnlyList<LoadedNetwork> Load(string path) => Load(new NetworkLoadContext(path).LoadFromAssemblyPath, path);

    /// <summary>The networks of an assembly that was compiled in memory.</summary>
    public static IReadOnlyList<LoadedNetwork> Load(Stream image)
        => Load(_ => new AssemblyLoadContext("declaration", isCollectible: true).LoadFromStream(image), "the declaration");

    /// <summary>The one that is meant.</summary>
    /// <exception cref="CommandException">There is none of this name, or several and no name.</exception>
    public static LoadedNetwork Choose(IReadOnlyList<LoadedNetwork> networks, string? name)
    {
        IReadOnlyList<LoadedNetwork> found = name is null ? networks : [.. networks.Where(network => network.FullName == name || network.Info.Name == name)];
        if (found.Count == 1) return found[0];
        string known = string.Join(", ", networks.Select(static network => network.FullName));
        throw new CommandException(found.Count > 1 ? $"There are several networks: {known}. Choose one with --network." : $"There is no network '{name}'. There are: {known}.");
    }

    private static IReadOnlyList<LoadedNetwork> Load(Func<string, Assembly> load, string path)
    {
        try
        {
            Assembly assembly = load(path);
            RequireSameLibrary(assembly, path);
            IReadOnlyList<LoadedNetwork> networks =
            [
                .. TypesOf(assembly).Where(IsNetwork).Select(Create).OrderBy(static network => network.FullName, StringComparer.Ordinal),
            ];
            return networks.Count > 0 ? networks : throw new CommandException($"There is no network in {path}.");
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException)
        {
            throw new CommandException($"{path} cannot be loaded: {exception.Message}");
        }
    }

    /// <summary>Asked before any type is: what is built with another library has none that can be loaded.</summary>
    private static void RequireSameLibrary(Assembly assembly, string path)
    {
        AssemblyName own = typeof(NetworkInfo).Assembly.GetName();
        if (assembly.GetReferencedAssemblies().FirstOrDefault(other => other.Name == own.Name) is { } other && other.Version != own.Version)
            throw new CommandException(
                $"{path} was built with NetGen {other.Version}, and this command is of {own.Version}: install that version of NetGen.Tool.");
    }

    /// <summary>Those that can be loaded: an application's others may need a framework that is not here.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    private static bool IsNetwork(Type type)
        => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
           && type.GetInterfaces().Any(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(INetwork<>) && implemented.GenericTypeArguments[0] == type);

    private static LoadedNetwork Create(Type type) => (LoadedNetwork)Activator.CreateInstance(typeof(LoadedNetwork<>).MakeGenericType(type))!;
}

/// <summary>Loads an assembly with what lies beside it; the library itself is this command's, so that its types are the same.</summary>
internal sealed class NetworkLoadContext(string path) : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == typeof(NetworkInfo).Assembly.GetName().Name) return typeof(NetworkInfo).Assembly;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
    }
}
