using NetGen;
using NetGen.Data;
using NetGen_App._1;

string path = args.Length > 0 ? args[0] : "digits.safetensors";
Dataset test = Samples.Test();

var network = new DigitNet(seed: 1);
Console.WriteLine(network.Summary());

using Trainer<DigitNet> trainer = network.CreateTrainer(new Adam(1e-3f));
trainer.Fit(Samples.Train(), new FitOptions { Epochs = 3, BatchSize = 64, ValidationShare = 0.1, Callbacks = [new ConsoleProgress()] });
Console.WriteLine($"Accuracy on {test.Count} digits that it has not seen: {network.Evaluate(test).Accuracy:P1}");

network.Save(path);
Console.WriteLine($"Its parameters are in {Path.GetFullPath(path)}.");
