namespace Bench.Compare;

/// <summary>The table of all rows. A new row of a known kind is one line here; a new kind is one more in <see cref="Workloads.Workload.Create"/> and one in peers/worker.py.</summary>
internal static class Rows
{
    public static IReadOnlyList<Row> All { get; } =
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
        new("Recommendation", "EASE, MovieLens small", "ease", [], []),
        new("Recommendation", "Bayesian factorisation, MovieLens small", "bayesian", [], []),
    ];

    // Rows that come to 100 MB.
    private const int CsvRows = 672_000;

    private static Row Gemm(string kind, int m, int k, int n) =>
        new("Products", $"s{kind} {m}x{k}x{n}", kind, [m, k, n], [kind == "gemm-tn" ? new(Draw.Uniform, k, m) : new(Draw.Uniform, m, k), kind == "gemm-nt" ? new(Draw.Uniform, n, k, 2) : new(Draw.Uniform, k, n, 2)])
        {
            Work = 2.0 * m * k * n,
            Unit = "FLOP",
            Peers = ["openblas", "openblas-avx2", "numpy"],
            Bar = new(0.97, 0.93, HalfAboveOne: true),
        };

    private static Row Skinny(int m, int k, int n) =>
        Gemm("gemm", m, k, n) with { Group = "Skinny products", Name = $"skinny {m}x{k}x{n}", Bar = new(1.5) };
}
