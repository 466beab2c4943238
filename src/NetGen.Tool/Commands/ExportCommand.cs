using System.CommandLine;

using NetGen.Onnx;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen export PROJECT</c>: a network as an ONNX model.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> project = CommonOptions.Project();
        Option<string?> network = CommonOptions.Network();
        Option<string> configuration = CommonOptions.Configuration();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The model to write", HelpName = "FILE", Required = true };
        var weights = new Option<FileInfo?>("--weights") { Description = "The file that the network saved; without it, weights are as a new network begins with", HelpName = "FILE" };
        var opset = new Option<int>("--opset") { Description = $"The version of ONNX' operators, from {OnnxOptions.OldestOpset} to {OnnxOptions.NewestOpset}", HelpName = "N", DefaultValueFactory = static _ => OnnxOptions.OldestOpset };
        var logits = new Option<bool>("--logits") { Description = "Leave out what Predict adds to Forward, such as softmax" };
        var first = new Option<bool>("--channels-first") { Description = "Images as [N, channels, height, width], as PyTorch has them" };
        opset.Within(OnnxOptions.OldestOpset, OnnxOptions.NewestOpset);
        var command = new Command("export", "Builds a project and writes one of its networks as an ONNX model") { project, network, configuration, output, weights, opset, logits, first };
        command.SetAction(async (parsed, cancellation) =>
        {
            string assembly = await ProjectBuild.AssemblyOfAsync(parsed.GetRequiredValue(project), parsed.GetRequiredValue(configuration), terminal, cancellation).ConfigureAwait(false);
            LoadedNetwork loaded = NetworkAssembly.Choose(NetworkAssembly.Load(assembly), parsed.GetValue(network));
            FileInfo target = parsed.GetRequiredValue(output);
            loaded.Export(target, parsed.GetValue(weights), new OnnxOptions
            {
                Opset = parsed.GetValue(opset),
                Predicts = !parsed.GetValue(logits),
                Images = parsed.GetValue(first) ? ImageLayout.ChannelsFirst : ImageLayout.ChannelsLast,
            });
            terminal.Output.WriteLine($"{loaded.Info.Name} written to {target}.");
            return ExitCode.Success;
        });
        return command;
    }
}
