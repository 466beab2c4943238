using System.CommandLine;

namespace NetGen.Tool.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write the result as JSON" };

    public static Argument<string> Project() => new("PROJECT")
    {
        Description = "A project file, a folder that has one, or a built assembly (.dll)",
        DefaultValueFactory = static _ => ".",
    };

    public static Option<string?> Network() => new("--network") { Description = "The network's class, where there are several", HelpName = "NAME" };

    public static Option<string> Configuration() => new("--configuration", "-c")
    {
        Description = "What to build the project as",
        HelpName = "NAME",
        DefaultValueFactory = static _ => "Release",
    };
}
