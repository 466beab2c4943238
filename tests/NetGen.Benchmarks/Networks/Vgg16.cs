namespace NetGen.Benchmarks.Networks;

#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>VGG-16 for 224x224 images (Simonyan and Zisserman 2014, configuration D).</summary>
[Network(224, 224, 3)]
[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(256, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(256, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(256, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(512, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(512, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(512, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(512, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(512, 3, Padding = Padding.Same)] [He] [ReLU]
[Conv2D(512, 3, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(4096)] [He] [ReLU]
[Dropout(0.5)]
[Dense(4096)] [He] [ReLU]
[Dropout(0.5)]
[Dense(1000)] [Xavier]
[SoftmaxCrossEntropy]
public sealed partial class Vgg16;
