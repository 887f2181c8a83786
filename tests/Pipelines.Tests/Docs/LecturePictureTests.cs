using System.Globalization;
using System.Text;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Docs;

/// <summary>The picture that opens the page of DimensionalityReduction: two columns of about y = a x falling onto one line, drawn from what <see cref="Pca"/> finds.</summary>
public sealed class LecturePictureTests
{
    private const int People = 36;
    private const double Left = 64, Top = 56, Side = 270, Line = 470, LineWidth = 250;

    [Theory]
    [InlineData("docs/images/two-columns.svg", "Two columns …", "… are nearly one", "height, cm", "arm span, cm", "of the variance", "left over")]
    [InlineData("docs/images/two-columns.zh.svg", "两列数据……", "……近乎一列", "身高（厘米）", "臂展（厘米）", "的方差", "剩余")]
    public void Two_columns_fall_onto_one_line(string path, string title, string other, string across, string up, string kept, string left)
    {
        var rows = Rows();
        var model = new Pca().Fit(rows);
        // y = a x: the slope that the rows were made with, and next to nothing beside it.
        Assert.Equal(1.05, model.Components[0][1] / model.Components[0][0], 0.05);
        Assert.InRange(model.ExplainedVarianceRatio[0], 0.96, 0.995);
        WrittenFile.Check(path, Picture(rows, model, title, other, across, up, kept, left));
    }

    /// <summary>People whose arms are about as long as they are tall.</summary>
    private static Matrix Rows()
    {
        var rows = new Matrix(People, 2);
        for (var r = 0; r < People; r++)
        {
            var rng = Rng.At(4, item: r);
            var height = 170 + (9 * rng.NextGaussian());
            rows[r][0] = (float)height;
            rows[r][1] = (float)(171 + (1.05 * (height - 170)) + (2.2 * rng.NextGaussian()));
        }
        return rows;
    }

    private static string Picture(Matrix rows, PcaModel model, string title, string other, string across, string up, string kept, string left)
    {
        var (low, high) = (145.0, 197.0);
        double X(double v) => Left + ((v - low) / (high - low) * Side);
        double Y(double v) => Top + Side - ((v - low) / (high - low) * Side);
        var (scores, feet) = (model.Transform(rows), model.Keep(1).Inverse(model.Keep(1).Transform(rows)));
        var text = new StringBuilder();
        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 380\" width=\"760\" height=\"380\" role=\"img\" font-family=\"system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif\" font-size=\"13\">");
        Add($"<title>{title} {other}</title>");
        text.Append("<style>\n:root { --ink: #1f2933; --soft: #7b8794; --grid: #d8dee4; --row: #1f6feb; --line: #c2410c; }\n@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa5b1; --grid: #3d444d; --row: #6cb0ff; --line: #ff9b63; } }\n")
            .Append("text { fill: var(--ink); } .soft { fill: var(--soft); } .head { font-size: 17px; font-weight: 600; } .grid { stroke: var(--grid); } .row { fill: var(--row); fill-opacity: .85; } .foot { stroke: var(--soft); stroke-dasharray: 2 2; } .line { stroke: var(--line); stroke-width: 2.5; } .on { stroke: var(--row); stroke-width: 2; stroke-opacity: .75; } .pc { fill: var(--line); font-weight: 600; }\n</style>\n");
        Add($"<text class=\"head\" x=\"{Left}\" y=\"28\">{title}</text>");
        for (var tick = 150; tick <= 190; tick += 20)
        {
            Add($"<path class=\"grid\" d=\"M{X(tick):F1} {Top:F1}V{Top + Side:F1}M{Left:F1} {Y(tick):F1}H{Left + Side:F1}\"/>");
            Add($"<text class=\"soft\" x=\"{X(tick):F1}\" y=\"{Top + Side + 18:F1}\" text-anchor=\"middle\">{tick}</text><text class=\"soft\" x=\"{Left - 8:F1}\" y=\"{Y(tick) + 4:F1}\" text-anchor=\"end\">{tick}</text>");
        }
        Add($"<text x=\"{Left + (Side / 2):F1}\" y=\"{Top + Side + 40:F1}\" text-anchor=\"middle\">{across}</text>");
        Add($"<text x=\"18\" y=\"{Top + (Side / 2):F1}\" text-anchor=\"middle\" transform=\"rotate(-90 18 {Top + (Side / 2):F1})\">{up}</text>");
        var axis = model.Components[0];
        var reach = 31;
        Add($"<path class=\"line\" d=\"M{X(model.Mean[0] - (reach * axis[0])):F1} {Y(model.Mean[1] - (reach * axis[1])):F1}L{X(model.Mean[0] + (reach * axis[0])):F1} {Y(model.Mean[1] + (reach * axis[1])):F1}\"/>");
        Add($"<text class=\"pc\" x=\"{X(model.Mean[0] + (reach * axis[0])) - 12:F1}\" y=\"{Y(model.Mean[1] + (reach * axis[1])) - 2:F1}\" text-anchor=\"end\">PC1</text>");
        for (var r = 0; r < rows.Rows; r++)
        {
            Add($"<path class=\"foot\" d=\"M{X(rows[r][0]):F1} {Y(rows[r][1]):F1}L{X(feet[r][0]):F1} {Y(feet[r][1]):F1}\"/><circle class=\"row\" cx=\"{X(rows[r][0]):F1}\" cy=\"{Y(rows[r][1]):F1}\" r=\"3.5\"/>");
        }

        // The same rows as one number each, and below what is lost.
        Add($"<text class=\"head\" x=\"{Line}\" y=\"28\">{other}</text>");
        double P(double score) => Line + (LineWidth / 2) + (score / reach * (LineWidth / 2));
        foreach (var (place, component, label) in new[] { (150.0, 0, kept), (270.0, 1, left) })
        {
            Add($"<path class=\"{(component == 0 ? "line" : "grid")}\" d=\"M{Line:F1} {place:F1}H{Line + LineWidth:F1}\"/>");
            for (var r = 0; r < rows.Rows; r++)
            {
                Add($"<path class=\"on\" d=\"M{P(scores[r][component]):F1} {place - 11:F1}V{place + 11:F1}\"/>");
            }
            Add($"<text x=\"{Line:F1}\" y=\"{place - 24:F1}\"><tspan class=\"pc\">PC{component + 1}</tspan>  {model.ExplainedVarianceRatio[component] * 100:F1} % {label}</text>");
        }
        Add($"<text class=\"soft\" x=\"{Line:F1}\" y=\"186\">PC1 = {axis[0]:F2} · x + {axis[1]:F2} · y</text>");
        text.Append("</svg>\n");
        return text.ToString();
    }
}
