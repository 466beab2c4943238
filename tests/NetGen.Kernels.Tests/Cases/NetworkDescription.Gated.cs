using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Layers that make one channel of several.</summary>
internal sealed partial class NetworkDescription
{
    public NetworkDescription GLU(string? name = null) => Gated("GLU", name, order => new GLU(order));

    public NetworkDescription SwiGLU(string? name = null) => Gated("SwiGLU", name, order => new SwiGLU(order));

    public NetworkDescription GeGLU(string? name = null) => Gated("GeGLU", name, order => new GeGLU(order));

    public NetworkDescription ReGLU(string? name = null) => Gated("ReGLU", name, order => new ReGLU(order));

    public NetworkDescription Maxout(int pieces, string? name = null) => Append("Maxout", Number(pieces), "maxout", name, () => new Maxout(pieces));

    private NetworkDescription Gated(string kind, string? name, Func<FileOrder, ReferenceLayer> create)
    {
        FileOrder order = NextInput().Order;
        return Append(kind, "", kind, name, () => create(order));
    }
}
