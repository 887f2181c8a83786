using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bench.Compare.Workloads;

/// <summary>Something to be timed: made with its data ready, run as often as asked, then asked for its result.</summary>
internal abstract class Workload
{
    /// <summary>A figure of quality of the last run, larger being better; NaN where results are simply equal.</summary>
    public virtual double Quality => double.NaN;

    /// <summary>Runs once. Only this is timed.</summary>
    public abstract void Run();

    /// <summary>Lets the last result go, before the time of a run begins.</summary>
    public virtual void Forget() { }

    /// <summary>The values of the last run, by which the sides are compared.</summary>
    public abstract IEnumerable<ReadOnlyMemory<float>> Results();

    /// <summary>What a side is, with its version.</summary>
    public static string About(string engine) => engine switch
    {
        "openblas" or "openblas-avx2" => OpenBlas.About(),
        "csvhelper" => $"CsvHelper {typeof(CsvHelper.CsvReader).Assembly.GetName().Version!.ToString(3)}",
        _ => $"Pipelines on {RuntimeInformation.FrameworkDescription}, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits",
    };

    /// <summary>The values of a generated file in double precision.</summary>
    protected static double[] Doubles(string path) => Array.ConvertAll(Values(path), v => (double)v);

    /// <summary>The values of a generated file.</summary>
    protected static float[] Values(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
}
