using System.CommandLine;
using System.Globalization;

using NetGen.Files;
using NetGen.Tool.Files;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen inspect FILE</c>: what a file of weights holds.</summary>
internal static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A safetensors file, a checkpoint, or an ONNX model (.onnx)" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("inspect", "Shows the tensors of a file with shapes and statistics, its metadata, and whether it is undamaged") { file, json };
        command.SetAction((parsed, cancellation) =>
        {
            Show(terminal, Report(parsed.GetRequiredValue(file), cancellation), parsed.GetValue(json));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static WeightsFileReport Report(FileInfo path, CancellationToken cancellation) => ModelFile.IsModel(path) ? ModelFile.Inspect(path) : WeightsFile.Inspect(path, cancellation);

    private static void Show(Terminal terminal, WeightsFileReport report, bool isJson)
    {
        if (isJson)
        {
            terminal.WriteJson(report);
            return;
        }

        var table = new TextTable("tensor", "type", "shape", "mean", "std", "min", "max", "zero", "not finite");
        foreach (TensorReport tensor in report.Tensors)
        {
            string[] statistics = tensor.Values is { } values
                ? [Short(values.Mean), Short(values.Std), Short(values.Minimum), Short(values.Maximum), values.ZeroShare.ToString("P0", CultureInfo.InvariantCulture), values.NotFinite.ToString("N0", CultureInfo.InvariantCulture)]
                : ["", "", "", "", "", ""];
            table.Add([tensor.Name, tensor.Type, $"[{string.Join(", ", tensor.Shape)}]", .. statistics]);
        }

        terminal.Output.Write(table.ToText(leading: 3));
        foreach ((string key, string value) in report.Metadata) terminal.Output.WriteLine($"{key}: {(value.Length > 100 ? value[..97] + "..." : value)}");
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Tensors.Count} tensors, {report.Elements:N0} elements, {report.Bytes:N0} bytes; {report.Checksum}"));
    }

    private static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
