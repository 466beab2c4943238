using System.CommandLine;

using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen signal</c>: what is predicted of a declaration on standard input, and what the analyzer says of it.</summary>
internal static class SignalCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "A C# file that declares networks; without it, standard input is read", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("signal", "Predicts the size of activations and gradients of a declaration, without a project, and says what the analyzer says") { file, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            string declaration = await ReadAsync(terminal, parsed.GetValue(file), cancellation).ConfigureAwait(false);
            (IReadOnlyList<LoadedNetwork> networks, IReadOnlyList<Finding> findings) = await DeclarationCompiler.CompileAsync(declaration, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(networks.Select(network => NetworkReport.Of(network, findings)));
                return ExitCode.Success;
            }

            terminal.Output.Write(string.Join('\n', networks.Select(static network => network.Summarize().ToString())));
            foreach (Finding finding in findings) terminal.Output.WriteLine(finding);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<string> ReadAsync(Terminal terminal, FileInfo? file, CancellationToken cancellation)
    {
        if (file is null) return await terminal.Input.ReadToEndAsync(cancellation).ConfigureAwait(false);
        if (!file.Exists) throw new CommandException($"There is no file '{file}'.");
        return await File.ReadAllTextAsync(file.FullName, cancellation).ConfigureAwait(false);
    }
}
