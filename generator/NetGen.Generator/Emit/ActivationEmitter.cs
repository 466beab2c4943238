using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints functions of the user's own for vectors: a struct for each, among the network's kernels.</summary>
internal static class ActivationEmitter
{
    public static FileText Emit(NetworkPlan plan, IReadOnlyList<FunctionSource> functions)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, activations");
        using (NetworkEmitter.OpenKernelClass(writer, plan))
        {
            for (int i = 0; i < functions.Count; i++)
            {
                if (i > 0) writer.Line();
                Emit(writer, functions[i]);
            }
        }

        return writer.ToFile();
    }

    private static void Emit(SourceWriter writer, FunctionSource function)
    {
        using SourceWriter.BlockScope type = writer.Block($"private readonly struct {function.Struct} : IActivation");
        EmitMethod(writer, "Apply<TVector>(TVector x)", function.Value);
        writer.Line();
        EmitMethod(writer, "Derivative<TVector>(TVector x, TVector output)", function.Derivative);
    }

    private static void EmitMethod(SourceWriter writer, string signature, Formula formula)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using SourceWriter.BlockScope body = writer.Block($"public TVector {signature} where TVector : struct, IVector<TVector>");
        FormulaText text = new(formula);
        foreach (string line in text.Lines) writer.Line(line);

        // A choice takes a side for what is no number, too; what comes out must be none then.
        writer.Line(double.IsNaN(formula.At(double.NaN)) ? $"return {text.Result};" : $"return TVector.Select(TVector.Equal(x, x), {text.Result}, x);");
    }

    /// <summary>A formula as statements: what occurs more than once has a name.</summary>
    private sealed class FormulaText
    {
        private readonly Dictionary<Formula, int> _uses = [];
        private readonly Dictionary<Formula, string> _names = [];

        public FormulaText(Formula formula)
        {
            Count(formula);
            Result = Print(formula);
        }

        public List<string> Lines { get; } = [];

        public string Result { get; }

        private void Count(Formula formula)
        {
            _uses.TryGetValue(formula, out int uses);
            _uses[formula] = uses + 1;
            if (uses > 0) return;
            foreach (Formula part in formula.Parts) Count(part);
        }

        private string Print(Formula formula)
        {
            if (_names.TryGetValue(formula, out string? name)) return name;
            string text = formula switch
            {
                ArgumentFormula => "x",
                NumberFormula { Value: 0 } => "TVector.Zero",
                NumberFormula number => $"TVector.Broadcast({Literals.Single(number.Value)})",
                CallFormula { Function: FormulaFunction.Negate } call => $"TVector.Zero - {Inner(call.Operand)}",
                CallFormula { Function: FormulaFunction.Sqrt or FormulaFunction.Abs } call => $"TVector.{call.Function}({Print(call.Operand)})",
                CallFormula call => $"VectorMath.{call.Function}({Print(call.Operand)})",
                JoinFormula { Operator: FormulaOperator.Max or FormulaOperator.Min } join => $"TVector.{join.Operator}({Print(join.Left)}, {Print(join.Right)})",
                JoinFormula join => $"{Inner(join.Left)} {Sign(join.Operator)} {Inner(join.Right)}",
                ChoiceFormula choice => $"TVector.Select(TVector.LessThan({Print(choice.Left)}, {Print(choice.Right)}), {Print(choice.IfLess)}, {Print(choice.Otherwise)})",
                _ => throw new InvalidOperationException($"No text for {formula.GetType().Name}."),
            };
            if (_uses[formula] < 2 || formula is ArgumentFormula or NumberFormula) return text;
            string local = $"t{Lines.Count + 1}";
            Lines.Add($"TVector {local} = {text};");
            _names.Add(formula, local);
            return local;
        }

        /// <summary>As one operand of several.</summary>
        private string Inner(Formula formula)
        {
            string text = Print(formula);
            return formula is JoinFormula { Operator: not (FormulaOperator.Max or FormulaOperator.Min) } or CallFormula { Function: FormulaFunction.Negate } && text.Contains(' ') ? $"({text})" : text;
        }

        private static char Sign(FormulaOperator kind) => kind switch
        {
            FormulaOperator.Add => '+',
            FormulaOperator.Subtract => '-',
            FormulaOperator.Multiply => '*',
            _ => '/',
        };
    }
}
