using NetGen.Data;

namespace NetGen.Tests.Data;

/// <summary>A linear classifier, trained by plain stochastic gradient descent: the yardstick of how hard a set is.</summary>
internal sealed class SoftmaxRegression(int inputs, int classes)
{
    private readonly float[] _weights = new float[classes * inputs];
    private readonly float[] _bias = new float[classes];

    public void Train(Dataset data, int epochs, float rate)
    {
        float[] probabilities = new float[classes];
        for (int epoch = 0; epoch < epochs; epoch++, rate *= 0.8f)
        {
            for (int index = 0; index < data.Count; index++)
            {
                ReadOnlySpan<float> input = data.Input(index);
                Score(input, probabilities);
                float largest = probabilities.Max();
                float sum = 0;
                for (int output = 0; output < classes; output++) sum += probabilities[output] = MathF.Exp(probabilities[output] - largest);
                for (int output = 0; output < classes; output++)
                {
                    float error = (probabilities[output] / sum) - (output == data.Labels[index] ? 1 : 0);
                    Span<float> weights = _weights.AsSpan(output * inputs, inputs);
                    for (int pixel = 0; pixel < inputs; pixel++) weights[pixel] -= rate * error * input[pixel];
                    _bias[output] -= rate * error;
                }
            }
        }
    }

    /// <summary>The share of samples whose label has the highest score.</summary>
    public double Accuracy(Dataset data)
    {
        float[] scores = new float[classes];
        int right = 0;
        for (int index = 0; index < data.Count; index++)
        {
            Score(data.Input(index), scores);
            if (Array.IndexOf(scores, scores.Max()) == data.Labels[index]) right++;
        }

        return right / (double)data.Count;
    }

    private void Score(ReadOnlySpan<float> input, Span<float> scores)
    {
        for (int output = 0; output < classes; output++)
        {
            ReadOnlySpan<float> weights = _weights.AsSpan(output * inputs, inputs);
            float sum = _bias[output];
            for (int pixel = 0; pixel < inputs; pixel++) sum += weights[pixel] * input[pixel];
            scores[output] = sum;
        }
    }
}
