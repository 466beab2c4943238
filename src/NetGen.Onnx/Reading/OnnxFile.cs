using Google.Protobuf;

namespace NetGen.Onnx.Reading;

/// <summary>A model's file.</summary>
internal static class OnnxFile
{
    /// <summary>The model, of which nothing is read yet but its parts.</summary>
    /// <exception cref="OnnxImportException">There is no such file, it cannot be opened, or it is no model.</exception>
    public static ModelProto Open(string path)
    {
        if (!File.Exists(path)) throw new OnnxImportException(["There is no such file."]);
        try
        {
            using FileStream stream = File.OpenRead(path);
            ModelProto model = ModelProto.Parser.ParseFrom(stream);
            return model.Graph is null ? throw new OnnxImportException(["It is no ONNX model: it has no graph."]) : model;
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or IOException or UnauthorizedAccessException)
        {
            throw new OnnxImportException([$"It is no ONNX model, or is damaged: {exception.Message}"]);
        }
    }
}
