namespace NetGen.SignalAccuracy;

/// <summary>One network to measure, as text: so one declaration serves several widths, through the generator as everybody's does.</summary>
/// <param name="Name">The class; ends in the width where there are several.</param>
/// <param name="Description">What it is, in words.</param>
/// <param name="Width">Units or channels of its hidden layers.</param>
/// <param name="Declaration">Its attributes.</param>
/// <param name="Blocks">Other classes that it uses.</param>
/// <param name="Seeds">
/// Initialisations to average over. Narrow stacks differ much from one to the next: with 20, the mean of a 64 wide one would itself be off by
/// a tenth now and then.
/// </param>
/// <param name="InputMean">Of the values that it is given: what the declaration says.</param>
/// <param name="InputStd">Likewise.</param>
internal sealed record AccuracyCase(
    string Name, string Description, int Width, string Declaration, int Seeds, string Blocks = "", double InputMean = 0, double InputStd = 1)
{
    /// <summary>What it is given.</summary>
    public InputSource Inputs { get; init; } = new NormalInputs(0);

    /// <summary>Whether its inputs are images that are not what predictions assume: held to <see cref="AccuracyReport.RoughFactor"/>.</summary>
    public bool IsOnImages => !Inputs.IsAsAssumed;

    /// <summary>Whether its layers are not what predictions assume, as sums of few values are, which are far from normal: held to the same.</summary>
    public bool IsRough { get; init; }

    /// <summary>From this width on, predictions are held to <see cref="AccuracyReport.Tolerance"/>; below, to the band that they state.</summary>
    public const int Wide = 64;

    /// <summary>Whether the prediction is held to the band that it states.</summary>
    public bool IsNarrow => Width < Wide;

    /// <summary>A source file; each network has a namespace of its own, in which its blocks are.</summary>
    public string Source => $$"""
        using NetGen;

        namespace {{Namespace}}
        {
            {{Blocks}}

            {{Declaration}}
            public sealed partial class {{Name}};
        }
        """;

    /// <summary>The class with its namespace.</summary>
    public string FullName => $"{Namespace}.{Name}";

    private string Namespace => $"Measured{Name}";
}
