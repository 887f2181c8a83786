using BenchmarkDotNet.Running;

// All, or those named:  dotnet run -c Release --project bench/Kernels -- --filter '*Gemm*'
BenchmarkSwitcher.FromAssembly(typeof(Bench.Kernels.GemmBench).Assembly).Run(args);
