using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Sums over all samples and pixels for each vector of channels. A sample's pixels are summed by themselves, in a few sums side by side that hide the latency
/// of the addition, and then added to the total: a hundred times fewer roundings follow each other than in one long sum, of which a million terms would
/// lose more than 1e-5. Pixel i of a sample always goes to sum i % 4, so the order stays fixed.
/// </summary>
/// <param name="operands">What is read, all of one shape.</param>
/// <param name="names">The sums, which are declared here.</param>
internal sealed class ChannelSums(SourceWriter writer, IReadOnlyList<TensorOperand> operands, params string[] names)
{
    /// <summary>Sums side by side, where a sample has pixels for them.</summary>
    public const int MostChains = 4;

    private readonly int _pixels = operands[0].Tensor.Shape.Positions;

    /// <summary>The name of the first channel of the vector at hand.</summary>
    public string Channel { get; init; } = "channel";

    private int Chains => Math.Min(MostChains, _pixels);

    /// <summary>Sums over a batch.</summary>
    /// <param name="term">Prints what a pixel adds.</param>
    public void Emit(Action<Term> term)
    {
        foreach (string name in names) writer.Line($"TVector {name} = TVector.Zero;");
        using SourceWriter.BlockScope sample = writer.Block("for (int sample = 0; sample < batch; sample++)");
        foreach (TensorOperand operand in operands)
        {
            string place = $"(sample * (nint){operand.Tensor.Storage.SampleStride}) + {Channel}";
            writer.Line($"ref float {ChannelLoops.Pixel(operand)} = ref Unsafe.Add(ref {operand.Name}, {place});");
        }

        if (Chains == 1)
        {
            term(new Term(0, "0", IsTotal: true));
            return;
        }

        foreach (string name in names)
            writer.Line("TVector " + string.Join(", ", Enumerable.Range(0, Chains).Select(chain => $"{name}{chain} = TVector.Zero")) + ";");
        int turns = _pixels / Chains;
        using (writer.Loop("i", turns, out string turn))
        {
            for (int chain = 0; chain < Chains; chain++) EmitTerm(chain, Expressions.Plus(Expressions.Times(turn, Chains), Literals.Integer(chain)));
            if (turns > 1 || _pixels % Chains > 0)
            {
                foreach (TensorOperand operand in operands)
                    writer.Line($"{ChannelLoops.Pixel(operand)} = ref Unsafe.Add(ref {ChannelLoops.Pixel(operand)}, {Chains * operand.Tensor.Pitch});");
            }
        }

        for (int rest = 0; rest < _pixels % Chains; rest++) EmitTerm(rest, Literals.Integer((turns * Chains) + rest));
        foreach (string name in names) writer.Line($"{name} += {Total(name)};");

        void EmitTerm(int chain, string pixel)
        {
            using SourceWriter.BlockScope scope = writer.Block();
            term(new Term(chain, pixel, IsTotal: false));
        }
    }

    private string Total(string name) => Chains switch
    {
        2 => $"{name}0 + {name}1",
        3 => $"({name}0 + {name}1) + {name}2",
        _ => $"({name}0 + {name}1) + ({name}2 + {name}3)",
    };

    /// <summary>A pixel's share in the sums.</summary>
    /// <param name="Chain">Which of the sums side by side it goes to.</param>
    /// <param name="Pixel">Its index in the sample, as text.</param>
    /// <param name="IsTotal">Whether there is one sum only.</param>
    internal readonly record struct Term(int Chain, string Pixel, bool IsTotal)
    {
        /// <summary>The sum to add to.</summary>
        public string Sum(string name) => IsTotal ? name : $"{name}{Chain}";

        /// <summary>The pixel of an operand.</summary>
        public string Load(TensorOperand operand)
            => $"TVector.Load({RegisterTile.At(ChannelLoops.Pixel(operand), Literals.Integer(Chain * operand.Tensor.Pitch))})";
    }
}
