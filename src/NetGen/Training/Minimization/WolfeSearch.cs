namespace NetGen;

/// <summary>
/// A line search that ends where the strong Wolfe conditions hold: the loss has fallen by a share of what the slope promises, and the slope is
/// flatter than before (Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6; constants and interpolation as in PyTorch).
/// </summary>
internal sealed class WolfeSearch(LinePoint start, Func<double, LinePoint> evaluate, double largest, double tolerance)
{
    private const double Decrease = 1e-4;
    private const double Flatness = 0.9;
    private const int Limit = 25;

    private int _searches;

    /// <summary>The point to go to, from a length to begin with.</summary>
    public LinePoint Run(double length)
    {
        LinePoint previous = start;
        LinePoint current = evaluate(length);
        while (_searches < Limit)
        {
            if (IsTooHigh(current) || (_searches > 1 && current.Loss >= previous.Loss)) return Zoom(previous, current);
            if (IsFlat(current)) return current;
            if (!(current.Slope < 0)) return Zoom(previous, current);
            double next = LinePoint.Interpolate(previous, current, current.Length + (0.01 * (current.Length - previous.Length)), current.Length * 10);
            previous = current;
            current = evaluate(next);
            _searches++;
        }

        return start.Loss <= current.Loss ? start : current;
    }

    /// <summary>Narrows down an interval that holds a point where the conditions are met.</summary>
    private LinePoint Zoom(LinePoint first, LinePoint second)
    {
        (LinePoint low, LinePoint high) = IsLower(first, second) ? (first, second) : (second, first);
        bool isSlow = false;
        while (_searches < Limit && !(Math.Abs(high.Length - low.Length) * largest < tolerance))
        {
            LinePoint trial = evaluate(Trial(low, high, ref isSlow));
            _searches++;
            if (IsTooHigh(trial) || !(trial.Loss < low.Loss))
            {
                (low, high) = IsLower(trial, low) ? (trial, low) : (low, trial);
                continue;
            }

            if (IsFlat(trial)) return trial;
            if (trial.Slope * (high.Length - low.Length) >= 0) high = low;
            low = trial;
        }

        return low;
    }

    /// <summary>What the cubic says; but where that is at an end of the interval, again and again, a tenth of it away from there.</summary>
    private static double Trial(LinePoint low, LinePoint high, ref bool isSlow)
    {
        // Between a number and none there is nothing to interpolate.
        if (!double.IsFinite(high.Loss)) return low.Length + (0.1 * (high.Length - low.Length));
        double length = LinePoint.Interpolate(low, high);
        double least = Math.Min(low.Length, high.Length);
        double most = Math.Max(low.Length, high.Length);
        double margin = 0.1 * (most - least);
        if (!(Math.Min(most - length, length - least) < margin))
        {
            isSlow = false;
            return length;
        }

        if (!isSlow && length < most && length > least)
        {
            isSlow = true;
            return length;
        }

        isSlow = false;
        return Math.Abs(length - most) < Math.Abs(length - least) ? most - margin : least + margin;
    }

    /// <summary>What is not finite is too high.</summary>
    private bool IsTooHigh(LinePoint point) => !(point.Loss <= start.Loss + (Decrease * point.Length * start.Slope));

    private bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Flatness * start.Slope;

    private static bool IsLower(LinePoint first, LinePoint second) => first.Loss <= second.Loss || !double.IsFinite(second.Loss);
}
