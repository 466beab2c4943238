namespace NetGen.Images;

/// <summary>What is done to a picture whose sides have another ratio than those of the samples.</summary>
public enum ImageFit
{
    /// <summary>It is stretched.</summary>
    Stretch,

    /// <summary>It keeps its ratio, and what is too long is cut off on both sides.</summary>
    Crop,
}
