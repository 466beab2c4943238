using System.Globalization;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>A network that is being drawn at random. The same seed gives the same network.</summary>
internal sealed class NetworkDrawing
{
    /// <summary>The reference takes its time.</summary>
    public const long MostMultiplyAdds = 60_000;

    private const int MostValues = 700;

    /// <summary>What explodes shows how large numbers are, not how kernels meet.</summary>
    private const double LargestGradient = 30;
    private const double LargestLoss = 1e6;
    private const double SmallestLoss = 1e-2;

    private const int MostAttempts = 1000;

    /// <summary>Of so many networks one ends in a flattened image, where its last layer keeps one.</summary>
    private const int SeedsPerFlattened = 4;

    private readonly TestRandom _random;
    private int _names;
    private string _name = "input";
    private DescribedValue _named;

    private NetworkDrawing(ulong seed, ValueForm form)
    {
        _random = new TestRandom(seed);
        Description = form switch
        {
            ValueForm.Vector => new NetworkDescription(LayerDrawings.Extent(this)),
            ValueForm.Sequence => new NetworkDescription(Integer(1, 9), LayerDrawings.Extent(this, 17)),
            ValueForm.Indices => NetworkDescription.OfIndices(Integer(1, 9), Integer(1, 80)),
            _ => new NetworkDescription(Integer(1, 8), Integer(1, 8), LayerDrawings.Extent(this, 17)),
        };
        _named = Description.Input;
        if (IsDrawn(0.3)) Description.Unrolled(Pick(["Size", "Full"]));
    }

    public NetworkDescription Description { get; }

    /// <summary>What the next layer reads.</summary>
    public DescribedValue Current { get; private set; } = null!;

    /// <summary>While a branch is drawn: the number of pixels must stay.</summary>
    public bool KeepsPixels { get; private set; }

    /// <summary>While a branch is drawn whose result is to be added to what it began with: the number of channels must stay too.</summary>
    public bool KeepsChannels { get; private set; }

    /// <summary>Whether the network of a seed is to end in a flattened image: not left to chance, because there most has been wrong.</summary>
    public static bool EndsFlattened(int seed, string lastKind)
        => seed % SeedsPerFlattened == 0 && LayerDrawings.Of(lastKind) is { KeepsShape: true } last && last.Accepts(Sample(ValueForm.Vector) with { Order = new FileOrder(2, 2) });

    /// <summary>A network that ends in a layer and a loss.</summary>
    /// <param name="inside">A kind that one of its other layers has; null where none can stand in front of the last.</param>
    public static NetworkDescription Draw(int seed, string? inside, string lastKind, string loss)
    {
        LayerDrawing last = LayerDrawings.Of(lastKind);
        bool endsFlattened = EndsFlattened(seed, lastKind);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            ulong state = ((ulong)seed << 16) + (ulong)attempt;
            if (TryDraw(state, inside, last, lastKind, loss) is not { } description || (endsFlattened && !description.Output.IsFlattenedImage)) continue;
            if (IsTame(description)) return description;
        }

