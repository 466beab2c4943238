using Shapes;

WebApplication app = WebApplication.CreateBuilder(args).Build();
var network = new ShapeNet(seed: 1);
app.MapPost("/predict", (float[] pixels) =>
{
    float[] probabilities = new float[ShapeNet.Info.OutputSize];
    network.Predict(pixels, probabilities);
    return probabilities;
});
app.Run();
