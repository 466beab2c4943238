namespace NetGen.Benchmarks;

/// <summary>This program, started again for a part of its work.</summary>
internal static class OwnProgram
{
    /// <summary>The executable and the first arguments: the file itself, which also lies beside the tests.</summary>
    public static (string Program, string[] Arguments) Start => ("dotnet", [typeof(OwnProgram).Assembly.Location]);
}
