using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Initializers;

/// <summary>Initialisers of whole matrices and kernels, where it matters which value stands in which place.</summary>
internal static class StructuredInitializers
{
    /// <summary>1 in the middle of each kernel, from each channel of a group to that of its number.</summary>
    public static InitializerRule Dirac { get; } = new("Dirac", false, ResolveDirac) { FindFault = site => NeedsKernel(site, "Identity") };

    /// <summary>One weight of each output drawn from 0 to 1, the others normal.</summary>
    public static InitializerRule RandomizedAsymmetric { get; } = new("RandomizedAsymmetric", true, site => Initialize.RandomizedAsymmetric(site.Columns))
    {
        Mode = FanMode.FanIn,
        FindFault = site => NeedsMatrix(site) ?? (site.IsTransposed ? new("draws for each output, and the rows of this kernel are inputs", "Write [He]") : null),
    };

    public static InitializerRule Orthogonal(AttributeArguments arguments)
    {
        double gain = arguments.PositiveNumber("gain", 1, "1");
        return new("Orthogonal", false, site => Initialize.Orthogonal(gain, Math.Max(site.Rows / site.Spec.Gates, site.Columns), site.Spec.Gates)) { Gain = gain, FindFault = NeedsMatrix };
    }

    public static InitializerRule DeltaOrthogonal(AttributeArguments arguments)
    {
        double gain = arguments.PositiveNumber("gain", 1, "1");
        return new("DeltaOrthogonal", false, site => Initialize.DeltaOrthogonal(gain, Math.Max(site.Rows, site.Spec.FileShape[1]), site.Spec.Rows * site.Spec.Columns))
        {
            Gain = gain,
            FindFault = site => NeedsKernel(site, "Orthogonal") ?? NeedsRoom(site),
        };
    }

    public static InitializerRule Identity(AttributeArguments arguments)
    {
        double gain = arguments.FiniteNumber("gain", 1);
        return new("Identity", false, site => ResolveIdentity(gain, site)) { FindFault = site => NeedsMatrix(site) ?? (IsKernel(site) ? new("is a matrix, and this is a kernel", "Write [Dirac]") : null) };
    }

    public static InitializerRule Sparse(AttributeArguments arguments)
    {
        double sparsity = arguments.Number("sparsity", 0.1, value => value is > 0 and < 1, "between 0 and 1", "0.1");
        double std = arguments.PositiveNumber("Std", 0.01, "0.01");
        return new("Sparse", false, site => Initialize.Sparse(sparsity, std, site.Rows))
        {
            GivesStd = true,
            FindFault = site => NeedsMatrix(site) ?? (IsKernel(site) ? new("leaves out values of a matrix's columns, and this is a kernel", "Write [Normal] or [He]") : null),
        };
    }

    private static bool IsKernel(InitializerSite site) => site.Spec.FileShape.Count > 2;

    private static Unsuitability? NeedsMatrix(InitializerSite site)
        => site.Spec.FileShape.Count < 2 ? new("needs rows and columns, and this is a vector", "Write [Zeros], [Constant], [Normal] or [Uniform]") : null;

    private static Unsuitability? NeedsKernel(InitializerSite site, string better)
        => NeedsMatrix(site) ?? (IsKernel(site) ? null : new("has a place in the middle of a kernel, and this is a matrix", $"Write [{better}]"));

    /// <summary>Lengths are kept where no two inputs share an output, and where the middle is a pixel.</summary>
    private static Unsuitability? NeedsRoom(InitializerSite site)
    {
        ParameterSpec spec = site.Spec;
        (int inputs, int outputs) = site.IsTransposed ? (spec.Outputs, spec.Inputs) : (spec.Inputs, spec.Outputs);
        if (spec.Groups > 1) return new($"is one matrix of all channels, and this kernel has {Text.Of(spec.Groups)} groups", "Write [Orthogonal]");
        if (spec.Rows % 2 == 0 || spec.Columns % 2 == 0) return new($"needs a pixel in the middle of the kernel, and {Text.Window(spec.Rows, spec.Columns)} has none", "Write an odd kernel, or [Orthogonal]");
        return outputs < inputs
            ? new($"needs as many filters as channels, or more, and here are {Text.Of(outputs)} of {Text.Of(inputs)}", "Write [Orthogonal], or more filters")
            : null;
    }

    private static Initializer ResolveDirac(InitializerSite site)
    {
        ParameterSpec spec = site.Spec;
        int each = Math.Min(spec.Outputs, spec.Inputs);
        return Initialize.Dirac(spec.Groups, (long)each * spec.Groups, spec.Count, (double)each / (site.IsTransposed ? spec.Inputs : spec.Outputs));
    }

    private static Initializer ResolveIdentity(double gain, InitializerSite site)
    {
        int gates = site.Spec.Gates;
        int each = Math.Min(site.Rows / gates, site.Columns);
        return Initialize.Identity(gain, gates, (long)each * gates, site.Spec.Count, (double)each * gates / site.Rows);
    }
}
