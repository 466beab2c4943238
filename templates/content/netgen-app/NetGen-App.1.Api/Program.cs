using NetGen;
using NetGen.Data;
using NetGen_App._1;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
WebApplication app = builder.Build();

string path = Path.Combine(app.Environment.ContentRootPath, app.Configuration["Parameters"] ?? "digits.safetensors");
if (!File.Exists(path))
{
    app.Logger.LogCritical("There is no {Path}: train the network first, in the solution's folder with 'dotnet run --project NetGen-App.1.Training'.", path);

    // Messages are written in the background: this waits for them.
    await app.DisposeAsync();
    return 1;
}

// One network serves all requests at once.
DigitNet network = DigitNet.Load(path);

// A digit that the library draws, and what the network takes it for.
app.MapGet("/digits/{index:int:min(0)}", (int index) =>
{
    float[] pixels = new float[DigitNet.Info.InputSize];
    int digit = DrawnDigits.Draw(seed: 2, index, pixels);
    return new { Digit = digit, Answer = Answer.Of(network, pixels) };
});

app.MapPost("/predict", (Picture picture) => picture.Pixels?.Length == DigitNet.Info.InputSize
    ? Results.Ok(Answer.Of(network, picture.Pixels))
    : Results.BadRequest($"A picture has {DigitNet.Info.InputSize} pixels; these are {picture.Pixels?.Length ?? 0}."));

app.Run();
return 0;

/// <summary>What is asked.</summary>
/// <param name="Pixels">28 rows of 28 values between 0 and 1.</param>
internal sealed record Picture(float[]? Pixels);

/// <summary>What is answered.</summary>
/// <param name="Label">The digit that is most probable.</param>
/// <param name="Probabilities">Of each of the ten digits.</param>
internal sealed record Answer(int Label, float[] Probabilities)
{
    public static Answer Of(DigitNet network, float[] pixels)
    {
        float[] probabilities = new float[DigitNet.Info.OutputSize];
        network.Predict(pixels, probabilities);
        return new Answer(Array.IndexOf(probabilities, probabilities.Max()), probabilities);
    }
}
