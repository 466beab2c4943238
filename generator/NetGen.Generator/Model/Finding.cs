namespace NetGen.Generator.Model;

/// <summary>
/// Something to tell the author of a network. It carries no location: the analyzer maps the index of the attribute to its syntax, so
/// that an edit of white space invalidates nothing.
/// </summary>
/// <param name="Rule">NG0006, NG3001 ...</param>
/// <param name="AttributeIndex">Index of the attribute on the class, or -1 for the class itself.</param>
/// <param name="Arguments">What the rule's message is filled with.</param>
internal sealed record Finding(string Rule, int AttributeIndex, EquatableArray<string> Arguments);
