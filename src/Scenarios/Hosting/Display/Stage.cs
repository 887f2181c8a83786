using Pipelines;
using Pipelines.Reporting;

namespace Scenarios.Hosting.Display;

/// <summary>
/// One stretch of work that is shown on standard error: a live bar on a terminal; when redirected a plain line every few seconds and one at the end.
/// Pass <see cref="Control"/> to what fits.
/// </summary>
public sealed class Stage : IProgress<FitStep>, IDisposable
{
    private static readonly TimeSpan LiveEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainEvery = TimeSpan.FromSeconds(5);
    private readonly Output _output;
    private readonly TextTable _texts;
    private readonly string _label;
    private readonly long _start;
    private readonly Lock _lock = new();
    private TimeSpan _next;
    private FitStep _last;
    private bool _done;

    internal Stage(Output output, TextTable texts, string label, int threads, CancellationToken cancellation)
    {
        (_output, _texts, _label) = (output, texts, label);
        _start = output.Clock.GetTimestamp();
        _next = output.IsLive ? LiveEvery : PlainEvery;
        Control = new() { Progress = this, Threads = threads, Cancellation = cancellation };
        if (output.IsLive)
        {
            output.Live(label + " ...");
        }
    }

    /// <summary>Threads, cancellation and this stage's progress.</summary>
    public FitControl Control { get; }

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => _output.Clock.GetElapsedTime(_start);

    /// <summary>Shows a finished pass, when it is time to.</summary>
    public void Report(FitStep value)
    {
        lock (_lock)
        {
            _last = value;
            var elapsed = Elapsed;
            if (_done || _output.Quiet || elapsed < _next)
            {
                return;
            }
            _next = elapsed + (_output.IsLive ? LiveEvery : PlainEvery);
            var text = Text(value, elapsed);
            if (_output.IsLive)
            {
                var cells = (int)(20L * value.Step / Math.Max(1, value.Of));
                _output.Live($"{_label}  {new string('█', cells)}{new string('░', 20 - cells)}  {text}");
            }
            else
            {
                _output.Note($"{_label}: {text}");
            }
        }
    }

    /// <summary>Says how long it took; nothing where it was cancelled.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_done)
            {
                return;
            }
            _done = true;
            _output.EraseLive();
            if (!Control.Cancellation.IsCancellationRequested && (!_output.IsLive || Elapsed.TotalSeconds >= 1))
            {
                _output.Note(_last.Step > 0 ? _texts["progress.done-passes", _label, _last.Step, Elapsed.TotalSeconds] : _texts["progress.done", _label, Elapsed.TotalSeconds]);
            }
        }
    }

    private string Text(FitStep step, TimeSpan elapsed)
    {
        var text = _texts["progress.step", step.Step, step.Of, (double)step.Step / Math.Max(1, step.Of)];
        if (!double.IsNaN(step.Loss))
        {
            text += _texts["progress.loss", step.Loss];
        }
        var left = elapsed.TotalSeconds * (step.Of - step.Step) / Math.Max(1, step.Step);
        return left >= 1 ? text + _texts["progress.left", left] : text;
    }
}
