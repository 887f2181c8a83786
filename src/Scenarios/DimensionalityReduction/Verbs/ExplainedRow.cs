using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Display;

namespace DimensionalityReduction.Verbs;

/// <summary>One row: how far it is from the mean row, along which components, and what of it no component holds.</summary>
internal sealed class ExplainedRow
{
    private readonly IReadOnlyList<string> _names;
    private readonly double[] _centred, _left, _scores;
    private readonly PcaModel _model;

    private ExplainedRow(TabularPipeline<PcaModel> pipeline, Matrix row, string place)
    {
        (_model, _names, Place) = (pipeline.Model, pipeline.Encoder.Names, place);
        var d = row.Columns;
        (_centred, _scores) = (new double[d], new double[_model.ResultColumns]);
        for (var j = 0; j < d; j++)
        {
            _centred[j] = row[0][j] - _model.Mean[j];
        }
        _left = [.. _centred];
        for (var k = 0; k < _scores.Length; k++)
        {
            var axis = _model.Components[k];
            for (var j = 0; j < d; j++)
            {
                _scores[k] += axis[j] * _centred[j];
            }
            for (var j = 0; j < d; j++)
            {
                _left[j] -= axis[j] * _scores[k];
            }
        }
    }

    /// <summary>Where it stands.</summary>
    public string Place { get; }

    /// <summary>Its squared distance from the mean row.</summary>
    public double Distance => Squares(_centred);

    /// <summary>Share of <see cref="Distance"/> that no component holds; 0 where the row is the mean.</summary>
    public double LeftOver => Distance > 0 ? Squares(_left) / Distance : 0;

    /// <summary>Finds a row of the data, counted from 1.</summary>
    /// <exception cref="ScenarioException">There are fewer rows, or this one cannot be read.</exception>
    public static ExplainedRow Find(RunContext run, TabularPipeline<PcaModel> pipeline, long number)
    {
        var rows = new ModelRows(run, pipeline);
        long before = 0;
        foreach (var block in rows.Blocks([], features: true))
        {
            if (number > before + block.Records.Count)
            {
                before += block.Records.Count;
                continue;
            }
            var (r, reasons) = ((int)(number - before - 1), new string?[block.Records.Count]);
            var encoded = rows.Encode(block, reasons);
            var record = block.Records[r];
            return reasons[r] is null
                ? new(pipeline, encoded.View[r..(r + 1)].ToMatrix(), $"{Path.GetFileName(record.File)}({record.Line})")
                : throw new ScenarioException(ExitCode.Data, "explain.bad-row", number, reasons[r]);
        }
        throw new ScenarioException(ExitCode.Data, "explain.no-row", number, before);
    }

    /// <summary>Says it on standard output.</summary>
    /// <param name="run">The run.</param>
    /// <param name="component">The component to say more of; 0 for those that hold most of the row.</param>
    public void Show(RunContext run, int component)
    {
        var top = (int)run.Get(ReductionOptions.Top)!.Value;
        int[] order = component > 0 ? [component - 1] : [.. Enumerable.Range(0, _scores.Length).OrderByDescending(k => Math.Abs(_scores[k])).ThenBy(k => k).Take(top)];
        run.Say("explain.row", Place, Distance, LeftOver);
        run.Output.Line();
        var table = new PlainTable("", run.Texts["explain.score"], run.Texts["explain.deviations"], run.Texts["explain.of-row"], run.Texts["explain.because"]) { AtRight = new HashSet<int> { 1, 2, 3 } };
        foreach (var k in order)
        {
            table.Add(ComponentCount.Name(k + 1), NumberFormat.Auto.Of(_scores[k]), NumberFormat.Fixed(1).Of(Deviations(k)), NumberFormat.Percent(1).Of(ShareOf(k)), Because(Parts(k), top, run));
        }
        table.Add(run.Texts["explain.left"], "", "", NumberFormat.Percent(1).Of(LeftOver), Because(_left, top, run));
        foreach (var line in table.Lines())
        {
            run.Output.Line(line);
        }
        run.Output.Line();
        run.Say("explain.row-note");
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("row", Place);
            json.WriteNumber("squared distance", Distance);
            json.WriteNumber("left over", LeftOver);
            json.WriteStartArray("components");
            foreach (var k in order)
            {
                json.WriteStartObject();
                json.WriteString("component", ComponentCount.Name(k + 1));
                json.WriteNumber("score", _scores[k]);
                json.WriteNumber("standard deviations", Deviations(k));
                json.WriteNumber("share", ShareOf(k));
                json.WriteStartObject("columns");
                var parts = Parts(k);
                foreach (var j in Largest(parts))
                {
                    json.WriteNumber(_names[j], parts[j]);
                }
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("left over by column");
            foreach (var j in Largest(_left))
            {
                json.WriteNumber(_names[j], _left[j]);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private double ShareOf(int component) => Distance > 0 ? _scores[component] * _scores[component] / Distance : 0;

    private double Deviations(int component) => _model.ExplainedVariance[component] > 0 ? _scores[component] / Math.Sqrt(_model.ExplainedVariance[component]) : 0;

    /// <summary>What each column adds to the score of a component.</summary>
    private double[] Parts(int component)
    {
        var parts = new double[_centred.Length];
        for (var j = 0; j < parts.Length; j++)
        {
            parts[j] = _model.Components[component][j] * _centred[j];
        }
        return parts;
    }

    private string Because(double[] parts, int top, RunContext run) =>
        ExplainVerb.Fitting(Largest(parts).Take(top).Where(j => parts[j] != 0).Select(j => $"{_names[j]} {(parts[j] < 0 ? "" : "+")}{NumberFormat.Auto.Of(parts[j])}"), run.Output.Width - 36);

    private static IEnumerable<int> Largest(double[] parts) => Enumerable.Range(0, parts.Length).OrderByDescending(j => Math.Abs(parts[j])).ThenBy(j => j);

    private static double Squares(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value * value;
        }
        return sum;
    }
}
