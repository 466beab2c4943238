namespace NetGen.Generator.Writing;

/// <summary>Breaks generated lines that a person could not read at a glance, between statements, arguments or words.</summary>
internal static class LineWrapper
{
    /// <summary>Characters of a line, its indentation included.</summary>
    public const int MostCharacters = 140;

    private const int SpacesOfContinuation = 4;

    /// <summary>The line as one or several, each with its indentation.</summary>
    /// <param name="indentation">Spaces in front of it.</param>
    /// <remarks>Documentation is left as it is: its tables have columns. So is what has no place to break.</remarks>
    public static IEnumerable<string> Wrap(string line, int indentation)
    {
        string spaces = new(' ', indentation);
        if (indentation + line.Length <= MostCharacters || line.StartsWith("///", StringComparison.Ordinal))
        {
            yield return spaces + line;
            yield break;
        }

        bool isComment = line.StartsWith("// ", StringComparison.Ordinal);
        string start = spaces;
        string continued = isComment ? spaces + "//   " : spaces + new string(' ', SpacesOfContinuation);
        while (start.Length + line.Length > MostCharacters && FindBreak(line, MostCharacters - start.Length, isComment) is > 0 and int place)
        {
            yield return start + line.Substring(0, place).TrimEnd();

            // Behind a statement stands one of the same rank.
            start = !isComment && line[place - 1] == ' ' && line[place - 2] == ';' ? spaces : continued;
            line = line.Substring(place);
        }

        yield return start + line;
    }

    /// <summary>The place behind a blank at which a line of so many characters can end; 0 where there is none.</summary>
    /// <remarks>Between statements if it can be, else between the outermost arguments, else in front of an arrow or behind a parenthesis.</remarks>
    private static int FindBreak(string line, int most, bool isComment)
    {
        if (isComment) return line.LastIndexOf(' ', most) is > 2 and int blank ? blank + 1 : 0;
        int afterArgument = 0;
        int afterStatement = 0;
        int afterOther = 0;
        int depth = 0;
        int shallowest = int.MaxValue;
        bool isText = false;
        for (int i = 0; i < line.Length && i < most; i++)
        {
            if (line[i] == '"') isText = !isText;
            if (isText) continue;
            if (line[i] == '(' && depth == 0) afterOther = i + 1;
            if (depth == 0 && string.CompareOrdinal(line, i, "=> ", 0, 3) == 0) afterOther = i;
            if (line[i] is '(' or '[') depth++;
            if (line[i] is ')' or ']') depth--;
            if (line[i] != ' ' || i == 0) continue;
            if (line[i - 1] == ';' && depth == 0) afterStatement = i + 1;
            if (line[i - 1] == '=' && depth == 0) afterOther = i + 1;
            if (line[i - 1] != ',' || depth > shallowest) continue;
            afterArgument = i + 1;
            shallowest = depth;
        }

        return afterStatement > 0 ? afterStatement : afterArgument > 0 ? afterArgument : afterOther;
    }
}
