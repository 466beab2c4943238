namespace NetGen.OnnxCompiler;

/// <summary>The step of a build that makes a class and its weights of an ONNX model. NetGen.Onnx.targets runs it for each item OnnxNetwork.</summary>
internal static class Program
{
    /// <summary>The model was complained of, in lines that a build shows as errors.</summary>
    private const int Refused = 1;

    private static int Main(string[] arguments)
    {
        if (arguments is not [string model, string source, string weights, string space, string name, string access, string place])
        {
            Console.Error.WriteLine("netgen-onnx is run by a build: netgen-onnx MODEL SOURCE WEIGHTS NAMESPACE CLASS ACCESS (Resource | File).");
            return 2;
        }

        IReadOnlyList<string> problems = ModelCompilation.Run(model, source, weights, new NetworkClass(space, name, access, place));
        // The form that builds read: the file, the number of the error, what it is.
        foreach (string problem in problems) Console.Error.WriteLine($"{model} : error NETGENONNX: {problem.ReplaceLineEndings(" ")}");
        return problems.Count > 0 ? Refused : 0;
    }
}
