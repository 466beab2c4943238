using Xunit;

// Each test starts as many processes as there are cores, or more.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
