using Pipelines.Reporting;

namespace Scenarios.Hosting.Display;

/// <summary>Writes the screenful that a run ends with: labelled blocks wrapped to the terminal, tables, and lines to copy that are never broken.</summary>
/// <param name="run">Whose output it is.</param>
public sealed class Screen(RunContext run)
{
    private const int Indent = 8;

    /// <summary>What it is, before the work begins, and what it reads where nobody named data.</summary>
    /// <param name="title">The program and its question.</param>
    /// <param name="bundled">What is said of bundled data; null where the data is the user's own.</param>
    public void Opening(string title, string? bundled)
    {
        Text(title);
        if (bundled is not null)
        {
            Text(bundled);
        }
        Gap();
    }

    /// <summary>Columns of the terminal.</summary>
    public int Width => run.Output.Width;

    /// <summary>An empty line.</summary>
    public void Gap() => run.Output.Line();

    /// <summary>A text, wrapped.</summary>
    public void Text(string text)
    {
        foreach (var line in DisplayWidth.Wrap(text, Width))
        {
            run.Output.Line(line);
        }
    }

    /// <summary>Lines behind a label of fixed width, each wrapped.</summary>
    public void Block(string label, params ReadOnlySpan<string> lines)
    {
        var head = DisplayWidth.Pad(label, Indent);
        foreach (var line in lines)
        {
            foreach (var part in DisplayWidth.Wrap(line, Width - Indent))
            {
                run.Output.Line(head + part);
                head = new(' ', Indent);
            }
        }
    }

    /// <summary>A line to copy, never broken, and a remark behind it or, where there is no room, below.</summary>
    public void Command(string label, string line, string remark = "")
    {
        var head = DisplayWidth.Pad(label, Indent) + line;
        if (remark.Length == 0 || DisplayWidth.Of(head) + 4 + DisplayWidth.Of(remark) <= Width)
        {
            run.Output.Line($"{head}    {remark}".TrimEnd());
            return;
        }
        run.Output.Line(head);
        Block("", remark);
    }

    /// <summary>A table.</summary>
    public void Table(PlainTable table) => Lines(table.Lines());

    /// <summary>Lines as they are, such as those of a table without its head.</summary>
    public void Lines(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            run.Output.Line(line);
        }
    }
}
