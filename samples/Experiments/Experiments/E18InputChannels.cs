namespace ExperimentsSample;

/// <summary>E18.</summary>
internal sealed class E18InputChannels : Formula
{
    public override string Id => "E18";

    public override string Title => "Fan-in counts input channels";

    public override string Published => $"{Articles.Intoli}: in the comments, is sqrt(2 / 9) right for a 3x3 convolution? It was answered with yes.";

    public override string Setting => "3x3 convolutions of 1 and 16 input channels, and of 16 in 4 groups, drawn by [He].";

    public override string Shown => "A reader asks for the number that belongs to a 3x3 window, and gets one that is right for a single channel only.";

    public override string Why => "An output sums window x channels products: 9 x 16 = 144. With sqrt(2 / 9) the signal of sixteen channels grows fourfold in every layer.";

    public override Conclusion Check() => new(
        "The declared stds are sqrt(2 / 9), sqrt(2 / 144) and, in four groups, sqrt(2 / 36).",
        [
            new Figure("std of one channel over sqrt(2 / 9)", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(OneChannelLayer.Info) / Math.Sqrt(2.0 / 9)], Claim.Always),
            new Figure("std of sixteen channels over sqrt(2 / 144)", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(SixteenChannelLayer.Info) / Math.Sqrt(2.0 / 144)], Claim.Always),
            new Figure("std of sixteen channels in four groups over sqrt(2 / 36)", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(GroupedLayer.Info) / Math.Sqrt(2.0 / 36)], Claim.Always),
        ],
        []);
}
