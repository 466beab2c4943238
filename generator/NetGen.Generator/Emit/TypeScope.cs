using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Opens the namespace and the types around a user's class, and the class itself.</summary>
internal static class TypeScope
{
    public static IDisposable Open(SourceWriter writer, TypeIdentity type, string bases = "", Action? documentation = null)
    {
        Stack<SourceWriter.BlockScope> scopes = new();
        if (type.Namespace.Length > 0) scopes.Push(writer.Block($"namespace {type.Namespace}"));
        foreach (string container in type.Containers) scopes.Push(writer.Block(container));
        documentation?.Invoke();
        scopes.Push(writer.Block(type.Declaration + bases));
        return new Scopes(scopes);
    }

    /// <summary>The class's name as other code says it: global::A.Outer.Net.</summary>
    public static string FullName(TypeIdentity type)
    {
        IEnumerable<string> containers = type.Containers.Select(container => container.Substring(container.LastIndexOf(' ') + 1));
        IEnumerable<string> start = type.Namespace.Length > 0 ? [type.Namespace] : [];
        return "global::" + string.Join(".", start.Concat(containers).Concat([type.Name]));
    }

    private sealed class Scopes(Stack<SourceWriter.BlockScope> scopes) : IDisposable
    {
        public void Dispose()
        {
            while (scopes.Count > 0) scopes.Pop().Dispose();
        }
    }
}
