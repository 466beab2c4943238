using System.CommandLine;
using System.Globalization;

using NetGen.Files;
using NetGen.Tool.Files;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen import WEIGHTS PROJECT</c>: weights whose names differ from the network's; <c>netgen import MODEL</c>: a model as a class with its weights.</summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var weights = new Argument<FileInfo>("WEIGHTS") { Description = "A safetensors file, such as a state_dict that PyTorch wrote, or an ONNX model (.onnx)" };
        Argument<string> project = CommonOptions.Project();
        Option<string?> network = CommonOptions.Network();
        Option<string> configuration = CommonOptions.Configuration();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The weights to write, for the network's Load; or, of a model, the C# with its class, called after the file, and weights beside it", HelpName = "FILE", Required = true };
        var map = new Option<FileInfo?>("--map") { Description = "Which tensor is which parameter: read where the file exists, else written to be looked at and edited", HelpName = "FILE" };
        var space = new Option<string?>("--namespace") { Description = "Of a model: the class's namespace", HelpName = "NAME" };
        var command = new Command("import", "Takes over weights of other names, matched by name and shape or by a file that you edit; or makes a class and weights of an ONNX model") { weights, project, network, configuration, output, map, space };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (ModelFile.IsModel(parsed.GetRequiredValue(weights)))
            {
                FileInfo code = parsed.GetRequiredValue(output);
                FileInfo beside = ModelFile.Import(parsed.GetRequiredValue(weights), code, parsed.GetValue(space));
                terminal.Output.WriteLine($"{code} and {beside} written.");
                return ExitCode.Success;
            }

            using SafetensorsFile source = WeightsFile.Open(parsed.GetRequiredValue(weights));
            string assembly = await ProjectBuild.AssemblyOfAsync(parsed.GetRequiredValue(project), parsed.GetRequiredValue(configuration), terminal, cancellation).ConfigureAwait(false);
            LoadedNetwork loaded = NetworkAssembly.Choose(NetworkAssembly.Load(assembly), parsed.GetValue(network));
            IReadOnlyList<WeightMatch> matches = Match(terminal, loaded, source, parsed.GetValue(map));
            FileInfo target = parsed.GetRequiredValue(output);
            WeightsFile.Write(target, matches, source, cancellation);
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{matches.Count} parameters of {loaded.Info.Name} written to {target}."));
            return ExitCode.Success;
        });
        return command;
    }

    private static IReadOnlyList<WeightMatch> Match(Terminal terminal, LoadedNetwork network, SafetensorsFile source, FileInfo? map)
    {
        bool isRead = map?.Exists == true;
        IReadOnlyList<FileTensor> parameters = NetworkFile.Tensors(network.Info);
        IReadOnlyList<WeightMatch> matches = isRead
            ? WeightMap.Read(map!.FullName, parameters, source.Tensors)
            : WeightMatching.Propose(parameters, source.Tensors);
        if (map is not null && !isRead)
        {
            WeightMap.Save(map, WeightMap.Write(matches, source.Tensors));
            terminal.Error.WriteLine($"Which tensor is which parameter was written to {map}.");
        }

        int guessed = matches.Count(static match => match.Reason == MatchReason.Order);
        if (guessed > 0) terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Of {guessed} parameters there are several of the same shape; they were taken in the order of their names.{(map is null ? " Write --map FILE to look at it." : "")}"));
        string[] missing = [.. matches.Where(static match => match.Tensor is null).Select(static match => match.Parameter.Name)];
        if (missing.Length == 0) return matches;
        string remedy = map is null ? "Write --map FILE: it is made with what was found, to be completed" : $"Fill in their lines in {map}, and run this again";
        throw new CommandException($"There is no tensor for {string.Join(", ", missing)}. {remedy}.");
    }
}
