using CsvHelper;

namespace Bench.Compare.Workloads;

/// <summary>The least that reads the same file: CsvHelper's reader, its float parser and an array a column.</summary>
internal sealed class CsvHelperWorkload(int[] shape, string path) : Workload
{
    private readonly float[][] _columns = new float[shape[1]][];

    public override void Forget() => Array.Clear(_columns);

    public override void Run()
    {
        for (var c = 0; c < _columns.Length; c++)
        {
            _columns[c] = new float[1024];
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        using var reader = CsvReader.Create(file, new CsvReaderOptions { HasHeader = true }, false);
        var row = 0;
        while (reader.Read())
        {
            if (row == _columns[0].Length)
            {
                for (var c = 0; c < _columns.Length; c++)
                {
                    Array.Resize(ref _columns[c], 2 * row);
                }
            }
            for (var c = 0; c < _columns.Length; c++)
            {
                _columns[c][row] = reader.Parse<float>(c);
            }
            row++;
        }
        for (var c = 0; c < _columns.Length; c++)
        {
            Array.Resize(ref _columns[c], row);
        }
    }

    public override IEnumerable<ReadOnlyMemory<float>> Results() => _columns.Select(c => (ReadOnlyMemory<float>)c);
}
