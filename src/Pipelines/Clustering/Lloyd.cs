using System.Buffers;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>
/// Lloyd's iterations from given centroids: each row to its nearest centroid, each centroid to the mean of its rows. Sums are kept in double and changed only by rows that change their cluster,
/// which late passes have few of. Rows are shared among threads for the first half of a pass, clusters for the second, so that every sum has one order.
/// </summary>
internal sealed class Lloyd : IDisposable
{
    private readonly PanelRows _data;
    private readonly int _n, _d, _k;
    private readonly CancellationToken _cancellation;
    private readonly CentroidBlock _block;
    private readonly float[] _centroids;
    private readonly double[] _sums, _weights;
    private readonly int[] _labels, _moved, _from, _counts;
    private double _between;

    private Lloyd(PanelRows data, ReadOnlySpan<float> centroids, CancellationToken cancellation)
    {
        (_data, _n, _d, _cancellation) = (data, data.Rows.Rows, data.Rows.Columns, cancellation);
        _k = centroids.Length / _d;
        (_centroids, _block) = (centroids.ToArray(), new(_k, data.Centre));
        (_sums, _weights) = (new double[_k * _d], new double[_k]);
        (_labels, _moved, _from) = (ArrayPool<int>.Shared.Rent(_n), ArrayPool<int>.Shared.Rent(_n), ArrayPool<int>.Shared.Rent(_n));
        _counts = new int[data.Pieces];
        Array.Fill(_labels, -1, 0, _n);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_labels);
        ArrayPool<int>.Shared.Return(_moved);
        ArrayPool<int>.Shared.Return(_from);
    }

    /// <summary>Runs until nothing moves, centroids move less than tolerated, or the passes run out.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="centroids">k x d.</param>
    /// <param name="most">How many passes at most.</param>
    /// <param name="tolerance">As <see cref="KMeansOptions.Tolerance"/>.</param>
    /// <param name="step">Told after each pass of the inertia, to the rounding of the whole scatter, or NaN where rows have weights; null for nobody.</param>
    /// <param name="cancellation">Checked between pieces.</param>
    internal static KMeansResult Run(PanelRows data, ReadOnlySpan<float> centroids, int most, double tolerance, Action<double>? step, CancellationToken cancellation)
    {
        using var lloyd = new Lloyd(data, centroids, cancellation);
        return lloyd.Run(most, tolerance * data.Scatter / data.Rows.Rows / data.Rows.Columns, step);
    }

    private KMeansResult Run(int most, double tolerance, Action<double>? step)
    {
        var (settled, converged, pass) = (false, false, 0);
        while (pass < most && !converged)
        {
            pass++;
            settled = Assign() == 0;
            Update();
            var repaired = Repair();
            var moved = Move();
            converged = settled || (moved <= tolerance && !repaired);
            step?.Invoke(_data.Weights.IsEmpty ? Math.Max(0, _data.Scatter - _between) : double.NaN);
        }
        if (!settled)
        {
            // So that the labels are those of the final centroids.
            Assign();
        }
        return Result(pass, converged);
    }

    /// <summary>Gives each row the nearest centroid; lists the rows that changed, piece by piece. Returns how many did.</summary>
    private int Assign()
    {
        _block.Load(GemmOperand.Of(_centroids, _k, _d));
        _data.Run((piece, buffer) =>
        {
            Span<float> places = stackalloc float[RowPanels.Width];
            var (start, count) = (_data.FirstPanel(piece) * RowPanels.Width, 0);
            for (var panel = _data.FirstPanel(piece); panel < _data.LastPanel(piece); panel++)
            {
                _block.Nearest(_data.Panel(panel, buffer), places);
                var (first, rows) = (panel * RowPanels.Width, _data.RowsOf(panel));
                var labels = _labels.AsSpan(first, rows);
                for (var r = 0; r < labels.Length; r++)
                {
                    var place = (int)places[r];
                    if (place != labels[r])
                    {
                        (_moved[start + count], _from[start + count]) = (first + r, labels[r]);
                        count++;
                        labels[r] = place;
                    }
                }
            }
            _counts[piece] = count;
        }, _cancellation);
        var changed = 0;
        foreach (var count in _counts)
        {
            changed += count;
        }
        return changed;
    }

    /// <summary>Takes the rows that changed from the sums of their old clusters and adds them to those of the new. Each thread does the clusters of one remainder, rows in order.</summary>
    private void Update()
    {
        var changed = 0.0;
        foreach (var count in _counts)
        {
            changed += count;
        }
        var shares = Math.Min(_k, Tiles.Threads(8 * changed * _d, _data.Threads));
        Tiles.Run(shares, shares, share =>
        {
            for (var piece = 0; piece < _counts.Length; piece++)
            {
                var start = _data.FirstPanel(piece) * RowPanels.Width;
                for (var i = start; i < start + _counts[piece]; i++)
                {
                    var (row, from) = (_moved[i], _from[i]);
                    var to = _labels[row];
                    if (from >= 0 && from % shares == share)
                    {
                        Add(row, from, -_data.Weight(row));
                    }
                    if (to % shares == share)
                    {
                        Add(row, to, _data.Weight(row));
                    }
                }
            }
        }, _cancellation);
    }

    private void Add(int row, int cluster, float weight)
    {
        RowAccumulation.Add(_data.Rows[row], weight, _sums.AsSpan(cluster * _d, _d));
        _weights[cluster] += weight;
    }

    /// <summary>Gives each empty cluster the row that lies farthest from its own centroid, as scikit-learn does. False where there was none to repair, or no row lies off its centroid.</summary>
    private bool Repair()
    {
        var repaired = false;
        for (var cluster = 0; cluster < _k; cluster++)
        {
            if (!IsEmpty(cluster))
            {
                continue;
            }
            var (farthest, most) = (-1, 0.0);
            for (var row = 0; row < _n; row++)
            {
                var label = _labels[row];
                // Of a cluster of one row nothing can be taken, and a row that was given this pass is one.
                var distance = _data.Weight(row) * (double)SquaredDistance.Of(_data.Rows[row], _centroids.AsSpan(label * _d, _d));
                if (distance > most && _weights[label] > _data.Weight(row))
                {
                    (farthest, most) = (row, distance);
                }
            }
            if (farthest < 0)
            {
                break;
            }
            Add(farthest, _labels[farthest], -_data.Weight(farthest));
            _sums.AsSpan(cluster * _d, _d).Clear();
            _weights[cluster] = 0;
            Add(farthest, cluster, _data.Weight(farthest));
            _labels[farthest] = cluster;
            _data.Rows[farthest].CopyTo(_centroids.AsSpan(cluster * _d, _d));
            repaired = true;
        }
        return repaired;
    }

    // Weights are added and taken away in double: what should be 0 may be off by their rounding.
    private bool IsEmpty(int cluster) => !(_weights[cluster] > 1e-12 * _n) && Array.IndexOf(_labels, cluster, 0, _n) < 0;

    /// <summary>Moves the centroids to their means; returns the sum of the squared moves. A cluster without weight stays.</summary>
    private double Move()
    {
        var moved = 0.0;
        _between = 0;
        for (var cluster = 0; cluster < _k; cluster++)
        {
            if (!(_weights[cluster] > 0))
            {
                continue;
            }
            for (var j = cluster * _d; j < (cluster + 1) * _d; j++)
            {
                var mean = (float)(_sums[j] / _weights[cluster]);
                var fromCentre = (double)mean - _data.Centre[j - (cluster * _d)];
                _between += _weights[cluster] * fromCentre * fromCentre;
                var difference = (double)mean - _centroids[j];
                moved += difference * difference;
                _centroids[j] = mean;
            }
        }
        return moved;
    }

    /// <summary>Counts rows and sums their squared distances; leaves out clusters without rows, which only duplicates leave.</summary>
    private KMeansResult Result(int passes, bool converged)
    {
        var parts = new double[_data.Pieces];
        _data.Run((piece, _) =>
        {
            var sum = 0.0;
            for (var row = _data.FirstPanel(piece) * RowPanels.Width; row < Math.Min(_n, _data.LastPanel(piece) * RowPanels.Width); row++)
            {
                sum += _data.Weight(row) * (double)SquaredDistance.Of(_data.Rows[row], _centroids.AsSpan(_labels[row] * _d, _d));
            }
            parts[piece] = sum;
        }, _cancellation);
        var inertia = 0.0;
        foreach (var part in parts)
        {
            inertia += part;
        }
        var sizes = new int[_k];
        for (var row = 0; row < _n; row++)
        {
            sizes[_labels[row]]++;
        }
        var kept = 0;
        for (var cluster = 0; cluster < _k; cluster++)
        {
            if (sizes[cluster] > 0)
            {
                _centroids.AsSpan(cluster * _d, _d).CopyTo(_centroids.AsSpan(kept * _d, _d));
                sizes[kept++] = sizes[cluster];
            }
        }
        return new(_centroids[..(kept * _d)], sizes[..kept], inertia, passes, converged);
    }
}
