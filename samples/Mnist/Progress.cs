namespace MnistSample;

/// <summary>How far training is.</summary>
/// <param name="Epoch">The current pass, from 1.</param>
/// <param name="ImagesDone">Images of all passes so far.</param>
/// <param name="Loss">Mean loss of the current pass so far.</param>
/// <param name="Accuracy">Share of the test images read rightly after the last pass; null in the first.</param>
/// <param name="ImagesPerSecond">Over the current pass.</param>
internal readonly record struct TrainingStatus(int Epoch, long ImagesDone, double Loss, double? Accuracy, double ImagesPerSecond);

/// <summary>One pass over the training images.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean over the pass's images, each as it was when its turn came.</param>
/// <param name="Accuracy">Share of the test images read rightly after the pass.</param>
/// <param name="Seconds">Time of the training steps; testing is not counted.</param>
/// <param name="ImagesPerSecond">Training images in that time.</param>
internal sealed record EpochResult(int Epoch, double Loss, double Accuracy, double Seconds, double ImagesPerSecond);
