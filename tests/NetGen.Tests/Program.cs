using NetGen.Tests.Faults;

// The test runner does not come through here: it is the entry of the child processes that tests kill.
return FaultRun.Run(args);
