using System.Globalization;

namespace ExperimentsSample;

/// <summary>What a run's results depend on, besides the experiment itself: they are kept under these, and the report says them.</summary>
internal sealed record LaboratorySettings
{
    /// <summary>Of a quick run, seeds of an experiment at most.</summary>
    private const int QuickSeeds = 2;

    /// <summary>Small sets, few steps: to see that all works, and what the claims are about.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Training is so many times shorter than published.</summary>
    public int Shorten { get; init; } = 1;

    /// <summary>Seeds of every experiment; null for as many as each asks for.</summary>
    public int? Seeds { get; init; }

    /// <summary>The first seed.</summary>
    public ulong FirstSeed { get; init; } = 1;

    /// <summary>Whether the digits are MNIST's; else they are drawn, and no published figure is claimed.</summary>
    public bool HasRealDigits { get; init; }

    /// <summary>The digits, in words.</summary>
    public string Digits { get; init; } = "";

    /// <summary>What tells these digits from others.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>How many there are to train with.</summary>
    public int TrainCount { get; init; }

    /// <summary>How many there are to test with.</summary>
    public int TestCount { get; init; }

    /// <summary>Whether published figures may be claimed: on the real digits, trained as long as published.</summary>
    public bool ClaimsPublished => HasRealDigits && !IsQuick && Shorten == 1;

    /// <summary>The seeds of an experiment that asks for so many.</summary>
    public IEnumerable<ulong> SeedsOf(int asked)
        => Enumerable.Range(0, Seeds ?? (IsQuick ? Math.Min(asked, QuickSeeds) : asked)).Select(run => FirstSeed + (ulong)run);

    /// <summary>A number of steps or epochs, as many as this run takes.</summary>
    public int Steps(int published, int quick) => IsQuick ? quick : Math.Max(1, published / Shorten);

    /// <summary>A number that a quick run takes smaller.</summary>
    public int Choose(int published, int quick) => IsQuick ? quick : published;

    /// <summary>How the run is shorter than the published ones; empty if it is not.</summary>
    public string Reduced => IsQuick ? "a quick run: few digits, few steps" : Shorten > 1 ? string.Create(CultureInfo.InvariantCulture, $"training is {Shorten} times shorter than published") : "";
}
