using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

internal sealed partial record MultiHeadAttentionLayer
{
    /// <summary>
    /// PyTorch (<c>_reset_parameters</c> of <c>torch/nn/modules/activation.py</c>): Glorot's of queries, keys and values as one matrix of three times the
    /// features, or of each where what is attended to has other features; the last product begins as a Linear without its bias. Keras (<c>compute_fans</c>
    /// over the kernels of <c>multi_head_attention.py</c>): [features, heads, size] counts heads as inputs and size as outputs of features taps,
    /// [heads, size, features] size and features of heads taps. Flax (<c>linen/attention.py</c>): LeCun's of the inputs. Biases begin with 0 in all three.
    /// </summary>
    public override InitializerRule? DefaultOf(Framework framework, IReadOnlyList<ParameterSpec> specs, InitializerSite site)
    {
        if (site.Spec.FanIn == 0) return null;
        ParameterSpec output = specs.First(static spec => spec.Name == OutputWeight);
        (int features, int size) = (output.FileShape[0], output.FileShape[1] / Heads);
        bool isLast = site.Spec.Name == OutputWeight;
        return framework switch
        {
            Framework.Keras when isLast => FrameworkDefaults.Glorot("Keras", Heads * size, Heads * features),
            // Queries and keys that are rows of one matrix begin alike only where they have as many heads.
            Framework.Keras when site.Spec.Name == InputWeight && KeyHeads != Heads => null,
            Framework.Keras => FrameworkDefaults.Glorot("Keras", site.Columns * (site.Spec.Name == MemoryWeight ? KeyHeads : Heads), site.Columns * size),
            Framework.PyTorch when features != Heads * size || KeyHeads != Heads => null, // it has no such layer
            Framework.PyTorch when isLast => FrameworkDefaults.Within("PyTorch", site.Columns),
            Framework.PyTorch => FrameworkDefaults.Glorot(
                "PyTorch",
                site.Columns,
                specs.Any(spec => spec.FanIn > 0 && spec.FileShape[1] != features) ? features : 3 * features),
            _ => FrameworkDefaults.LeCun(site.Columns),
        };
    }
}
