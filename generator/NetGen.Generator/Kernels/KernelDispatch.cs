using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>Prints the choice of the vector width. The conditions are constants to the JIT: one call remains.</summary>
internal static class KernelDispatch
{
    public const string Optimized = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";
    public const string VectorConstraint = "where TVector : struct, IVector<TVector>";

    /// <summary>The entry method of a kernel whose text differs by register class.</summary>
    public static void EmitByClass(SourceWriter writer, Kernel kernel, int panel)
        => Emit(writer, kernel, panel, RegisterClass.Wide.Name, RegisterClass.Narrow.Name);

    /// <summary>The entry method of a kernel with one text for all.</summary>
    public static void EmitCommon(SourceWriter writer, Kernel kernel, int panel) => Emit(writer, kernel, panel, "Vectors", "Vectors");

    /// <summary>The head of a method generic over the vector.</summary>
    public static SourceWriter.BlockScope Method(SourceWriter writer, string name, string parameters)
    {
        writer.Line(Optimized);
        writer.Line($"private static void {name}<TVector>({parameters})");
        using (writer.Indent()) writer.Line(VectorConstraint);
        return writer.Block();
    }

    private static void Emit(SourceWriter writer, Kernel kernel, int panel, string wide, string narrow)
    {
        writer.Line($"private static void {kernel.Name}({kernel.Signature})");
        using SourceWriter.BlockScope body = writer.Block();
        string Call(string registers, string vector) => $"{kernel.Name}{registers}<{vector}>({kernel.Forwarding});";
        if (panel == 1)
        {
            writer.Line(Call(narrow, "SimdScalar"));
            return;
        }

        string widest = panel >= 16 ? "Simd512" : panel == 8 ? "Simd256" : "Simd128";
        writer.Line($"if (Vector512.IsHardwareAccelerated) {Call(wide, widest)}");
        writer.Line($"else if (AdvSimd.IsSupported) {Call(wide, "Simd128")}");
        if (panel >= 8) writer.Line($"else if (Vector256.IsHardwareAccelerated) {Call(narrow, "Simd256")}");
        writer.Line($"else if (Vector128.IsHardwareAccelerated) {Call(narrow, "Simd128")}");
        writer.Line($"else {Call(narrow, "SimdScalar")}");
    }
}
