using System.IO.Enumeration;

namespace NetGen;

/// <summary>Names of parameters by patterns: '*' stands for any letters, '?' for one.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name is one of those that a pattern stands for.</summary>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    /// <summary>Refuses a pattern that stands for no trained parameter.</summary>
    /// <exception cref="InvalidOperationException">There is none of such a name; the message lists all.</exception>
    public static void RequireMatch(NetworkInfo info, string pattern, string what)
    {
        bool isState = false;
        foreach (ParameterInfo parameter in info.Parameters)
        {
            if (!Matches(pattern, parameter.Name)) continue;
            if (parameter.IsTrained) return;
            isState = true;
        }

        string names = string.Join(", ", info.Parameters.Where(static parameter => parameter.IsTrained).Select(static parameter => parameter.Name));
        string reason = isState ? "stands for state alone, which is not trained" : "stands for none";
        throw new InvalidOperationException($"The pattern '{pattern}' of {what} {reason} of the parameters of {info.Name}. Those that are trained: {names}.");
    }
}
