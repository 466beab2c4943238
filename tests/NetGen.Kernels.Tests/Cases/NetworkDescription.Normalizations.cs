using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Normalisations of each sample by itself.</summary>
internal sealed partial class NetworkDescription
{
    public NetworkDescription LayerNorm(string? name = null, double epsilon = 1e-5, bool scale = true, bool bias = true)
    {
        DescribedValue input = NextInput();
        return Append("LayerNorm", Affine(epsilon, scale, bias), "ln", name, () => new LayerNorm(input.Shape[2], epsilon, input.Order, scale, bias));
    }

    public NetworkDescription RMSNorm(string? name = null, double epsilon = 1e-5, bool scale = true)
    {
        DescribedValue input = NextInput();
        return Append("RMSNorm", Affine(epsilon, scale, bias: true), "rms", name, () => new RMSNorm(input.Shape[2], epsilon, input.Order, scale));
    }

    public NetworkDescription GroupNorm(int groups, string? name = null, double epsilon = 1e-5, bool scale = true, bool bias = true)
    {
        int channels = NextInputShape()[2];
        string affine = Affine(epsilon, scale, bias);
        return Append("GroupNorm", Number(groups) + (affine.Length > 0 ? ", " + affine : ""), "gn", name, () => new GroupNorm(channels, groups, epsilon, scale, bias));
    }

    public NetworkDescription InstanceNorm(string? name = null, double epsilon = 1e-5, bool scale = false, bool bias = false)
    {
        int channels = NextInputShape()[2];
        List<string> arguments = [];
        if (epsilon != 1e-5) arguments.Add("Epsilon = " + Number(epsilon));
        if (scale) arguments.Add("UseScale = true");
        if (bias) arguments.Add("UseBias = true");
        return Append("InstanceNorm", string.Join(", ", arguments), "in", name, () => new InstanceNorm(channels, epsilon, scale, bias));
    }

    /// <summary>The arguments of a normalisation that are not as they are without being written.</summary>
    private static string Affine(double epsilon, bool scale, bool bias)
    {
        List<string> arguments = [];
        if (epsilon != 1e-5) arguments.Add("Epsilon = " + Number(epsilon));
        if (!scale) arguments.Add("UseScale = false");
        if (!bias) arguments.Add("UseBias = false");
        return string.Join(", ", arguments);
    }
}
