using System.Globalization;
using System.Text;

using NetGen.Files;
using NetGen.Runtime;

namespace NetGen.Tool.Files;

/// <summary>
/// A text file that says which tensor each parameter takes, written for users to edit: a line <c>conv1.weight = features.0.weight</c> each; what stands behind # is a
/// remark.
/// </summary>
internal static class WeightMap
{
    public static string Write(IReadOnlyList<WeightMatch> matches, IReadOnlyList<SafetensorsTensor> tensors)
    {
        var text = new StringBuilder("# parameter = tensor of the file. Lines without a tensor are to be filled in.\n");
        foreach (WeightMatch match in matches)
        {
            string shape = string.Join(", ", match.Parameter.Shape);
            string remark = match.Reason switch
            {
                MatchReason.None => $"[{shape}], none found",
                MatchReason.Order => $"[{shape}], by the order of names: look at it",
                _ => $"[{shape}]",
            };
            text.Append(CultureInfo.InvariantCulture, $"{match.Parameter.Name} = {match.Tensor?.Name}  # {remark}\n");
        }

        HashSet<string> used = [.. matches.Where(static match => match.Tensor is not null).Select(static match => match.Tensor!.Name)];
        SafetensorsTensor[] rest = [.. tensors.Where(tensor => !used.Contains(tensor.Name))];
        if (rest.Length > 0) text.Append("\n# Not used:\n");
        foreach (SafetensorsTensor tensor in rest) text.Append(CultureInfo.InvariantCulture, $"#   {tensor.Name}  {tensor.Type} [{string.Join(", ", tensor.Shape)}]\n");
        return text.ToString();
    }

    /// <summary>Writes the text beside the file and renames it, so that nothing is ever half written.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Save(FileInfo path, string text)
    {
        try
        {
            WholeFile.Write(path.FullName, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }
    }

    /// <summary>What the lines say.</summary>
    /// <exception cref="CommandException">A line is not understood, names what there is not, or does not fit; the message says which.</exception>
    public static IReadOnlyList<WeightMatch> Read(string path, IReadOnlyList<FileTensor> parameters, IReadOnlyList<SafetensorsTensor> tensors)
    {
        var found = new Dictionary<string, WeightMatch>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string content = line.Split('#')[0].Trim();
            if (content.Length == 0) continue;
            string[] sides = content.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2) throw Fault("is not 'parameter = tensor'");
            FileTensor parameter = parameters.FirstOrDefault(parameter => parameter.Name == sides[0])
                ?? throw Fault($"names the parameter '{sides[0]}', which the network does not have");
            SafetensorsTensor? tensor = sides[1].Length == 0 ? null : tensors.FirstOrDefault(tensor => tensor.Name == sides[1]) ?? throw Fault($"names the tensor '{sides[1]}', which the file does not have");
            if (tensor is { IsReadableAsFloat: false }) throw Fault($"names '{tensor.Name}', whose elements are {tensor.Type}");
            if (tensor is not null && !WeightMatching.HasShapeOf(tensor, parameter))
                throw Fault($"gives '{parameter.Name}' of shape [{string.Join(", ", parameter.Shape)}] the tensor '{tensor.Name}' of shape [{string.Join(", ", tensor.Shape)}]");
            if (!found.TryAdd(parameter.Name, new(parameter, tensor, tensor is null ? MatchReason.None : MatchReason.Map))) throw Fault($"names '{parameter.Name}' again");
        }

        return [.. parameters.Select(parameter => found.GetValueOrDefault(parameter.Name) ?? new(parameter, Tensor: null, MatchReason.None))];

        CommandException Fault(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{path}, line {number}, {what}."));
    }
}
