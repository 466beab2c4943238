using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>Where everything lies: parameters in their block, activations in the workspaces.</summary>
internal sealed class MemoryPlan
{
    /// <summary>
    /// Samples that dense layers take at once in inference: whole tiles of 14 and 8 rows, and as many as make the reading of weights count
    /// for little. 64 are 14 + 14 + 14 + 14 + 8.
    /// </summary>
    public const int ChunkSize = 64;

    /// <summary>Most floats of a chunk (4 GiB): samples are many millions of floats each where this says anything.</summary>
    private const int LargestChunk = 1 << 30;

    private readonly Dictionary<object, int> _offsets = [];
    private readonly Dictionary<Storage, int> _training = [];
    private readonly Dictionary<Storage, int> _gradients = [];
    private readonly Dictionary<Storage, int> _valuePhases = [];
    private readonly Dictionary<Storage, int> _gradientPhases = [];
    private readonly Dictionary<Storage, int> _inference = [];
    private readonly Dictionary<Storage, int> _singleSample = [];
    private readonly HashSet<Storage> _chunks = [];
    private readonly HashSet<Storage> _few = [];

    public IReadOnlyList<PlannedParameter> Parameters { get; private set; } = [];

    /// <summary>Floats of the parameter block.</summary>
    public int ParameterSize { get; private set; }

    /// <summary>Floats of the part that is trained; state lies behind.</summary>
    public int TrainedSize { get; private set; }

    /// <summary>
    /// Floats at the beginning of the parameter block that inference does not read, because it has those weights in fewer bits. Whole lines; the block that
    /// inference is handed begins behind them.
    /// </summary>
    public int MasterSize { get; private set; }

    /// <summary>Floats of workspace for one inference call.</summary>
    public int InferenceSize { get; private set; }

    /// <summary>Samples that one pass of the inference workspace takes; 1 where all kernels go sample by sample.</summary>
    public int Chunk { get; private set; } = 1;

    /// <summary>Where in the workspace of the pass for a single sample the scratch memory of its kernels lies.</summary>
    public int SingleSampleScratch { get; private set; }

    /// <summary>Floats of workspace for the pass that takes a single sample.</summary>
    public int SingleSampleSize { get; private set; }

    /// <summary>Floats of training workspace per sample.</summary>
    public int TrainingPerSample { get; private set; }

    /// <summary>Floats of training workspace whatever the batch.</summary>
    public int TrainingFixed { get; private set; }

    /// <summary>Floats of training workspace for each worker.</summary>
    public int TrainingPerWorker { get; private set; }

    /// <summary>Where in the inference workspace the scratch memory of its kernels lies.</summary>
    public int InferenceScratch { get; private set; }

    /// <summary>Floats of what lasts from one step of a sequence to the next.</summary>
    public int StateSize { get; private set; }

    /// <summary>Floats behind the parameters that are computed from them.</summary>
    public int DerivedSize { get; private set; }

    /// <summary>Where behind the parameters the kernels that compute from them have their scratch memory.</summary>
    public int DerivedScratch { get; private set; }

    /// <summary>First float of a parameter, or of its gradient, in the block.</summary>
    public int OffsetOf(PlannedParameter parameter) => _offsets[parameter];

    /// <summary>First float, in the parameter block, of what is computed from parameters.</summary>
    public int OffsetOf(Derived derived) => _offsets[derived];

    /// <summary>First float of what lasts from one step of a sequence to the next.</summary>
    public int OffsetOf(Storage state) => _offsets[state];

    /// <summary>First float in the fixed part of the training workspace.</summary>
    public int OffsetOf(Scratch scratch) => _offsets[scratch];

    /// <summary>Offset of a tensor, or of its gradient, per sample of capacity in the training workspace; -1 where it has no gradient.</summary>
    public int Training(Storage storage, bool isGradient)
        => isGradient ? _gradients.TryGetValue(storage, out int offset) ? offset : -1 : _training[storage];

    /// <summary>
    /// The phase of a training step behind which a tensor, or its gradient, can be looked at, because other memory takes its place later; -1 where the
    /// end of the step leaves it.
    /// </summary>
    public int CompletePhase(Storage storage, bool isGradient)
        => (isGradient ? _gradientPhases : _valuePhases).TryGetValue(storage, out int phase) ? phase : -1;

    /// <summary>Offset in the inference workspace.</summary>
    public int Inference(Storage storage) => _inference[storage];

    /// <summary>Offset in the workspace of the pass for a single sample.</summary>
    public int SingleSample(Storage storage) => _singleSample[storage];

    /// <summary>Whether inference keeps it for a whole chunk of samples, because kernels of different granularity meet at it.</summary>
    public bool SpansChunk(Storage storage) => _chunks.Contains(storage);

