using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Bench.Compare;

/// <summary>What a table has to say of the machine; never its name or its folders.</summary>
internal static class Machine
{
    /// <summary>The processor as it calls itself.</summary>
    public static string Cpu { get; } = CpuName();

    /// <summary>The same as the name of a folder.</summary>
    public static string Folder
    {
        get
        {
            var safe = Cpu.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').ToArray();
            return string.Join('-', new string(safe).Split('-', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public static string System => $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores";

    /// <summary>The processor's vector instructions as .NET sees them.</summary>
    public static string Vectors => string.Join(", ", new (bool Has, string Name)[]
    {
        (Avx512F.IsSupported, "AVX-512F"), (Avx2.IsSupported, "AVX2"), (Fma.IsSupported, "FMA"), (AdvSimd.IsSupported, "NEON"),
    }.Where(i => i.Has).Select(i => i.Name));

    /// <summary>How many processes wanted to run during the last minute, where the system says so.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string CpuName()
    {
        const string Info = "/proc/cpuinfo";
        if (File.Exists(Info))
        {
            var lines = File.ReadAllLines(Info);
            var field = (string name) => lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim();
            if (field("model name") is { } model)
            {
                // Virtual machines name no model beyond the brand; the family tells generations apart.
                return $"{model} family {field("cpu family")}";
            }
        }
        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
