using System.CommandLine;
using System.Globalization;

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

    /// <summary>An option that takes whole numbers from <paramref name="least"/> to <paramref name="most"/>, and nothing else.</summary>
    public static Option<T> Within<T>(this Option<T> option, int least, int most)
        => option.Takes(
            $"whole numbers from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}",
            word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most);

    /// <summary>An option whose words must hold. Words are looked at and not values: those of words that are no numbers cannot be asked for.</summary>
    public static Option<T> Takes<T>(this Option<T> option, string range, Func<string, bool> holds)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !holds(token.Value))) result.AddError($"{option.Name} takes {range}.");
        });
        return option;
    }
}
