using Pipelines.Data;

namespace Bench.Compare.Workloads;

/// <summary>The library's reader with all that it finds out by itself: encoding, delimiter, header, types, bad rows. The hash of the file, for which no other reader has a counterpart, is left out.</summary>
internal sealed class CsvFileWorkload(int[] shape, string path) : Workload
{
    private static readonly CsvOptions Options = new() { Hash = false };

    private Table? _table;

    public override void Forget() => _table = null;

    public override void Run() => _table = CsvFile.Read(path, Options).Table;

    public override IEnumerable<ReadOnlyMemory<float>> Results()
    {
        for (var c = 0; c < shape[1]; c++)
        {
            yield return Array.ConvertAll(((NumberColumn)_table!.Columns[c]).Values.ToArray(), v => (float)v);
        }
    }
}
