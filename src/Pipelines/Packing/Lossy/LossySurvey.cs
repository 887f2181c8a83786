using System.IO.Compression;
using Pipelines.Data;

namespace Pipelines.Packing.Lossy;

/// <summary>The first pass over a table: how many rows, how far numbers and codes spread, with how many decimals numbers are written. Its memory does not grow with the table.</summary>
internal static class LossySurvey
{
    /// <summary>Numbers kept of all columns together, to tell spreads by.</summary>
    private const int Kept = 1 << 22;

    /// <summary>Share of the numbers beyond either end of a spread.</summary>
    private const double Tail = 0.01;

    /// <summary>The same of codes, which are rounded to the end where they are beyond it.</summary>
    private const double CodeTail = 0.002;

    /// <summary>Numbers of 15 digits and more are kept as they are, and say nothing about the decimals of the others.</summary>
    private const double Large = 1e15;

    private const int Tried = 2048;

    /// <summary>The head of the table, with the number of bits that makes its first rows smallest.</summary>
    public static LossyLayout Of(IEnumerable<Table> slices, LossyModel model, LossyOptions options, IReadOnlyDictionary<string, double> errors, FitControl control)
    {
        Survey? survey = null;
        Table? first = null;
        foreach (var slice in slices)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            survey ??= new(slice, model);
            first = first is null || first.Rows == 0 ? slice : first;
            survey.Add(slice);
        }
        if (survey is null || first is null || first.Columns.Count == 0)
        {
            throw new DataException("lossy.empty", $"The table has no column. Check how it is read.");
        }
        return Smallest(survey, first, model, options, errors, control);
    }

    private static LossyLayout Smallest(Survey survey, Table first, LossyModel model, LossyOptions options, IReadOnlyDictionary<string, double> errors, FitControl control)
    {
        var columns = survey.Columns(options, errors);
        if (first.Rows > Tried)
        {
            var rows = new int[Tried];
            for (var r = 0; r < rows.Length; r++)
            {
                rows[r] = r;
            }
            first = first.Take(rows);
        }
        var codes = model.Codes(first);
        LossyLayout? best = null;
        var least = long.MaxValue;
        foreach (var bits in (int[])[1, 2, 3, 4, 5, 6, 8])
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var layout = survey.Layout(bits, columns);
            var size = first.Rows == 0 ? 0 : Compressed(LossyBlockWriter.Write(first, layout, model, codes));
            (best, least) = size < least ? (layout, size) : (best, least);
        }
        return best!;
    }

    private static long Compressed(byte[] bytes)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, room, out var written, quality: 5, window: 22) ? written : bytes.Length;
    }

    private sealed class Survey
    {
        private readonly LossyModel _model;
        private readonly string[] _names;
        private readonly LossyColumnKind[] _kinds;
        private readonly LossySample?[] _numbers;
        private readonly int[] _decimals;
        private readonly LossySample[] _codes;
        private long _rows;

        public Survey(Table table, LossyModel model)
        {
            _model = model;
            _names = [.. table.Columns.Select(c => c.Name)];
            _kinds = [.. _names.Select(model.KindOf)];
            var room = Math.Clamp(Kept / (_names.Length + model.CodeSize), 1024, 1 << 16);
            _numbers = [.. _kinds.Select(k => k == LossyColumnKind.Number ? new LossySample(room) : null)];
            _decimals = new int[_names.Length];
            _codes = new LossySample[model.CodeSize];
            for (var i = 0; i < _codes.Length; i++)
            {
                _codes[i] = new(room);
            }
        }

        public void Add(Table slice)
        {
            _rows += slice.Rows;
            for (var c = 0; c < _names.Length; c++)
            {
                if (_numbers[c] is { } sample && slice[_names[c]] is NumberColumn column)
                {
                    foreach (var value in column.Values)
                    {
                        if (double.IsFinite(value))
                        {
                            sample.Add(value);
                            _decimals[c] = Math.Abs(value) < Large ? LossyNumber.DecimalsOf(value, _decimals[c]) : _decimals[c];
                        }
                    }
                }
            }
            var codes = _model.Codes(slice);
            for (var r = 0; r < codes.Rows; r++)
            {
                var row = codes[r];
                for (var i = 0; i < row.Length; i++)
                {
                    _codes[i].Add(row[i]);
                }
            }
        }

        public LossyLayout.Column[] Columns(LossyOptions options, IReadOnlyDictionary<string, double> errors)
        {
            var columns = new LossyLayout.Column[_names.Length];
            for (var c = 0; c < columns.Length; c++)
            {
                LossyNumber numbers = default;
                if (_numbers[c] is { } sample)
                {
                    var (low, high) = sample.Ends(Tail);
                    var bound = errors.TryGetValue(_names[c], out var said) ? said : options.MaxError * (high - low);
                    numbers = LossyNumber.Of(double.IsFinite(bound) ? bound : 0, _decimals[c] <= 15 ? _decimals[c] : null);
                }
                columns[c] = new(_names[c], _kinds[c], numbers);
            }
            return columns;
        }

        public LossyLayout Layout(int bits, LossyLayout.Column[] columns)
        {
            var (least, steps) = (new double[_codes.Length], new double[_codes.Length]);
            for (var i = 0; i < least.Length; i++)
            {
                var (low, high) = _codes[i].Ends(CodeTail);
                (least[i], steps[i]) = (low, (high - low) / ((1 << bits) - 1));
            }
            return new(_model.Sha256, _rows, bits, least, steps, columns);
        }
    }
}
