using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// dotnet run -c Release --project tests/CEBase.Benchmarks -- --filter '*'
// Every figure stands beside a bare limit measured in the same run, on the same database: read the Ratio column.
var config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(10).WithInvocationCount(64).WithUnrollFactor(1));
BenchmarkSwitcher.FromAssembly(typeof(CEBase.Benchmarks.WriteBenchmarks).Assembly).Run(args, config);
