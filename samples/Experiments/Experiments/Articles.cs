namespace ExperimentsSample;

/// <summary>The articles, as their experiments name them.</summary>
internal static class Articles
{
    public const string Tutorial = "LTFN 6, \"Weight Initialization\" (learningtensorflow's series, part 6)";
    public const string Sweep = "\"Tensor weight initialization\", a question and its answers about TensorFlow's MNIST tutorial";
    public const string Intoli = "Intoli, \"Understanding neural network weight initialization\"";
    public const string BestPractices = "\"Deep learning best practices (1): weight initialization\"";
    public const string Deep = "\"Initialization of deep networks\"";
}
