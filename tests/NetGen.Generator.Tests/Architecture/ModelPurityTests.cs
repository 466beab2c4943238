using System.Collections.Immutable;
using System.Reflection;

using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.Architecture;

/// <summary>What the incremental pipeline keeps between two key strokes holds nothing of Roslyn and is equal by value all the way down.</summary>
public sealed class ModelPurityTests
{
    public static TheoryData<Type> Roots => [typeof(NetworkDeclaration), typeof(NetworkModel), typeof(Finding), typeof(NetworkResult)];

    [Theory]
    [MemberData(nameof(Roots))]
    public void Nothing_of_Roslyn_can_be_reached(Type root)
    {
        IReadOnlyCollection<Type> reached = Reach(root);
        Assert.DoesNotContain(reached, type => type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) ?? false);
        Assert.Contains(typeof(string), reached);
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void Everything_that_can_be_reached_is_equal_by_value(Type root)
    {
        foreach (Type type in Reach(root))
        {
            if (type.IsPrimitive || type.IsEnum || type == typeof(string)) continue;
            Assert.False(type.IsArray, $"{type} is equal by reference");
            Assert.False(typeof(Delegate).IsAssignableFrom(type), $"{type} is equal by reference");
            bool isComparable = type.GetInterfaces().Contains(typeof(IEquatable<>).MakeGenericType(type)) || Nullable.GetUnderlyingType(type) is not null;
            Assert.True(isComparable, $"{type} does not say when it is equal");
        }
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void Nothing_that_can_be_reached_changes(Type root)
    {
        foreach (FieldInfo field in Reach(root).Where(type => type.Assembly == root.Assembly && !type.IsEnum).SelectMany(Fields))
        {
            Assert.True(field.IsInitOnly, $"{field.DeclaringType}.{field.Name} can be assigned");
        }
    }

    [Fact]
    public void The_walk_goes_through_layers_of_all_kinds()
    {
        IReadOnlyCollection<Type> reached = Reach(typeof(NetworkModel));
        Assert.Contains(typeof(Conv2DLayer), reached);
        Assert.Contains(typeof(WindowPadding), reached);
        Assert.Contains(typeof(Distribution), reached);
    }

    /// <summary>The types of all fields that an object of a type can lead to, derived types included.</summary>
    private static HashSet<Type> Reach(Type root)
    {
        var reached = new HashSet<Type>();
        var open = new Queue<Type>([root]);
        while (open.TryDequeue(out Type? type))
        {
            // An EquatableArray compares its elements; of the array inside, only their type matters.
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            {
                open.Enqueue(type.GetGenericArguments()[0]);
                continue;
            }

            if (!reached.Add(type) || type.IsPrimitive || type == typeof(string)) continue;
            foreach (FieldInfo field in Fields(type)) open.Enqueue(field.FieldType);
            foreach (Type derived in type.Assembly == root.Assembly ? root.Assembly.GetTypes().Where(candidate => candidate.BaseType == type) : []) open.Enqueue(derived);
        }

        reached.RemoveWhere(type => type.IsAbstract);
        return reached;
    }

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
}
