using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="IsolationForest"/>: scores between 0 and 1, above .5 for rows that are alone after fewer cuts than usual.</summary>
public sealed class IsolationForestModel : IAnomalyDetector, IModel
{
    internal const string KindName = "isolation-forest/1";

    /// <summary>The threshold where no contamination is given: the score of a row of usual depth.</summary>
    internal const float UsualThreshold = 0.5f;

    private const int BlockRows = 128;

    /// <summary>Rows that walk down a tree side by side: each waits for memory while the others go on.</summary>
    private const int Abreast = 8;

    /// <summary>Fewer rows than this walk down several trees at a time instead, so that one row does not cost what eight do.</summary>
    private const int Few = 4;

    /// <summary>All trees one after the other. <see cref="IsolationNode.Left"/> counts from the first node of all; <see cref="IsolationNode.Feature"/> is the column times <see cref="BlockRows"/>: its place in a block of turned rows.</summary>
    private readonly IsolationNode[] _nodes;
    private readonly int[] _roots, _depths;
    private readonly double _usual;

    internal IsolationForestModel(int columns, int samples, float threshold, IsolationNode[][] trees)
    {
        (Columns, Samples, Threshold, _usual) = (columns, samples, threshold, IsolationTree.MeanDepth(samples));
        (_roots, _depths) = (new int[trees.Length], new int[trees.Length]);
        _nodes = new IsolationNode[trees.Sum(t => t.Length)];
        var at = 0;
        for (var t = 0; t < trees.Length; t++)
        {
            (_roots[t], _depths[t]) = (at, Height(trees[t]));
            foreach (var node in trees[t])
            {
                _nodes[at++] = node with { Left = node.Left + _roots[t], Feature = node.Feature * BlockRows };
            }
        }
    }

    private IsolationForestModel(IsolationForestModel other, float threshold) =>
        (Columns, Samples, Threshold, _usual, _roots, _depths, _nodes) = (other.Columns, other.Samples, threshold, other._usual, other._roots, other._depths, other._nodes);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>How many rows each tree was grown from.</summary>
    public int Samples { get; }

