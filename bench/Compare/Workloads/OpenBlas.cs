using System.Runtime.InteropServices;

namespace Bench.Compare.Workloads;

/// <summary>OpenBLAS called directly, so that small products carry no cost of an interpreter.</summary>
internal static partial class OpenBlas
{
    public const int RowMajor = 101, NoTrans = 111, Trans = 112;

    // Debian's name of it; other systems leave the number out.
    private const string Library = "libopenblas.so.0";

    /// <summary>Its version, and the kernels it runs.</summary>
    public static string About() => $"{Marshal.PtrToStringUTF8(Config())}, kernels of {Marshal.PtrToStringUTF8(CoreName())}";

    [LibraryImport(Library, EntryPoint = "openblas_get_config")]
    private static partial nint Config();

    [LibraryImport(Library, EntryPoint = "openblas_get_corename")]
    private static partial nint CoreName();

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    public static partial void Sgemm(
        int order, int transA, int transB, int m, int n, int k, float alpha, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, float beta, Span<float> c, int ldc);
}
