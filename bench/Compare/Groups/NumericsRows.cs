using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Products, decompositions and reading text: what every algorithm stands on.</summary>
internal static class NumericsRows
{
    // Rows that come to 100 MB.
    private const int CsvRows = 672_000;

    public static RowGroup Group { get; } = new("numerics", Rows, Create);

    private static Row[] Rows =>
    [
        Gemm("gemm", 128, 784, 256),
        Gemm("gemm", 128, 256, 64),
        Gemm("gemm", 128, 64, 32) with { Why = "OpenBLAS multiplies matrices this small without packing them, by kernels of their own that only its AVX-512 build has; ours still packs B (by its source; not measured apart)." },
        Gemm("gemm", 256, 256, 256),
        Gemm("gemm", 512, 512, 512),
        Gemm("gemm", 1024, 1024, 1024),
        Gemm("gemm-nt", 512, 512, 512),
        Gemm("gemm-tn", 512, 512, 512),
        Skinny(200_000, 32, 20) with { Why = "The bar was set against OpenBLAS on AVX2 kernels; on AVX-512 it runs more than half as fast again, and 20 columns fill 20 of our 32 lanes." },
        Skinny(1_000_000, 8, 10),
        Skinny(50_000, 784, 10),
        new("Decompositions", "Cholesky 2000", "cholesky", [2000], [new(Draw.PositiveDefinite, 2000, 2000)])
        {
            Work = 2000.0 * 2000 * 2000 / 3, Unit = "FLOP", Peers = ["numpy"], Bar = new(1),
        },
        new("Decompositions", "symmetric eigen 256", "eigen", [256], [new(Draw.Symmetric, 256, 256)]) { Peers = ["numpy"], Bar = new(1) },
        new("Decompositions", "randomized SVD 50000x784, k = 10, one power iteration", "svd", [50_000, 784, 10], [new(Draw.LowRank, 50_000, 784)])
        {
            Peers = ["sklearn"], Bar = new(1, Quality: 1e-4), Tolerance = 0.01,
        },
        new("CSV", "csv 100 MB x 20", "csv", [CsvRows, 20], [new(Draw.CsvText, CsvRows, 20)])
        {
            Work = 100e6, Unit = "B", Peers = ["csvhelper", "pandas"], Bar = new(0.9), Threads = [1],
        },
    ];

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "gemm" or "gemm-nt" or "gemm-tn") => new GemmWorkload(job.Kind, job.Shape, job.Files, job.Threads),
        ("openblas" or "openblas-avx2", "gemm" or "gemm-nt" or "gemm-tn") => new OpenBlasGemmWorkload(job.Kind, job.Shape, job.Files),
        ("ours", "csv") => new CsvFileWorkload(job.Shape, job.Files[0]),
        ("csvhelper", "csv") => new CsvHelperWorkload(job.Shape, job.Files[0]),
        ("ours", "cholesky") => new CholeskyWorkload(job.Shape, job.Files, job.Threads),
        ("ours", "eigen") => new EigenWorkload(job.Shape, job.Files, job.Threads),
        ("ours", "svd") => new SvdWorkload(job.Shape, job.Files, job.Threads),
        _ => null,
    };

    private static Row Gemm(string kind, int m, int k, int n) =>
        new("Products", $"s{kind} {m}x{k}x{n}", kind, [m, k, n], [kind == "gemm-tn" ? new(Draw.Uniform, k, m) : new(Draw.Uniform, m, k), kind == "gemm-nt" ? new(Draw.Uniform, n, k, 2) : new(Draw.Uniform, k, n, 2)])
        {
            Work = 2.0 * m * k * n,
            Unit = "FLOP",
            Peers = ["openblas", "openblas-avx2", "numpy"],
            Bar = new(0.97, 0.93, HalfAboveOne: true),
        };

    private static Row Skinny(int m, int k, int n) =>
        Gemm("gemm", m, k, n) with { Heading = "Skinny products", Name = $"skinny {m}x{k}x{n}", Bar = new(1.5) };
}
