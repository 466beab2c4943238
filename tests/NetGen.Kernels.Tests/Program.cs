using NetGen.Kernels.Tests.Widths;

// The test runner does not come through here: it is the entry of the child processes that the tests start under other instruction sets.
return CaseProcess.Run(args);
