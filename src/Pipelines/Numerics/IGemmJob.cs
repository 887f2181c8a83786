namespace Pipelines.Numerics;

/// <summary>Something to do with the kernel that <see cref="Gemm.OnKernel"/> chooses for the machine it runs on.</summary>
internal interface IGemmJob
{
    /// <summary>Does it.</summary>
    void Run<TKernel>() where TKernel : struct, IGemmKernel;
}