    /// <summary>How many trees there are.</summary>
    public int Trees => _roots.Length;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>The same model with another threshold.</summary>
    public IsolationForestModel WithThreshold(float threshold) => new(this, threshold);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores)
    {
        NeedFit(rows, scores.Length);
        for (var first = 0; first < rows.Rows; first += BlockRows)
        {
            ScoreBlock(rows, first, scores);
        }
    }

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="scores">Receives one score a row; length n.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Score(MatrixView rows, Span<float> scores, FitControl control)
    {
        NeedFit(rows, scores.Length);
        SharedScores.Run(scores, BlockRows, control, (first, shared) => ScoreBlock(rows, first, shared));
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("columns", Columns);
        writer.Whole("samples", Samples);
        writer.Number("threshold", Threshold);
        writer.Ints("roots", _roots);
        writer.Floats("cuts", Array.ConvertAll(_nodes, n => n.Cut));
        writer.Ints("features", Array.ConvertAll(_nodes, n => n.Feature / BlockRows));
        writer.Ints("left", Array.ConvertAll(_nodes, n => n.Left));
        writer.Floats("depths", Array.ConvertAll(_nodes, n => n.Depth));
    }

    internal static IsolationForestModel Read(ModelReader reader)
    {
        var columns = (int)reader.Whole("columns", 1, Array.MaxLength);
        var samples = (int)reader.Whole("samples", 1, Array.MaxLength);
        var (roots, cuts) = (reader.Ints("roots"), reader.Floats("cuts"));
        var (features, left, depths) = (reader.Ints("features", cuts.Length), reader.Ints("left", cuts.Length), reader.Floats("depths", cuts.Length));
        var trees = new IsolationNode[roots.Length][];
        for (var t = 0; t < trees.Length; t++)
        {
            var (from, to) = (roots[t], t + 1 < roots.Length ? roots[t + 1] : cuts.Length);
            if (from < 0 || to <= from || to > cuts.Length || (t == 0 && from != 0))
            {
                throw reader.Damaged("roots", "do not follow each other");
            }
            trees[t] = new IsolationNode[to - from];
            for (var i = from; i < to; i++)
            {
                var leaf = float.IsPositiveInfinity(cuts[i]);
                // Children come after their parent, so no walk goes round.
                var sound = features[i] >= 0 && features[i] < columns && float.IsFinite(depths[i]) && !float.IsNaN(cuts[i]) && (leaf ? left[i] == i : left[i] > i && left[i] < to - 1);
                trees[t][i - from] = sound ? new(cuts[i], features[i], left[i] - from, depths[i]) : throw reader.Damaged("left", "is no tree");
            }
        }
        return trees.Length > 0 && (long)columns * BlockRows <= int.MaxValue ? new(columns, samples, (float)reader.Number("threshold"), trees) : throw reader.Damaged("roots", "has no tree");
    }

    private void NeedFit(MatrixView rows, int room)
    {
        rows.NeedColumns(nameof(IsolationForestModel), Columns);
        MatrixChecks.NeedLength(room, rows.Rows, nameof(IsolationForestModel), "scores");
        rows.NeedFinite(nameof(IsolationForestModel));
    }

    private void ScoreBlock(MatrixView rows, int first, Span<float> scores)
    {
        var count = Math.Min(BlockRows, rows.Rows - first);
        var padded = (count + Abreast - 1) / Abreast * Abreast;
        var turned = ArrayPool<float>.Shared.Rent(Columns * BlockRows);
        Span<double> depths = stackalloc double[BlockRows];
        depths.Clear();
        for (var r = 0; r < count; r++)
        {
            var row = rows[first + r];
            for (var c = 0; c < row.Length; c++)
            {
                turned[(c * BlockRows) + r] = row[c];
            }
        }
        // Places beyond the last row hold what was there; where they lead nobody looks.
        for (var r = 0; r < count && count < Few; r++)
        {
            depths[r] = WalkAlone(r, turned);
        }
        for (var t = 0; t < _roots.Length && count >= Few; t++)
        {
            Walk(_nodes, _roots[t], _depths[t], turned, padded, depths);
        }
        ArrayPool<float>.Shared.Return(turned);
        for (var r = 0; r < count; r++)
        {
            // Of one row nothing can be cut, so all are as usual as each other.
            scores[first + r] = _usual > 0 ? (float)Math.Pow(2, -depths[r] / (_usual * _roots.Length)) : 0.5f;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk(IsolationNode[] forest, int root, int height, float[] turned, int rows, Span<double> depths)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(forest);
        ref var sums = ref MemoryMarshal.GetReference(depths);
        for (var r = 0; r < rows; r += Abreast)
        {
            ref var x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(turned), r);
            nint n0 = root, n1 = root, n2 = root, n3 = root, n4 = root, n5 = root, n6 = root, n7 = root;
            for (var level = 0; level < height; level++)
            {
                n0 = Next(ref nodes, n0, ref x);
                n1 = Next(ref nodes, n1, ref Unsafe.Add(ref x, 1));
                n2 = Next(ref nodes, n2, ref Unsafe.Add(ref x, 2));
                n3 = Next(ref nodes, n3, ref Unsafe.Add(ref x, 3));
                n4 = Next(ref nodes, n4, ref Unsafe.Add(ref x, 4));
                n5 = Next(ref nodes, n5, ref Unsafe.Add(ref x, 5));
                n6 = Next(ref nodes, n6, ref Unsafe.Add(ref x, 6));
                n7 = Next(ref nodes, n7, ref Unsafe.Add(ref x, 7));
            }
            ref var sum = ref Unsafe.Add(ref sums, r);
            sum += Unsafe.Add(ref nodes, n0).Depth;
            Unsafe.Add(ref sum, 1) += Unsafe.Add(ref nodes, n1).Depth;
            Unsafe.Add(ref sum, 2) += Unsafe.Add(ref nodes, n2).Depth;
            Unsafe.Add(ref sum, 3) += Unsafe.Add(ref nodes, n3).Depth;
            Unsafe.Add(ref sum, 4) += Unsafe.Add(ref nodes, n4).Depth;
            Unsafe.Add(ref sum, 5) += Unsafe.Add(ref nodes, n5).Depth;
            Unsafe.Add(ref sum, 6) += Unsafe.Add(ref nodes, n6).Depth;
            Unsafe.Add(ref sum, 7) += Unsafe.Add(ref nodes, n7).Depth;
        }
    }

    /// <summary>One row down eight trees at a time; depths are added up in the order of the trees, as they are among many rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double WalkAlone(int row, float[] turned)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(turned), row);
        var (sum, t) = (0.0, 0);
        for (; t + Abreast <= _roots.Length; t += Abreast)
        {
            nint n0 = _roots[t], n1 = _roots[t + 1], n2 = _roots[t + 2], n3 = _roots[t + 3], n4 = _roots[t + 4], n5 = _roots[t + 5], n6 = _roots[t + 6], n7 = _roots[t + 7];
            var height = 0;
            for (var i = t; i < t + Abreast; i++)
            {
                height = Math.Max(height, _depths[i]);
            }
            // A leaf leads to itself, so lower trees wait for the highest.
            for (var level = 0; level < height; level++)
            {
                n0 = Next(ref nodes, n0, ref x);
                n1 = Next(ref nodes, n1, ref x);
                n2 = Next(ref nodes, n2, ref x);
                n3 = Next(ref nodes, n3, ref x);
                n4 = Next(ref nodes, n4, ref x);
                n5 = Next(ref nodes, n5, ref x);
                n6 = Next(ref nodes, n6, ref x);
                n7 = Next(ref nodes, n7, ref x);
            }
            sum += Unsafe.Add(ref nodes, n0).Depth;
            sum += Unsafe.Add(ref nodes, n1).Depth;
            sum += Unsafe.Add(ref nodes, n2).Depth;
            sum += Unsafe.Add(ref nodes, n3).Depth;
            sum += Unsafe.Add(ref nodes, n4).Depth;
            sum += Unsafe.Add(ref nodes, n5).Depth;
            sum += Unsafe.Add(ref nodes, n6).Depth;
            sum += Unsafe.Add(ref nodes, n7).Depth;
        }
        for (; t < _roots.Length; t++)
        {
            nint n = _roots[t];
            for (var level = 0; level < _depths[t]; level++)
            {
                n = Next(ref nodes, n, ref x);
            }
            sum += Unsafe.Add(ref nodes, n).Depth;
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Next(ref IsolationNode nodes, nint at, ref float x)
    {
        ref var node = ref Unsafe.Add(ref nodes, at);
        return node.Left + (Unsafe.Add(ref x, node.Feature) > node.Cut ? 1 : 0);
    }

    private static int Height(IsolationNode[] tree)
    {
        var (depths, height) = (new int[tree.Length], 0);
        for (var i = 0; i < tree.Length; i++)
        {
            height = Math.Max(height, depths[i]);
            if (!tree[i].IsLeaf)
            {
                depths[tree[i].Left] = depths[tree[i].Left + 1] = depths[i] + 1;
            }
        }
        return height;
    }
}
