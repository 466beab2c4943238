namespace NetGen;

/// <summary>One minimisation by L-BFGS.</summary>
internal sealed class LbfgsRun(IDifferentiable function, Lbfgs method)
{
    private readonly CurvatureMemory _memory = new(method.HistorySize);
    private readonly List<MinimizationStep> _steps = [];
    private int _evaluations;

    public MinimizationReport Run()
    {
        float[] gradient = new float[function.Point.Length];
        double initial = function.Evaluate(gradient);
        _evaluations = 1;
        if (!double.IsFinite(initial) || !double.IsFinite(TensorMath.SumOfSquares(gradient)))
            throw new InvalidOperationException("Loss or gradient is not finite to begin with: look for samples or parameters that are not.");
        if (Largest(gradient) <= method.GradientTolerance) return new MinimizationReport(initial, _steps, MinimizationEnd.Gradient);
        MinimizationEnd end = Iterate(new LinePoint(0, initial, 0, gradient));
        return new MinimizationReport(initial, _steps, end);
    }

    private MinimizationEnd Iterate(LinePoint at)
    {
        while (true)
        {
            method.CancellationToken.ThrowIfCancellationRequested();
            float[] direction = _memory.Direction(at.Gradient);
            double slope = TensorMath.Dot(at.Gradient, direction);
            if (!(slope <= -method.ChangeTolerance)) return MinimizationEnd.Change;
            double length = _steps.Count == 0 ? Math.Min(1, 1 / at.Gradient.Sum(value => (double)Math.Abs(value))) * method.LearningRate : method.LearningRate;
            LinePoint start = at with { Length = 0, Slope = slope };
            at = Step(start, direction, length);
            if (!IsFinite(at)) return MinimizationEnd.NotFinite;
            float[] change = at.Gradient.AsSpan().ToArray();
            TensorMath.Combine(1f, change, -1f, start.Gradient);
            TensorMath.Scale(direction, (float)at.Length);
            _memory.Add(direction, change);
            _steps.Add(new MinimizationStep(at.Loss, Largest(at.Gradient), at.Length, _evaluations));
            if (End(start, at, direction) is { } end) return end;
        }
    }

    /// <summary>Goes to the next point.</summary>
    private LinePoint Step(LinePoint start, float[] direction, double length)
    {
        float[] origin = function.Point.ToArray();
        LinePoint found = method.UsesLineSearch ? new WolfeSearch(start, Evaluate, Largest(direction), 1e-9).Run(length) : Evaluate(length);
        function.Go(origin, direction, IsFinite(found) ? found.Length : 0);
        return found;

        LinePoint Evaluate(double at)
        {
            function.Go(origin, direction, at);
            float[] gradient = new float[direction.Length];
            double loss = function.Evaluate(gradient);
            _evaluations++;
            return new LinePoint(at, loss, TensorMath.Dot(gradient, direction), gradient);
        }
    }

    private MinimizationEnd? End(LinePoint before, LinePoint after, float[] step)
    {
        if (_steps.Count >= method.MaxIterations) return MinimizationEnd.Iterations;
        if (_evaluations >= method.EvaluationLimit) return MinimizationEnd.Evaluations;
        if (Largest(after.Gradient) <= method.GradientTolerance) return MinimizationEnd.Gradient;
        return Largest(step) <= method.ChangeTolerance || Math.Abs(after.Loss - before.Loss) < method.ChangeTolerance ? MinimizationEnd.Change : null;
    }

    /// <summary>A value of the gradient that is not finite shows in the slope.</summary>
    private static bool IsFinite(LinePoint point) => double.IsFinite(point.Loss) && double.IsFinite(point.Slope);

    private static double Largest(float[] values)
    {
        float largest = 0;
        foreach (float value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
