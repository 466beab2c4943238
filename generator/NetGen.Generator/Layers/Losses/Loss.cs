using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>
/// All that is known of a loss: what it wants, what a network that ends with it predicts and how it begins. One record each;
/// <see cref="LossCatalog"/> lists them. Whoever has a question asks it here, and none asks which loss it is.
/// </summary>
internal abstract record Loss
{
    /// <summary>The attribute's name.</summary>
    public abstract string Kind { get; }

    /// <summary>What a training step is given with each sample.</summary>
    public abstract LossTarget Target { get; }

    /// <summary>
    /// The function of the run-time library's <c>Losses</c> that turns a sample's outputs into predictions; null where they are the outputs
    /// themselves.
    /// </summary>
    public abstract string? Link { get; }

    /// <summary>
    /// How many of a sample's outputs <see cref="Link"/> works on together: of an image or a sequence each position has a softmax of its own.
    /// </summary>
    public int LinkedAtOnce(Shape output) => TakesSoftmax ? output.Channels : output.Size;

    /// <summary>What <see cref="Link"/> makes of one output, where it works on each by itself.</summary>
    public virtual double Predict(double output) => output;

    /// <summary>Whether one class of many is right: outputs are scores, one for each class, any numbers.</summary>
    public bool ChoosesClass => Target == LossTarget.Labels;

    /// <summary>Whether outputs are logits, whose softmax the loss takes itself.</summary>
    public bool TakesSoftmax => Link is "Softmax";

    /// <summary>Whether outputs are compared with targets as they are, so that a last layer that cannot give every number limits what can be learned.</summary>
    public bool ComparesOutputs => Target == LossTarget.Values && Link is null;

    /// <summary>Whether it is a mean over outputs of how far each is from its target: so much for a difference, whatever the two are.</summary>
    public virtual bool MeasuresDistance => false;

    /// <summary>
    /// Whether a network whose last layer is this one may be meant to end with this loss, with what <see cref="Link"/> repeats of it left out.
    /// </summary>
    public abstract bool Fits(LayerNode end);

    /// <summary>The expected loss of a network with initial weights; null where nothing is known of the loss.</summary>
    /// <param name="output">The signal at its output.</param>
    /// <param name="shape">Of a sample's output.</param>
    public abstract double? Initial(SignalState output, Shape shape, SignalMath math);

    /// <summary>
    /// The loss of a network that decides nothing: the same output for every sample, and for every class; null where nothing is known of the loss.
    /// </summary>
    public abstract double? Undecided(Shape shape);

    /// <summary>Of one sample's loss by the network's output, with initial weights.</summary>
    public abstract GradientState Gradient(SignalState output, Shape shape, SignalMath math);

    /// <summary>
    /// The second derivative of a sample's loss by one of its outputs, where the network decides nothing yet; of outputs that are weighed against each other,
    /// in every direction in which they differ. Null where nothing is known of it.
    /// </summary>
    /// <param name="shape">Of a sample's output.</param>
    public virtual double? Curvature(Shape shape) => null;

    /// <summary>The same with the arguments of its attribute.</summary>
    public virtual Loss Read(AttributeArguments arguments) => this;

    /// <summary>The loss of a sample, as the run-time library computes it.</summary>
    /// <param name="output">The shape of what it reads.</param>
    public abstract SampleFunction FunctionOf(Shape output);

    /// <summary>The loss of one output, where a sample's is the mean over its outputs; null where it is not.</summary>
    public virtual ElementFunction? Element => null;

    /// <summary>Where outputs are compared with targets as they are: what targets may be, and so what a last layer should be able to give.</summary>
    public virtual OutputRange Wanted => OutputRange.All;

    /// <summary>What its attribute declares of the targets; null where it declares nothing.</summary>
    public TargetStatistics? DeclaredTargets { get; init; }

    /// <summary>Whether a step may be given targets as whole numbers that are 0 or 1.</summary>
    public virtual bool TakesBinaryLabels => false;

    /// <summary>The names of the classes; empty where they have none.</summary>
    public virtual EquatableArray<string> Classes => default;

    /// <summary>Whether a step may be given a share for each class in place of labels.</summary>
    public virtual bool TakesProbabilities => false;

    /// <summary>What is wrong with the arguments of its attribute in front of an output of this shape, and what to write instead; null for nothing.</summary>
    public virtual (string Problem, string Remedy)? Misfit(Shape output) => null;

    /// <summary>Whether each step of a sequence may have a label of its own.</summary>
    public virtual bool TakesLabelOfEachStep => false;

    /// <summary>Values that a sample's output is compared with: one label, or one for each step or output unless the loss says otherwise.</summary>
    public virtual int TargetSize(Shape output) => Target == LossTarget.Values ? output.Size : TakesLabelOfEachStep ? output.Positions : 1;

    /// <summary>The operation that computes each sample's loss.</summary>
    public abstract LossOperation Lower(Tensor prediction, LossPlace place);
}

/// <summary>What a training step is given with each sample. The names are those of the run-time library's <c>TrainingTarget</c>.</summary>
internal enum LossTarget
{
    /// <summary>The number of the right class.</summary>
    Labels,

    /// <summary>A number for each output.</summary>
    Values,
}
