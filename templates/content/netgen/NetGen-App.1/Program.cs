using NetGen;
using NetGen.Data;
using NetGen_App._1;

// Digits that are drawn by the library. Samples of your own: new Dataset(inputs, inputSize, labels, classes).
Dataset train = DrawnDigits.Create(10_000, seed: 1);
Dataset test = DrawnDigits.Create(2_000, seed: 2);

var network = new DigitNet(seed: 1);
Console.WriteLine(network.Summary());

using Trainer<DigitNet> trainer = network.CreateTrainer(new Adam(1e-3f));
trainer.Fit(train, new FitOptions { Epochs = 3, BatchSize = 64, ValidationShare = 0.1, Callbacks = [new ConsoleProgress()] });
Console.WriteLine($"Accuracy on {test.Count} digits that it has not seen: {network.Evaluate(test).Accuracy:P1}");

network.Save("digits.safetensors");
DigitNet loaded = DigitNet.Load("digits.safetensors");
Console.WriteLine($"A {test.Labels[0]} is read as {loaded.Classify(test.Input(0))}");
