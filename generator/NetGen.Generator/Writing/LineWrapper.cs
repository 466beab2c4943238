namespace NetGen.Generator.Writing;

/// <summary>Breaks generated lines that a person could not read at a glance, between statements, arguments or words.</summary>
internal static class LineWrapper
{
    /// <summary>Characters of a line, its indentation included.</summary>
    public const int MostCharacters = 140;

    private const string Continuation = "    ";
    private const string ContinuedComment = "//   ";

    /// <summary>Whether a line is to be broken.</summary>
    /// <param name="line">Without its indentation.</param>
    /// <param name="indentation">Spaces in front of it.</param>
    /// <remarks>Documentation is left as it is: its tables have columns.</remarks>
    public static bool IsLong(ReadOnlySpan<char> line, int indentation)
        => indentation + line.Length > MostCharacters && !line.StartsWith("///".AsSpan(), StringComparison.Ordinal);

    /// <summary>Writes a long line as several.</summary>
    /// <param name="indentation">Spaces in front of it.</param>
    /// <remarks>What has no place to break is left as it is.</remarks>
    public static void Write(TextBuffer target, ReadOnlySpan<char> line, int indentation)
    {
        bool isComment = line.StartsWith("// ".AsSpan(), StringComparison.Ordinal);
        string start = string.Empty;
        while (FindBreak(line, MostCharacters - indentation - start.Length, isComment) is > 0 and int place)
        {
            WritePart(target, start, line.Slice(0, place).TrimEnd(), indentation);

            // Behind a statement stands one of the same rank.
            bool isStatement = !isComment && line[place - 1] == ' ' && line[place - 2] == ';';
            start = isStatement ? string.Empty : isComment ? ContinuedComment : Continuation;
            line = line.Slice(place);
        }

        WritePart(target, start, line, indentation);
    }

    private static void WritePart(TextBuffer target, string start, ReadOnlySpan<char> part, int indentation)
    {
        target.Append(' ', indentation);
        target.Append(start);
        target.Append(part);
        target.Append('\n');
    }

    /// <summary>The place behind a blank at which a line of so many characters can end; 0 where there is none, or none is needed.</summary>
    /// <remarks>Between statements if it can be, else between the outermost arguments, else in front of an arrow or behind a parenthesis.</remarks>
    private static int FindBreak(ReadOnlySpan<char> line, int most, bool isComment)
    {
        if (line.Length <= most) return 0;
        if (isComment) return line.Slice(0, most + 1).LastIndexOf(' ') is > 2 and int blank ? blank + 1 : 0;
        int afterArgument = 0;
        int afterStatement = 0;
        int afterOther = 0;
        int depth = 0;
        int shallowest = int.MaxValue;
        bool isText = false;
        for (int i = 0; i < most; i++)
        {
            if (line[i] == '"') isText = !isText;
            if (isText) continue;
            if (line[i] == '(' && depth == 0) afterOther = i + 1;
            if (line[i] == '=' && depth == 0 && line.Slice(i).StartsWith("=> ".AsSpan(), StringComparison.Ordinal)) afterOther = i;
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