        throw new InvalidOperationException($"No network with [{inside}] inside ends in [{lastKind}] [{loss}]{(endsFlattened ? ", flattened" : "")}.");
    }

    /// <summary>Whether there can be a network that ends in a layer and a loss.</summary>
    public static bool CanEnd(string lastKind, string loss)
        => !Overflows(lastKind, loss) && !LossDrawings.Cancels(lastKind, loss)
            && (lastKind != "Dot" || LossDrawings.Accepts(loss, new DescribedValue([1, 1, 1], ValueForm.Vector, FileOrder.Same)))
            && (LossDrawings.Takes(loss, LayerDrawings.Of(lastKind).Result(ValueForm.Vector)) || LossDrawings.Takes(loss, LayerDrawings.Of(lastKind).Result(ValueForm.Sequence)));

    /// <summary>Whether training on a layer and a loss leaves the range of numbers after a step or two: exponentials of squares.</summary>
    public static bool Overflows(string kind, string loss) => loss == "Poisson" && kind is ("SquaredReLU" or "Multiply" or "Dot");

    /// <summary>
    /// Whether logarithms of probabilities, which are far below 0, come to a function whose slope is found as 1 - y^2 or y (1 - y): a small
    /// difference of numbers near 1. Or a few values among zeros are normalised by their own deviation, which may be as small as their roundings.
    /// </summary>
    public static bool Cancels(params string[] kinds)
    {
        for (int i = 1; i < kinds.Length; i++)
        {
            if (kinds[i - 1].StartsWith("ZeroPadding", StringComparison.Ordinal) && kinds[i] is ("InstanceNorm" or "GroupNorm")) return true;
        }

        int first = Array.IndexOf(kinds, "LogSoftmax");
        return first >= 0 && kinds[first..].Any(kind => kind is "Tanh" or "LeCunTanh" or "Sigmoid");
    }

    public int Integer(int low, int high) => _random.NextInteger(low, high);

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.NextInteger(0, items.Count - 1)];

    public bool IsDrawn(double probability) => _random.NextUniform() < probability;

    /// <summary>Forks at the current value and joins the branches.</summary>
    /// <param name="keepsShape">Whether all branches must have the value's shape; else its extents, but any channels.</param>
    public bool Join(bool keepsShape, Func<string[], NetworkDescription?> join)
    {
        DescribedValue fork = Current;
        string name = NameCurrent();
        List<string> others = [];
        int branches = Integer(1, 2);
        (KeepsPixels, KeepsChannels) = (true, keepsShape);
        for (int branch = 0; branch < branches; branch++)
        {
            if (branch > 0)
            {
                others.Add(NameCurrent());
                Description.From(name);
                Current = fork;
            }

            if (!DrawBranch(isEmptyAllowed: branch == 0) || (keepsShape && !Current.Matches(fork))) return false;
        }

        (KeepsPixels, KeepsChannels) = (false, false);
        if (others.Count == 0 || IsDrawn(0.3)) others.Add(name);
        return join([.. others]) is { } joined && Done(joined);
    }

    private static NetworkDescription? TryDraw(ulong seed, string? inside, LayerDrawing last, string lastKind, string loss)
    {
        // Which forms a network may begin with, for its last layer to find one that it accepts; images above all.
        ValueForm[] forms = [.. new[] { ValueForm.Image, ValueForm.Image, ValueForm.Image, ValueForm.Sequence, ValueForm.Sequence, ValueForm.Vector }.Where(form => last.Accepts(Sample(form)))];
        var random = new TestRandom(seed);
        // What is computed is never indices, so only the first layer reads them.
        if (lastKind == "Embedding" || inside == "Embedding") forms = [ValueForm.Indices];
        // From an image there is a way to a vector, not back.
        ValueForm[] begins = forms.Contains(ValueForm.Image) || forms.Contains(ValueForm.Indices) ? forms : [ValueForm.Image, ValueForm.Sequence, ValueForm.Vector];
        var network = new NetworkDrawing(random.NextBits(), begins[random.NextInteger(0, begins.Length - 1)]);
        return network.TryDraw(inside, last, lastKind, loss) && (inside is null || network.Description.Kinds.SkipLast(1).Contains(inside)) ? network.Description.EndIn(loss) : null;
    }

    /// <summary>Whether its gradients are of some size, a few steps leave them so, and its loss is no small difference of large numbers.</summary>
    private static bool IsTame(NetworkDescription description)
    {
        const int Batch = 5;
        const int Steps = 3;
        bool isDifference = description.HasLabels || description.LossKind == "KLDivergence"; // of logarithms, which cancel where the loss is small
        var data = new CaseData(description, exact: false, seed: 5);
        var optimizer = new Reference.ReferenceSgd(0.01, momentum: 0.9);
        for (int step = 0; step < Steps; step++)
        {
            Reference.Tensor input = data.NextInput(Batch);
            double loss = data.Reference.ComputeGradients(input, data.NextTargets(input));
            if (!(loss < LargestLoss) || (isDifference && loss < SmallestLoss)) return false;
            if (step == 0 && !data.Reference.Parameters.All(item => item.Parameter.Gradient.Values.All(value => Math.Abs(value) < LargestGradient))) return false;
            optimizer.Apply(data.Reference);
        }

        if (!isDifference || description.Kinds.Contains("BatchNorm")) return true;
        var single = new CaseData(description, exact: false, seed: 1001); // as the case of one sample
        Reference.Tensor sample = single.NextInput(1);
        return single.Reference.ComputeGradients(sample, single.NextTargets(sample)) > SmallestLoss;
    }

    private static DescribedValue Sample(ValueForm form) => new([1, 1, 1], form, Reference.FileOrder.Same);

    /// <summary>
    /// Whether what a kind gives can come to a last layer, flattened if need be, and from there to a loss; where the last is to keep a flattened image, there must be one.
    /// </summary>
    public static bool LeadsTo(string kind, string lastKind, string loss, bool endsFlattened)
    {
        (LayerDrawing drawing, LayerDrawing last) = (LayerDrawings.Of(kind), LayerDrawings.Of(lastKind));
        if (endsFlattened) return kind == "Flatten" || (drawing.Accepts(Sample(ValueForm.Image)) && drawing.Result(ValueForm.Image) == ValueForm.Image);
        return Enum.GetValues<ValueForm>()
            .Where(form => drawing.Accepts(Sample(form)))
            .Any(form => Ends(drawing.Result(form)) || Ends(ValueForm.Vector));

        bool Ends(ValueForm form) => last.Accepts(Sample(form)) && LossDrawings.Takes(loss, last.Result(form));
    }

    private bool TryDraw(string? inside, LayerDrawing last, string lastKind, string loss)
    {
        Current = Description.Input;
        int layers = Integer(1, 4);
        int placeOfInside = inside is null ? -1 : Current.Form == ValueForm.Indices ? 0 : Integer(0, layers - 1);
        for (int layer = 0; layer < layers; layer++)
        {
            // What has weights comes first, so that the gradients of all that follows arrive somewhere.
            LayerDrawing drawing = LayerDrawings.Of(layer == placeOfInside ? inside! : layer == 0 && IsDrawn(0.85) ? FirstKind() : AnyKind());
            ValueForm result = drawing.Result(Current.Form);
            bool leadsOn = result == Current.Form || last.Accepts(Sample(result));
            if (drawing.Accepts(Current) && leadsOn && !Append(drawing)) return false;
        }

        if (!last.Accepts(Current) || MustBeVector() || (IsDrawn(0.5) && last.Accepts(Sample(ValueForm.Vector))))
        {
            string flattening = Current.Form == ValueForm.Image && IsDrawn(0.2) ? "GlobalAveragePool2D" : "Flatten";
            if (!Append(LayerDrawings.Of(flattening))) return false;
        }

        if (!last.Accepts(Current) || !Append(last)) return false;
        if (Description.Kinds.Any(kind => Overflows(kind, loss) || LossDrawings.Cancels(kind, loss)) || Cancels([.. Description.Kinds])) return false;
        bool isTrained = Description.EndIn(loss).CreateReference().Parameters.Count > 0;
        return isTrained && Description.LastKind == lastKind && LossDrawings.Accepts(loss, Current);

        bool MustBeVector() => !LossDrawings.Takes(loss, last.Result(Current.Form));
    }

    private string AnyKind()
        => IsDrawn(0.4) ? Pick(LayerDrawings.ShapeKeeping) : Pick([.. LayerDrawings.Kinds.Where(kind => !LayerDrawings.Of(kind).KeepsShape)]);

    private string FirstKind() => Current.Form switch
    {
        ValueForm.Vector => IsDrawn(0.9) ? "Dense" : "BatchNorm",
        ValueForm.Image => IsDrawn(0.9) ? "Conv2D" : "BatchNorm",
        ValueForm.Indices => "Embedding",
        _ => IsDrawn(0.7) ? Pick(["Dense", "SimpleRNN", "LSTM", "GRU"]) : "BatchNorm",
    };

    private bool DrawBranch(bool isEmptyAllowed)
    {
        int layers = isEmptyAllowed && IsDrawn(0.1) ? 0 : Integer(1, 2);
        for (int layer = 0; layer < layers; layer++)
        {
            // A dense layer behind a flattened image gives a vector that was none.
            bool hasWeights = IsDrawn(0.5) && !(KeepsChannels && Current.IsFlattenedImage);
            string kind = !hasWeights ? Pick([.. LayerDrawings.ShapeKeeping.Where(kind => LayerDrawings.Of(kind).Accepts(Current))]) : Current.Form switch { ValueForm.Image => "Conv2D", ValueForm.Sequence => Pick(["Dense", "SimpleRNN", "LSTM", "GRU"]), _ => "Dense" };
            if (!Append(LayerDrawings.Of(kind))) return false;
        }

        return true;
    }

    private static bool Done(NetworkDescription description) => description is not null;

    private bool Append(LayerDrawing drawing) => drawing.Append(this) && Advance();

    /// <summary>Looks at what has been appended.</summary>
    private bool Advance()
    {
        Current = Description.Output;
        return Current.Size <= MostValues;
    }

    /// <summary>A name by which layers further down can read the current value.</summary>
    private string NameCurrent()
    {
        if (ReferenceEquals(Current, _named)) return _name;
        _names++;
        _name = string.Create(CultureInfo.InvariantCulture, $"fork{_names}");
        _named = Current;
        Description.As(_name);
        return _name;
    }
}
