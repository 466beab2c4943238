using System.CommandLine;

using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen summary PROJECT</c>: the networks of a project as the hover text shows them.</summary>
internal static class SummaryCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> project = CommonOptions.Project();
        Option<string?> network = CommonOptions.Network();
        Option<string> configuration = CommonOptions.Configuration();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("summary", "Builds a project and shows its networks: layers, outputs, parameters, memory and the predicted signal") { project, network, configuration, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            string assembly = await ProjectBuild.AssemblyOfAsync(parsed.GetRequiredValue(project), parsed.GetRequiredValue(configuration), terminal, cancellation).ConfigureAwait(false);
            IReadOnlyList<LoadedNetwork> networks = NetworkAssembly.Load(assembly);
            if (parsed.GetValue(network) is { } name) networks = [NetworkAssembly.Choose(networks, name)];
            if (parsed.GetValue(json)) terminal.WriteJson(networks.Select(static loaded => NetworkReport.Of(loaded)));
            else terminal.Output.Write(string.Join('\n', networks.Select(static loaded => loaded.Summarize().ToString())));
            return ExitCode.Success;
        });
        return command;
    }
}
