using Consumer;
using NetGen;
using NetGen.Data;
using NetGen.Images;
using NetGen.Logging;
using NetGen.Reports;
using NetGen.Tables;
using Shapes;

// Its own network learns, and goes through a file; a logger is told.
float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
var log = new Counter();
var network = new XorNet(seed: 1);
using Trainer<XorNet> trainer = network.CreateTrainer(new Adam(0.01f));
TrainingReport report = trainer.Fit(new Dataset(inputs, 2, [0f, 1, 1, 0], 1), new FitOptions { Epochs = 500, BatchSize = 4, Callbacks = [new TrainingLogger(log)] });
string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
network.Save(file);
float[] outputs = new float[4];
XorNet.Load(file).Predict(inputs, outputs);
File.Delete(file);
Console.WriteLine($"xor: {string.Join(' ', outputs.Select(static output => output >= 0.5f ? 1 : 0))}");
Console.WriteLine($"log: {(log.Entries > 500 ? "each epoch" : $"{log.Entries} entries")}");

// The library's network predicts.
float[] probabilities = new float[3];
new ShapeNet(seed: 1).Predict(new float[ShapeNet.Info.InputSize], probabilities);
Console.WriteLine($"shapes: {probabilities.Length} probabilities, sum {Math.Round(probabilities.Sum(), 3)}");

// A table, a picture, a report.
Table table = Table.ReadCsv(new StringReader("size,kind\n1,a\n2,b\n3,a\n"));
Console.WriteLine($"table: {table.RowCount} rows, inputs {string.Join(", ", TableEncoder.Fit(table, target: "size").InputNames)}");
byte[] picture = ImageFile.ToPng(new float[144], 12, 12, channels: 1);
Console.WriteLine($"picture: {(picture is [0x89, 0x50, 0x4E, 0x47, ..] ? "PNG" : "none")}");
string page = new HtmlReport("Xor").Add(XorNet.Info).Add(report).AddPicture("Nothing", picture).ToString();
Console.WriteLine($"report: {(page.Contains("<svg", StringComparison.Ordinal) ? "with plots" : "without plots")}");
