using Consumer;

while (true)
{
    float[] outputs = new float[2];
    new Net(seed: 1).Predict(new float[4], outputs);
    Console.WriteLine($"{Net.Info.ParameterCount} parameters");
    Thread.Sleep(200);
}
