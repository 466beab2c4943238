using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NetGen.Generator;

/// <summary>
/// All that an object consists of, as a value: every field of it and of what it refers to, to the last number, whoever declares them and whether
/// or not it is private. So what is worked out from objects of equal contents, by reading them, is equal; nobody has to list what counts.
/// </summary>
internal sealed class Contents : IEquatable<Contents>
{
    // Networks have many kernels, and what was written down of one makes room for the next.
    [ThreadStatic]
    private static Walk? t_walk;

    private readonly int[] _numbers;
    private readonly object[] _words;
    private readonly int _hash;

    private Contents(int[] numbers, object[] words)
    {
        _numbers = numbers;
        _words = words;
        int hash = numbers.Length;
        foreach (int number in numbers) hash = unchecked((hash * 31) + number);
        foreach (object word in words) hash = unchecked((hash * 31) + word.GetHashCode());
        _hash = hash;
    }

    /// <summary>How many numbers and words they are.</summary>
    public int Size => _numbers.Length + _words.Length;

    /// <summary>The contents of an object; null where it holds something that cannot be looked into, as an open file.</summary>
    public static Contents? Of(object root)
    {
        Walk walk = t_walk ??= new Walk();
        try
        {
            return walk.Add(root) ? new Contents([.. walk.Numbers], [.. walk.Words]) : null;
        }
        finally
        {
            walk.Clear();
        }
    }

    public bool Equals(Contents? other)
        => other is not null
            && _hash == other._hash
            && _numbers.AsSpan().SequenceEqual(other._numbers)
            && _words.SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as Contents);

    public override int GetHashCode() => _hash;

    /// <summary>How an object of a type is looked into.</summary>
    private sealed class Layout
    {
        private static readonly ConcurrentDictionary<Type, Layout> s_known = new();
        private static int s_count;

        private Layout(Type type)
        {
            Number = Interlocked.Increment(ref s_count);
            IsValue = type.IsValueType;
            IsSequence = type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>));
            IsOpen = !type.IsPrimitive && (IsValue || type.Assembly == typeof(Contents).Assembly);
            List<FieldInfo> fields = [];
            for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
                fields.AddRange(declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
            Fields = [.. fields];
        }

        /// <summary>Of the type, in this process.</summary>
        public int Number { get; }

        public bool IsValue { get; }

        public bool IsSequence { get; }

        /// <summary>Whether its fields are all that there is to it.</summary>
        public bool IsOpen { get; }

        public FieldInfo[] Fields { get; }

        public static Layout Of(Type type) => s_known.GetOrAdd(type, static type => new Layout(type));
    }

    /// <summary>Goes through an object, and writes down what it meets.</summary>
    private sealed class Walk
    {
        // Numbers of types are above these.
        private const int Nothing = 0;
        private const int Known = -1;
        private const int Word = -2;
        private const int Function = -3;

        // Objects inside objects: what is deeper is printed anew rather than remembered, as a stack has an end.
        private const int MostDepth = 1_000;

        private int _depth;

        private readonly Dictionary<object, int> _places = new(new SameObject());

        public List<int> Numbers { get; } = [];

        public List<object> Words { get; } = [];

        public void Clear()
        {
            _depth = 0;
            _places.Clear();
            Numbers.Clear();
            Words.Clear();
        }

        /// <summary>
        /// Adds an object with all that it holds. What was met before is a reference to its place, so that objects which share a part differ from those
        /// which do not.
        /// </summary>
        /// <returns>Whether it can be looked into.</returns>
        public bool Add(object? value)
        {
            switch (value)
            {
                case null:
                    Numbers.Add(Nothing);
                    return true;
                case string text:
                    Numbers.Add(Word);
                    Words.Add(text);
                    return true;
                case Delegate function:
                    Numbers.Add(Function);
                    Words.Add(function.Method);
                    return function.GetInvocationList().Length == 1 && Add(function.Target);
                default:
                    return AddObject(value, Layout.Of(value.GetType()));
            }
        }

        private bool AddObject(object value, Layout layout)
        {
            if (!layout.IsValue)
            {
                if (_places.TryGetValue(value, out int place))
                {
                    Numbers.Add(Known);
                    Numbers.Add(place);
                    return true;
                }

                _places.Add(value, _places.Count);
            }

            Numbers.Add(layout.Number);
            if (layout.IsSequence) return AddAll((IList)value);
            if (AddNumber(value)) return true;
            if (!layout.IsOpen) return false;
            if (_depth == MostDepth) return false;
            _depth++;
            bool isWhole = AddFields(value, layout);
            _depth--;
            return isWhole;
        }

        private bool AddFields(object value, Layout layout)
        {
            foreach (FieldInfo field in layout.Fields)
            {
                object? held = field.GetValue(value);

                // Where a field can hold nothing but a number, as none that may be null can, its type need not be said.
                bool isNumber = held is not null && held.GetType() == field.FieldType && AddNumber(held);
                if (!isNumber && !Add(held)) return false;
            }

            return true;
        }

        /// <summary>Adds a number, a truth or a name of an enumeration; its type is known from where it stands.</summary>
        private bool AddNumber(object value)
        {
            switch (value)
            {
                case int number:
                    Numbers.Add(number);
                    return true;
                case bool truth:
                    Numbers.Add(truth ? 1 : 0);
                    return true;
                case double number:
                    Add(BitConverter.DoubleToInt64Bits(number));
                    return true;
                case float number:
                    Add(BitConverter.DoubleToInt64Bits(number));
                    return true;
                case long number:
                    Add(number);
                    return true;
                case ulong number:
                    Add(unchecked((long)number));
                    return true;
                case char character:
                    Numbers.Add(character);
                    return true;
                case Enum name:
                    Add(Convert.ToInt64(name, System.Globalization.CultureInfo.InvariantCulture));
                    return true;
                default:
                    return false;
            }
        }

        private void Add(long number)
        {
            Numbers.Add((int)number);
            Numbers.Add((int)(number >> 32));
        }

        private bool AddAll(IList items)
        {
            // Six numbers may be two rows or three.
            if (items is Array { Rank: > 1 } table)
            {
                for (int axis = 0; axis < table.Rank; axis++) Numbers.Add(table.GetLength(axis));
            }

            Numbers.Add(items.Count);
            foreach (object? item in items)
            {
                if (!Add(item)) return false;
            }

            return true;
        }
    }

    private sealed class SameObject : IEqualityComparer<object>
    {
        bool IEqualityComparer<object>.Equals(object? left, object? right) => ReferenceEquals(left, right);

        int IEqualityComparer<object>.GetHashCode(object value) => RuntimeHelpers.GetHashCode(value);
    }
}