    public static MemoryPlan Make(KernelBuilder builder, InferenceSchedule inference, TrainingSchedule training)
    {
        MemoryPlan plan = new();
        plan.PlaceParameters(builder.Parameters);
        plan.PlaceDerived(builder.Derived, inference.Derivations);
        plan.PlaceInference(inference.Stages, builder.NetworkInputs[0].Storage.SampleStride, builder.NetworkOutputs);
        plan.SingleSampleScratch = plan.SingleSampleSize;
        plan.SingleSampleSize = checked(plan.SingleSampleSize + ScratchSize(inference.Kernels));
        plan.InferenceScratch = plan.InferenceSize;
        plan.InferenceSize = checked(plan.InferenceSize + ScratchSize(inference.Kernels));
        if (!builder.IsTrained) return plan;
        if (training.Retained.Kind == Retention.Kept) plan.PlaceTraining(builder, [.. training.Phases.SelectMany(phase => phase.Kernels)]);
        else plan.ShareTraining(training);
        plan.TrainingPerWorker = ScratchSize(training.Phases.SelectMany(phase => phase.Kernels));
        return plan;
    }

    /// <summary>Where a step of a sequence has its states and its workspace, which is that of a single sample. Parameters lie where those of the whole network do.</summary>
    public static MemoryPlan MakeStep(KernelBuilder builder)
    {
        MemoryPlan plan = new();
        foreach (Storage state in builder.States)
        {
            plan._offsets.Add(state, plan.StateSize);
            plan.StateSize = checked(plan.StateSize + state.SampleStride);
        }

        IReadOnlyList<Kernel> kernels = builder.Program.Inference;
        plan.PlaceInference([new SampleStage(Granularity.Sample, kernels)], builder.NetworkInputs[0].Storage.SampleStride, builder.NetworkOutputs);
        plan.SingleSampleScratch = plan.SingleSampleSize;
        plan.SingleSampleSize = checked(plan.SingleSampleSize + ScratchSize(kernels));
        return plan;
    }

    private static int Align(int size) => Panels.RoundUp(size, Panels.Largest);

    private void PlaceParameters(IReadOnlyList<PlannedParameter> parameters)
    {
        // Trained parameters first, so that optimisers run over one contiguous stretch.
        Parameters = [.. parameters.Where(parameter => parameter.Spec.IsTrained), .. parameters.Where(parameter => !parameter.Spec.IsTrained)];
        int offset = 0;

        // In memory, and there alone, those that inference does not read come before the others.
        foreach (PlannedParameter parameter in Parameters.OrderBy(parameter => parameter.Narrow is null))
        {
            _offsets.Add(parameter, offset);
            offset = checked(offset + Align(parameter.PackedSize));
            if (parameter.Spec.IsTrained) TrainedSize = offset;
            if (parameter.Narrow is not null) MasterSize = offset;
        }

        ParameterSize = offset;
    }

    private void PlaceDerived(IReadOnlyList<Derived> memory, IReadOnlyList<Kernel> derivations)
    {
        int offset = ParameterSize;
        foreach (Derived derived in memory)
        {
            _offsets.Add(derived, offset);
            offset = checked(offset + derived.Size);
        }

        DerivedScratch = offset;
        DerivedSize = checked(offset + ScratchSize(derivations)) - ParameterSize;
    }

    /// <summary>The scratch memory that a worker needs for any of these kernels.</summary>
    private static int ScratchSize(IEnumerable<Kernel> kernels)
        => Align(kernels.SelectMany(kernel => kernel.Operands).OfType<WorkerScratchOperand>().Select(operand => operand.Size).DefaultIfEmpty(0).Max());

    /// <summary>Tensors whose lives do not overlap share memory: first fit, in the order in which they are first written.</summary>
    private void PlaceInference(IReadOnlyList<SampleStage> stages, int inputSize, IReadOnlyList<TensorValue> outputs)
    {
        Dictionary<Storage, Life> lives = [];
        int time = 0;
        for (int stage = 0; stage < stages.Count; stage++)
        {
            foreach (Kernel kernel in stages[stage].Kernels)
            {
                foreach (TensorOperand operand in kernel.Operands.OfType<TensorOperand>())
                {
                    Storage storage = operand.Tensor.Storage.ForInference;
                    if (storage.Kind != StorageKind.Workspace) continue;
                    if (!lives.TryGetValue(storage, out Life? life)) lives[storage] = life = new Life(time, stage);
                    life.End = time;
                    if (life.Stage != stage || !stages[stage].IsLoop) _chunks.Add(storage);
                    if (stages[stage].Granularity == Granularity.Few) _few.Add(storage);
                }

                time++;
            }
        }

        if (stages.Any(stage => stage.Granularity != Granularity.Sample))
        {
            long floats = lives.Keys.Sum(storage => (long)storage.SampleStride) + inputSize;
            int most = stages.Any(stage => stage.Granularity == Granularity.Chunk) ? ChunkSize : Kernel.FewSamples;
            Chunk = (int)Math.Max(1, Math.Min(most, LargestChunk / floats));
        }

        // Results are handed over at the end, sample by sample.
        foreach (Storage output in outputs.Select(output => output.Storage.ForInference))
        {
            if (!lives.TryGetValue(output, out Life? last)) continue;
            last.End = time;
            if (Chunk > 1) _chunks.Add(output);
        }

        IReadOnlyList<KeyValuePair<Storage, Life>> inOrder = [.. lives.OrderBy(entry => entry.Value.Start)];
        // A stage that is a loop runs its kernels over and over: what it hands on must outlive all of them.
        InferenceSize = Place(
            inOrder.Select(entry => (entry.Key, SpansChunk(entry.Key) ? Widen(entry.Value, stages) : entry.Value)),
            storage => checked(storage.SampleStride * SamplesOf(storage)),
            _inference);
        SingleSampleSize = Place(
            inOrder.Select(entry => (entry.Key, entry.Value)),
            storage => storage.SampleStride,
            _singleSample);
    }

