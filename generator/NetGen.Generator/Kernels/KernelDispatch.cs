using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints the choice of the vector width. The conditions are constants to the JIT: one call remains.</summary>
internal static class KernelDispatch
{
    private const string OptimizedOptions = "Optimized";

    /// <summary>Of a kernel's methods that are compiled by themselves.</summary>
    public const string Optimized = $"[MethodImpl({OptimizedOptions})]";

    /// <summary>Of those that become part of their callers.</summary>
    public const string Inlined = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    /// <summary>Ends the head of a method generic over the vector.</summary>
    public const string VectorConstraint = "where TVector : struct, IVector<TVector>";

    /// <summary>
    /// Declares what <see cref="Optimized"/> names. Inlined, a kernel would share the budget that the JIT has for its caller: a loop of the
    /// user's that called a network of two small layers took 22 nanoseconds for each call, where the kernels' parts had become calls, and 6
    /// where not.
    /// </summary>
    public static void DeclareOptions(SourceWriter writer)
    {
        writer.Line("// From the first call on, and each by itself: what is inlined into a caller's method shares its budget, and vectors become calls.");
        writer.Line($"private const MethodImplOptions {OptimizedOptions} = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;");
    }

    /// <summary>The entry method of a kernel whose text differs by register class.</summary>
    public static void EmitByClass(SourceWriter writer, Kernel kernel, int panel)
    {
        string Call(RegisterClass registers, string vector) => $"{kernel.Name}{registers.Name}<{vector}>({kernel.Forwarding});";
        Emit(writer, $"{kernel.Name}({kernel.Signature})", panel, vector => Call(RegisterClass.Wide, vector), vector => Call(RegisterClass.Narrow, vector));
    }

    /// <summary>The entry method of a kernel with one text for all.</summary>
    public static void EmitCommon(SourceWriter writer, Kernel kernel, int panel)
    {
        string Call(string vector) => $"{kernel.Name}Vectors<{vector}>({kernel.Forwarding});";
        Emit(writer, $"{kernel.Name}({kernel.Signature})", panel, Call, Call);
    }

    /// <summary>The entry method of a part of a kernel.</summary>
    /// <param name="name">Its name; that of the method generic over the vector ends in Vectors.</param>
    public static void EmitPart(SourceWriter writer, string name, string parameters, string arguments, int panel)
    {
        string Call(string vector) => $"{name}Vectors<{vector}>({arguments});";
        Emit(writer, $"{name}({parameters})", panel, Call, Call);
    }

    /// <summary>The entry method of a kernel's form for a single sample.</summary>
    /// <param name="method">The method generic over the vector, which takes the operands alone.</param>
    public static void EmitSample(SourceWriter writer, Kernel kernel, int panel, string method)
    {
        string operands = string.Join(", ", kernel.Operands.Select(operand => operand.Declaration));
        string forwarding = string.Join(", ", kernel.Operands.Select(operand => operand.Forwarded));
        string Call(string vector) => $"{method}<{vector}>({forwarding});";
        Emit(writer, $"{kernel.SampleName}({operands})", panel, Call, Call);
    }

    /// <summary>The head of a method generic over the vector.</summary>
    public static SourceWriter.BlockScope Method(SourceWriter writer, string name, string parameters, string attribute = Optimized)
    {
        writer.Line(attribute);
        writer.Line($"static void {name}<TVector>({parameters})");
        using (writer.Indent()) writer.Line(VectorConstraint);
        return writer.Block();
    }

    private static void Emit(SourceWriter writer, string method, int panel, Func<string, string> wide, Func<string, string> narrow)
    {
        writer.Line(Inlined);
        using SourceWriter.BlockScope body = writer.Block($"static void {method}");
        if (panel == 1)
        {
            writer.Line(narrow("SimdScalar"));
            return;
        }

        string widest = panel >= 16 ? "Simd512" : panel == 8 ? "Simd256" : "Simd128";
        writer.Line($"if (Vector512.IsHardwareAccelerated) {wide(widest)}");
        writer.Line($"else if (AdvSimd.IsSupported) {wide("Simd128")}");
        if (panel >= 8) writer.Line($"else if (Vector256.IsHardwareAccelerated) {narrow("Simd256")}");
        writer.Line($"else if (Vector128.IsHardwareAccelerated) {narrow("Simd128")}");
        writer.Line($"else {narrow("SimdScalar")}");
    }
}
