global using GraphProto = global::Onnx.GraphProto;
global using ModelProto = global::Onnx.ModelProto;
global using OperatorSetIdProto = global::Onnx.OperatorSetIdProto;
global using ValueInfoProto = global::Onnx.ValueInfoProto;
global using TensorProto = global::Onnx.TensorProto;
global using TypeProto = global::Onnx.TypeProto;
