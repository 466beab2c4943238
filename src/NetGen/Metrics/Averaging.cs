namespace NetGen.Metrics;

/// <summary>How a metric of single classes becomes one of all.</summary>
public enum Averaging
{
    /// <summary>The mean over classes that occur, among labels or predictions, each the same.</summary>
    Macro,

    /// <summary>The mean over classes, each as often as it occurs among labels.</summary>
    Weighted,

    /// <summary>Over the counts of all classes together; of one label per sample this is the accuracy.</summary>
    Micro,
}
