using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelines.Reporting;

namespace Scenarios.Hosting.Display;

/// <summary>Results on standard output; progress, notes and errors on standard error; and never the one inside the other.</summary>
public sealed class Output
{
    private readonly Lock _lock = new();
    private readonly Surroundings _surroundings;
    private string _live = "";

    internal Output(Surroundings surroundings, bool quiet, bool json) => (_surroundings, Quiet, Json) = (surroundings, quiet, json);

    /// <summary>True where only results and errors are wanted.</summary>
    public bool Quiet { get; }

    /// <summary>True where standard output is to hold one JSON document and nothing else.</summary>
    public bool Json { get; }

    /// <summary>True once the JSON document was written.</summary>
    internal bool JsonWritten { get; private set; }

    /// <summary>How JSON is written everywhere: indented, Chinese as Chinese.</summary>
    internal static JsonWriterOptions JsonStyle { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Columns of the terminal.</summary>
    public int Width => _surroundings.Width;

    /// <summary>Standard output itself, for results that are a stream, such as CSV.</summary>
    public TextWriter Stream => _surroundings.Out;

    /// <summary>One line, or several, of the result for people; nothing under <c>--json</c>.</summary>
    public void Line(string text = "")
    {
        if (Json)
        {
            return;
        }
        lock (_lock)
        {
            Erase();
            _surroundings.Out.Write(text);
            _surroundings.Out.Write('\n');
            if (_surroundings.OutIsTerminal)
            {
                _surroundings.Out.Flush();
            }
        }
    }

    /// <summary>One line beside the result, on standard error; nothing under <c>--quiet</c>.</summary>
    public void Note(string text)
    {
        if (!Quiet)
        {
            Error(text);
        }
    }

    /// <summary>One line on standard error, always.</summary>
    public void Error(string text)
    {
        lock (_lock)
        {
            Erase();
            _surroundings.Error.Write(text);
            _surroundings.Error.Write('\n');
            _surroundings.Error.Flush();
        }
    }

    /// <summary>The one JSON document on standard output; nothing without <c>--json</c>.</summary>
    /// <param name="write">Writes one value, such as an object.</param>
    /// <exception cref="InvalidOperationException">A document was already written.</exception>
    public void JsonDocument(Action<Utf8JsonWriter> write)
    {
        if (!Json)
        {
            return;
        }
        if (JsonWritten)
        {
            throw new InvalidOperationException("Standard output holds one JSON document; a second one was written.");
        }
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonStyle))
        {
            write(writer);
        }
        JsonWritten = true;
        _surroundings.Out.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        _surroundings.Out.Write('\n');
    }

    /// <summary>True where progress is one line that is written over and over.</summary>
    internal bool IsLive => _surroundings.ErrorIsTerminal && !Quiet;

    internal TimeProvider Clock => _surroundings.Clock;

    /// <summary>Writes over the live line; only where <see cref="IsLive"/>.</summary>
    internal void Live(string text)
    {
        lock (_lock)
        {
            _live = DisplayWidth.Cut(text, _surroundings.Width - 1);
            _surroundings.Error.Write($"\r{_live}\u001b[K");
            _surroundings.Error.Flush();
        }
    }

    /// <summary>Takes the live line away.</summary>
    internal void EraseLive()
    {
        lock (_lock)
        {
            Erase();
        }
    }

    private void Erase()
    {
        if (_live.Length > 0)
        {
            _surroundings.Error.Write("\r\u001b[K");
            _surroundings.Error.Flush();
            _live = "";
        }
    }
}
