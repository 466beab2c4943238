using NetGen.Kernels.Native;
using NetGen.Kernels.Native.Protocol;

// The networks of a test, compiled for another processor: does what the test asks over its standard input, until that ends.
using Stream input = Console.OpenStandardInput();
using Stream output = Console.OpenStandardOutput();
using var server = new Server(new Wire(input, output), new Networks(), new GuardedRows());
server.Run();
