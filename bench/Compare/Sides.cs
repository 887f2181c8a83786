using System.Globalization;

namespace Bench.Compare;

/// <summary>The worker processes of one thread count, started when first asked for.</summary>
internal sealed class Sides(Settings settings, int threads) : IDisposable
{
    // Sides of this program itself; "r" is served by peers/worker.R, and any other name by peers/worker.py.
    private static readonly string[] Own = ["ours", "openblas", "openblas-avx2", "csvhelper"];

    private readonly Dictionary<string, WorkerProcess> _running = [];
    private readonly Dictionary<string, string> _missing = [];

    /// <summary>What each side said of itself.</summary>
    public SortedDictionary<string, string> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>The worker of a side.</summary>
    /// <exception cref="PeerException">It cannot run here.</exception>
    public WorkerProcess Of(string side)
    {
        if (_missing.TryGetValue(side, out var reason))
        {
            throw new PeerException(reason);
        }
        if (!_running.TryGetValue(side, out var worker))
        {
            try
            {
                worker = Start(side);
                Versions[side] = worker.Ask("about")["about"]!.ToString();
            }
            catch (Exception e) when (e is PeerException or System.ComponentModel.Win32Exception)
            {
                _missing[side] = e.Message;
                throw new PeerException(e.Message);
            }
            _running[side] = worker;
        }
        return worker;
    }

    public void Dispose()
    {
        foreach (var worker in _running.Values)
        {
            worker.Dispose();
        }
    }

    private WorkerProcess Start(string side)
    {
        var count = threads.ToString(CultureInfo.InvariantCulture);
        Dictionary<string, string> environment = new() { ["OPENBLAS_NUM_THREADS"] = count, ["OMP_NUM_THREADS"] = count };
        if (side == "openblas-avx2")
        {
            environment["OPENBLAS_CORETYPE"] = "Haswell";
        }
        return side switch
        {
            "r" => new("Rscript", ["--vanilla", Driver.PathTo("bench/peers/worker.R"), count], environment),
            _ when Own.Contains(side) => new(Environment.ProcessPath!, [typeof(Sides).Assembly.Location, "worker", side, count], environment),
            _ => new(settings.Python, [Driver.PathTo("bench/peers/worker.py"), side, count], environment),
        };
    }
}
