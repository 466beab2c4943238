using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints the forward pass of one step of a sequence, and the members by which a stream calls it.</summary>
internal static class StreamEmitter
{
    /// <summary>What the library knows such a network as.</summary>
    public const string Contract = "global::NetGen.Runtime.IStepNetwork";

    private const string Parameters = "ref float source, ref float target, ref float parameters, ref float memory, long step";

    public static FileText Emit(NetworkPlan plan, StreamPlan stream)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, one step of a sequence");
        using (NetworkEmitter.OpenKernelClass(writer, plan))
        {
            writer.Line($"// One step: {Literals.Grouped(stream.StateSize)} floats of a stream's memory last from step to step, behind them lies what a step needs.");
            PassBody body = NewBody();
            CallPrinter printer = new(body, NewBody, "ForwardStep", attribute: KernelDispatch.Optimized);
            writer.Line(KernelDispatch.Optimized);
            using (writer.Block($"internal static void ForwardStep({Parameters})"))
            {
                printer.Print([.. stream.Kernels.Select(kernel => MakeCall(plan, stream, kernel))], Parameters, "ref source, ref target, ref parameters, ref memory, step");
                body.Writer.Line();
                OutputEmitter.EmitOne(body, stream.Output, operand => Addresses.Step(operand, stream, plan.Memory), isLast: true);
                body.PrintTo(writer);
            }

            printer.PrintParts(writer);
        }

        return writer.ToFile();
    }

    /// <summary>What a stream has to know before it has memory.</summary>
    public static void EmitProgram(SourceWriter writer, NetworkPlan plan, StreamPlan stream)
    {
        writer.Line("internal static readonly global::NetGen.Runtime.StepProgram Stream = new(");
        using SourceWriter.BlockScope arguments = writer.Indent();
        writer.Line("Info,");
        writer.Line($"inputSize: {stream.Input.Shape.Size}, outputSize: {stream.Output.Shape.Size}, vocabulary: {stream.Input.Shape.Vocabulary},");
        writer.Line($"stateSize: {stream.StateSize}, memorySize: {stream.MemorySize}, steps: {(stream.BoundedBy is null ? 0 : stream.Steps)}, boundedBy: {(stream.BoundedBy is null ? "null" : Literals.Text(stream.BoundedBy))},");
        Layer last = plan.Model.Nodes[plan.Model.Outputs[0]].Layer;
        writer.Line($"givesProbabilities: {(last.GivesProbabilities && !last.GivesLogProbabilities ? "true" : "false")});");
    }

    /// <summary>The members of the user's class.</summary>
    public static void EmitMembers(SourceWriter writer, NetworkPlan plan, StreamPlan stream, string self)
    {
        string type = $"global::NetGen.{(stream.Input.Shape.Vocabulary > 0 ? "TokenStream" : "SequenceStream")}";
        string step = stream.Input.Shape.Vocabulary > 0 ? "token" : "step";
        writer.Line($"/// <summary>A stream through this network: it is given a sequence one {step} at a time, and gives at each what <c>Predict</c> gives for it.</summary>");
        writer.Line($"/// <remarks>{Limit(stream)} It reads the network's parameters as they are at each step.</remarks>");
        writer.Line($"public {type} CreateStream() => new(this);");
        writer.Line();
        writer.Line($"global::NetGen.Runtime.StepProgram {Contract}.Steps => {ConstantsEmitter.Stream(plan)};");
        writer.Line();
        using (writer.Block($"void {Contract}.Step(ref float source, ref float target, ref float memory, long step)"))
        {
            InferenceEmitter.EmitBeginRead(writer, plan);
            string start = InferenceEmitter.ParameterStart(plan);
            writer.Line($"{NetworkEmitter.QualifiedKernelClass(plan)}.ForwardStep(ref source, ref target, {start}, ref memory, step);");
            InferenceEmitter.EmitEndRead(writer);
        }

        writer.Line();
        EmitLink(writer, plan, stream);
    }

    private static string Limit(StreamPlan stream) => stream.BoundedBy is { } layer
        ? $"It ends with the {Literals.Count(stream.Steps, "step")} that are declared, for which {layer} has memory or parameters; Reset begins a new sequence."
        : "It has no end: the declared number of steps does not limit it.";

    /// <summary>What Predict does with what Forward gives.</summary>
    private static void EmitLink(SourceWriter writer, NetworkPlan plan, StreamPlan stream)
    {
        string head = $"void {Contract}.Link(ref float output)";
        if (plan.Model.LossOf(plan.Model.Outputs[0]) is not { Loss: { Link: string link } loss })
        {
            using SourceWriter.BlockScope nothing = writer.Block(head);
            return;
        }

        using SourceWriter.BlockScope method = writer.Block(head);
        int size = stream.Output.Shape.Size;
        int row = Math.Min(size, loss.LinkedAtOnce(stream.Output.Shape));
        if (row < size) writer.Line($"for (int row = 0; row < {size}; row += {row}, output = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref output, {row}))");
        using SourceWriter.BlockScope? rows = row < size ? writer.Indent() : null;
        writer.Line($"global::NetGen.Runtime.Losses.{link}(ref output, {row}, ref output);");
    }

    private static Call MakeCall(NetworkPlan plan, StreamPlan stream, Kernel kernel)
    {
        IEnumerable<Argument> operands = kernel.Operands.Select(operand => Addresses.Step(operand, stream, plan.Memory));
        return kernel.UsesSampleForm ? new Call(plan.Named(kernel).SampleName, [.. operands]) : new Call(plan.Named(kernel).Name, [.. operands, Argument.Fixed("1")]);
    }

    private static PassBody NewBody() => PassBody.Plain("source", "target", "parameters", "memory", "step", "block", "row", "result");
}
