using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>One search of <see cref="KPrototypes"/> from one start: rows to prototypes and prototypes to rows by turns. Labels are found row by row, sums are made in the order of rows.</summary>
internal sealed class PrototypeSearch
{
    private const int RowsOfAPiece = 512;
    private readonly MixedRows _rows;
    private readonly MixedEncoding _encoding;
    private readonly FitControl _control;
    private readonly int _d, _c;
    private readonly int[] _labels;
    private readonly float[] _costs;
    private PrototypeSet _prototypes;
    private int _passes;

    internal PrototypeSearch(MixedRows rows, MixedEncoding encoding, double gamma, FitControl control)
    {
        (_rows, _encoding, _control, _d, _c) = (rows, encoding, control, encoding.Numbers.Count, encoding.Texts.Count);
        (_labels, _costs) = (new int[rows.Rows], new float[rows.Rows]);
        _prototypes = new(0, [], [], (float)gamma, _d, _c);
    }

    /// <summary>Σ of the dissimilarities of rows from their prototypes.</summary>
    internal double Cost { get; private set; }

    /// <summary>Draws rows as prototypes, each with chances in proportion to its dissimilarity from those before; fewer where there are fewer different rows.</summary>
    internal void Start(int clusters, long seed, int start)
    {
        var chosen = new List<int>();
        Array.Fill(_costs, 1);
        var total = (double)_rows.Rows;
        while (chosen.Count < clusters && total > 0)
        {
            _control.Cancellation.ThrowIfCancellationRequested();
            var at = Rng.At(seed, start, chosen.Count).NextDouble() * total;
            var last = 0;
            for (var r = 0; r < _rows.Rows && at >= 0; r++)
            {
                last = _costs[r] > 0 ? r : last;
                at -= _costs[r];
            }
            chosen.Add(last);
            var only = Prototypes([last]);
            Tiles.Run(Pieces, Threads(1), piece =>
            {
                for (var r = piece * RowsOfAPiece; r < Math.Min(_rows.Rows, (piece + 1) * RowsOfAPiece); r++)
                {
                    var cost = only.Dissimilarity(_rows, r, 0);
                    _costs[r] = chosen.Count == 1 ? cost : Math.Min(_costs[r], cost);
                }
            }, _control.Cancellation);
            total = Sums.Of(_costs);
        }
        _prototypes = Prototypes(chosen);
        Array.Fill(_labels, -1);
    }

    internal void Run(int most, Action<double> step)
    {
        var changed = 1;
        while (_passes < most && changed > 0)
        {
            changed = Assign();
            _prototypes = changed > 0 ? Update() : _prototypes;
            _passes++;
            step(Cost);
        }
        if (changed > 0)
        {
            Assign();
        }
    }

    internal KPrototypesModel Model(int requested)
    {
        var sizes = new int[_prototypes.Count];
        foreach (var label in _labels)
        {
            sizes[label]++;
        }
        int[] used = [.. Enumerable.Range(0, sizes.Length).Where(k => sizes[k] > 0)];
        return new(_encoding, _prototypes.Take(used), Array.ConvertAll(used, k => sizes[k]), Cost, _passes, requested);
    }

    private int Pieces => (_rows.Rows + RowsOfAPiece - 1) / RowsOfAPiece;

    private int Threads(int prototypes) => Tiles.Threads((double)_rows.Rows * prototypes * ((3 * _d) + (2 * _c)), _control.Threads);

    private PrototypeSet Prototypes(List<int> rows)
    {
        var (numbers, modes) = (new float[rows.Count * _d], new int[rows.Count * _c]);
        for (var k = 0; k < rows.Count; k++)
        {
            _rows.Numbers.AsSpan(rows[k] * _d, _d).CopyTo(numbers.AsSpan(k * _d));
            _rows.Codes.AsSpan(rows[k] * _c, _c).CopyTo(modes.AsSpan(k * _c));
        }
        return new(rows.Count, numbers, modes, _prototypes.Gamma, _d, _c);
    }

    private int Assign()
    {
        var counts = new int[Pieces];
        Tiles.Run(counts.Length, Threads(_prototypes.Count), piece =>
        {
            for (var r = piece * RowsOfAPiece; r < Math.Min(_rows.Rows, (piece + 1) * RowsOfAPiece); r++)
            {
                var nearest = _prototypes.Nearest(_rows, r, out _costs[r]);
                counts[piece] += nearest == _labels[r] ? 0 : 1;
                _labels[r] = nearest;
            }
        }, _control.Cancellation);
        Cost = Sums.Of(_costs);
        var changed = 0;
        foreach (var count in counts)
        {
            changed += count;
        }
        return changed;
    }

    /// <summary>Means and modes; a cluster that lost its last row takes the row that lies farthest from its prototype.</summary>
    private PrototypeSet Update()
    {
        var k = _prototypes.Count;
        var (sums, sizes) = (new double[k * _d], new int[k]);
        for (var r = 0; r < _rows.Rows; r++)
        {
            sizes[_labels[r]]++;
        }
        for (var empty = Array.IndexOf(sizes, 0); empty >= 0; empty = Array.IndexOf(sizes, 0, empty + 1))
        {
            var farthest = -1;
            for (var r = 0; r < _rows.Rows; r++)
            {
                farthest = sizes[_labels[r]] > 1 && _costs[r] > (farthest < 0 ? 0 : _costs[farthest]) ? r : farthest;
            }
            if (farthest >= 0)
            {
                sizes[_labels[farthest]]--;
                (_labels[farthest], _costs[farthest], sizes[empty]) = (empty, 0, 1);
            }
        }
        var (numbers, modes) = ((float[])_prototypes.Numbers.Clone(), (int[])_prototypes.Modes.Clone());
        for (var r = 0; r < _rows.Rows; r++)
        {
            RowAccumulation.Add(_rows.Numbers.AsSpan(r * _d, _d), 1, sums.AsSpan(_labels[r] * _d, _d));
        }
        for (var i = 0; i < sums.Length; i++)
        {
            numbers[i] = sizes[i / _d] > 0 ? (float)(sums[i] / sizes[i / _d]) : numbers[i];
        }
        for (var j = 0; j < _c; j++)
        {
            var levels = _encoding.Levels[j].Count + 1;
            var counts = new int[k * levels];
            for (var r = 0; r < _rows.Rows; r++)
            {
                counts[(_labels[r] * levels) + _rows.Codes[(r * _c) + j]]++;
            }
            for (var p = 0; p < k; p++)
            {
                var own = counts.AsSpan(p * levels, levels);
                modes[(p * _c) + j] = sizes[p] > 0 ? System.Numerics.Tensors.TensorPrimitives.IndexOfMax<int>(own) : modes[(p * _c) + j];
            }
        }
        return new(k, numbers, modes, _prototypes.Gamma, _d, _c);
    }
}
