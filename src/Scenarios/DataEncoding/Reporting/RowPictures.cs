using DataEncoding.Data;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DataEncoding.Reporting;

/// <summary>Draws rows that are pictures, all in the same shades.</summary>
internal sealed class RowPictures
{
    /// <summary>About so many pixels are drawn in one grid, to keep the page small.</summary>
    private const int MostPixels = 12_000;

    private const int Most = 10;

    private readonly EncodingData _data;
    private readonly TextTable _texts;
    private readonly int _width, _pixels;
    private readonly float _low, _high;

    private RowPictures(EncodingData data, ImageLayout image, TextTable texts)
    {
        (_data, _texts, _width, _pixels) = (data, texts, image.Width, image.Width * image.Height);
        (_low, _high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in data.Test.Values)
        {
            (_low, _high) = (Math.Min(_low, value), Math.Max(_high, value));
        }
    }

    /// <summary>How to draw the rows of some data; null where they are no pictures.</summary>
    public static RowPictures? Of(EncodingData data, TextTable texts) => data.Image is { } image ? new(data, image, texts) : null;

    /// <summary>How many pictures a line of a grid of so many lines may have.</summary>
    public int Fitting(int lines) => Math.Clamp(MostPixels / (_pixels * lines), 3, Most);

    /// <summary>Some held-out rows, each line as they are or as they come back one way, with how far off that is.</summary>
    public PictureGrid Grid(string key, string title, string caption, int[] rows, params (string Label, Matrix From)[] lines)
    {
        var heldOut = new HeldOutRows(_data, _texts);
        return new(key, title, [.. rows.Select(heldOut.LabelOf)], [.. lines.Select(line => new PictureRow(line.Label, [.. rows.Select(r => Of(line.From[r], Off(_data.Test[r], line.From[r])))]))])
        {
            Low = _low,
            High = _high,
            NumberLabel = _texts["rows.off"],
            Caption = caption,
        };
    }

    /// <summary>One picture.</summary>
    public Picture Of(ReadOnlySpan<float> row, double number)
    {
        var pixels = new double[row.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = row[i];
        }
        return new(_width, pixels, number);
    }

    /// <summary>The root of the mean squared difference of two rows.</summary>
    private static double Off(ReadOnlySpan<float> row, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += (row[i] - (double)other[i]) * (row[i] - (double)other[i]);
        }
        return Math.Sqrt(sum / row.Length);
    }
}
