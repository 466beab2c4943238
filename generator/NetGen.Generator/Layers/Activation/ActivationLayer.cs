using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>An activation: element by element, any shape. One whose function has parameters that are trained derives from it.</summary>
internal partial record ActivationLayer(ActivationFunction Function) : Layer
{
    public override string Kind => Function.Kind;

    public override LayerRole Role => new ActivationRole(Function);

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override SettingList DeclareSettings(LayerNode node)
    {
        SettingList settings = new();
        if (Function.Parameter is { } parameter) settings.Add(parameter.Name, parameter.Value);
        if (Function.Source is not null) settings.Add("function", Function.Describe());
        return settings;
    }

    public override string Describe(LayerNode node) => Function.Describe();
}