    private int SamplesOf(Storage storage) => SpansChunk(storage) ? Chunk : _few.Contains(storage) ? Math.Min(Kernel.FewSamples, Chunk) : 1;

    /// <summary>Gives every tensor its place: the first that is free during its life. Returns the floats needed for all.</summary>
    private static int Place(IEnumerable<(Storage Storage, Life Life)> lives, Func<Storage, int> sizeOf, Dictionary<Storage, int> offsets)
    {
        List<(Life Life, int Offset, int Size)> placed = [];
        int needed = 0;
        foreach ((Storage storage, Life life) in lives)
        {
            int size = sizeOf(storage);
            int offset = 0;
            foreach ((Life other, int start, int length) in placed.OrderBy(item => item.Offset))
            {
                bool overlaps = other.Start <= life.End && life.Start <= other.End;
                if (overlaps && start < offset + size && offset < start + length) offset = start + length;
            }

            offsets.Add(storage, offset);
            placed.Add((life, offset, size));
            needed = Math.Max(needed, checked(offset + size));
        }

        return needed;
    }

    /// <summary>The life of a tensor that spans a chunk, widened to whole stages.</summary>
    private static Life Widen(Life life, IReadOnlyList<SampleStage> stages)
    {
        int time = 0;
        Life widened = new(life.Start, life.Stage) { End = life.End };
        foreach (SampleStage stage in stages)
        {
            int end = time + stage.Kernels.Count - 1;
            if (stage.IsLoop && life.Start >= time && life.Start <= end) widened = new Life(time, life.Stage) { End = widened.End };
            if (stage.IsLoop && life.End >= time && life.End <= end) widened.End = end;
            time = end + 1;
        }

        return widened;
    }

    private void PlaceTraining(KernelBuilder builder, IReadOnlyList<Kernel> kernels)
    {
        HashSet<Storage> withGradient = [.. kernels.SelectMany(kernel => kernel.Operands).OfType<TensorOperand>().Where(operand => operand.IsGradient).Select(operand => operand.Tensor.Storage)];
        int offset = 0;
        foreach (Storage storage in builder.Storages)
        {
            _training.Add(storage, offset);
            offset = checked(offset + storage.SampleStride);
            if (!withGradient.Contains(storage)) continue;
            _gradients.Add(storage, offset);
            offset = checked(offset + storage.SampleStride);
        }

        TrainingPerSample = offset;
        int fixedOffset = 0;
        foreach (Scratch scratch in builder.Scratches)
        {
            _offsets.Add(scratch, fixedOffset);
            fixedOffset = checked(fixedOffset + scratch.Size);
        }

        TrainingFixed = fixedOffset;
    }

    /// <summary>Tensors and scratch memory whose lives do not overlap share their places.</summary>
    private void ShareTraining(TrainingSchedule training)
    {
        IReadOnlyList<IReadOnlyList<ScheduledKernel>> phases = [.. training.Phases.Select(phase => phase.Scheduled)];
        IReadOnlyList<WorkAxis> axes = [.. training.Phases.Select(phase => phase.Axis), WorkAxis.Units];
        IReadOnlyList<MemoryLife> tensors = MemoryLife.Find(phases, training.Commits, Recomputation.SizeOf);
        RegionPlacement perSample = new(axes, isOfSamples: true);
        perSample.PlaceAll(tensors);
        TrainingPerSample = perSample.Size;
        foreach (MemoryLife life in tensors)
        {
            (Storage storage, bool isGradient) = ((Storage, bool))life.Memory;
            (isGradient ? _gradients : _training).Add(storage, perSample.Offsets[life.Memory]);
            (isGradient ? _gradientPhases : _valuePhases).Add(storage, life.CompletePhase);
        }

        RegionPlacement whatever = new(axes, isOfSamples: false);
        whatever.PlaceAll(MemoryLife.Find(phases, training.Commits, operand => operand is ScratchOperand scratch ? scratch.Scratch.Size : null));
        TrainingFixed = whatever.Size;
        foreach (KeyValuePair<object, int> place in whatever.Offsets) _offsets.Add(place.Key, place.Value);
    }

    private sealed class Life(int start, int stage)
    {
        public int Start { get; } = start;

        public int Stage { get; } = stage;

        public int End { get; set; } = start;
    }
}
