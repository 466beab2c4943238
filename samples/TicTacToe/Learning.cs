using NetGen;
using NetGen.Data;

namespace TicTacToeSample;

/// <summary>Trains <see cref="PlayNet"/> on four fifths of all positions, and asks it about the others.</summary>
internal static class Learning
{
    public static (double BestMoves, double ValueError) Train(int epochs, TextWriter output, CancellationToken cancellation = default)
    {
        Position[] positions = [.. Game.Positions()];
        Position[] known = [.. positions.Where(static (_, index) => index % 5 != 0)];
        Position[] unknown = [.. positions.Where(static (_, index) => index % 5 == 0)];
        output.WriteLine($"{positions.Length} positions, {unknown.Length} of them to ask about");

        var network = new PlayNet(seed: 1);
        using Trainer<PlayNet> trainer = network.CreateTrainer(new AdamW(0.003));
        int[] moves = [.. known.Select(static position => Array.IndexOf(position.BestMoves, true))];
        float[] values = [.. known.Select(static position => (float)position.Value)];
        trainer.Fit(PlayNet.CreateDataset(Planes(known), policy: moves, value: values), new FitOptions
        {
            Epochs = epochs,
            BatchSize = 64,
            Schedule = LearningRateSchedule.Cosine,
            Callbacks = [new ConsoleProgress(output, isLive: false)],
            CancellationToken = cancellation,
        });

        float[] policy = new float[unknown.Length * 9];
        float[] value = new float[unknown.Length];
        network.Predict(Planes(unknown), policy, value);
        double best = unknown.Where((position, index) => position.BestMoves[Move(position, policy.AsSpan(index * 9, 9))]).Count() / (double)unknown.Length;
        double error = unknown.Select((position, index) => Math.Abs(position.Value - value[index])).Average();
        output.WriteLine($"of positions it has not seen: {100 * best:F1} % best moves; the end is {error:F2} off in the mean");
        return (best, error);
    }

    private static float[] Planes(Position[] positions) =>
        [.. positions.SelectMany(static position => position.Cells.SelectMany(static cell => new[] { cell == 1 ? 1f : 0f, cell == -1 ? 1f : 0f }))];

    /// <summary>The most probable move among those that are allowed.</summary>
    private static int Move(Position position, ReadOnlySpan<float> policy)
    {
        int move = -1;
        for (int cell = 0; cell < 9; cell++)
        {
            if (position.Cells[cell] == 0 && (move < 0 || policy[cell] > policy[move])) move = cell;
        }

        return move;
    }
}
