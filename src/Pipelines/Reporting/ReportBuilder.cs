namespace Pipelines.Reporting;

/// <summary>
/// Builds a <see cref="Report"/> top to bottom: <c>new ReportBuilder(texts, title).Verdict(...).Card(...).Section("stars", heading, s => s.Lead(...).Chart(...)).Build()</c>.
/// </summary>
/// <param name="texts">The language and its fixed texts.</param>
/// <param name="title">The title.</param>
public sealed class ReportBuilder(TextTable texts, string title)
{
    private readonly List<Card> _cards = [];
    private readonly List<ReportTable> _main = [];
    private readonly List<Section> _sections = [];
    private readonly List<MetricSet> _metrics = [];
    private readonly List<Fact> _facts = [];
    private readonly List<Term> _terms = [];
    private Verdict _verdict = new(Tone.Neutral, []);
    private string _subtitle = "", _repeatLine = "";

    /// <summary>The language and its fixed texts.</summary>
    public TextTable Texts => texts;

    /// <summary>Sets the line under the title.</summary>
    public ReportBuilder Subtitle(string subtitle)
    {
        _subtitle = subtitle;
        return this;
    }

    /// <summary>Sets what was found.</summary>
    /// <param name="tone">How to read it.</param>
    /// <param name="sentences">At most five plain sentences.</param>
    /// <exception cref="ArgumentException">There are more than five.</exception>
    public ReportBuilder Verdict(Tone tone, params ReadOnlySpan<string> sentences)
    {
        if (sentences.Length > 5)
        {
            throw new ArgumentException($"A verdict must have at most five sentences; got {sentences.Length}.", nameof(sentences));
        }
        _verdict = new(tone, sentences.ToArray());
        return this;
    }

    /// <summary>Adds a figure to the head.</summary>
    public ReportBuilder Card(Card card)
    {
        _cards.Add(card);
        return this;
    }

    /// <summary>Adds a table to what a console shows.</summary>
    public ReportBuilder Main(ReportTable table)
    {
        _main.Add(table);
        return this;
    }

    /// <summary>Adds the metrics of a model to JSON and explains them in the glossary; the first model is the one the report is about.</summary>
    public ReportBuilder Metrics(params ReadOnlySpan<MetricSet> models)
    {
        _metrics.AddRange(models);
        foreach (var model in models)
        {
            foreach (var metric in model.Metrics)
            {
                var key = metric.Key.Split('@')[0];
                if (MetricTexts.Meaning(texts, key) is { Length: > 0 } meaning)
                {
                    Term(MetricTexts.Label(texts, key), meaning);
                }
            }
        }
        return this;
    }

    /// <summary>Adds a section.</summary>
    /// <param name="key">Stable name: the anchor in HTML, the name in JSON.</param>
    /// <param name="heading">Its heading.</param>
    /// <param name="build">Adds its content.</param>
    /// <exception cref="ArgumentException">The key is taken.</exception>
    public ReportBuilder Section(string key, string heading, Action<SectionBuilder> build)
    {
        if (_sections.Exists(s => s.Key == key))
        {
            throw new ArgumentException($"There is a section '{key}' already.", nameof(key));
        }
        var content = new SectionBuilder(texts);
        build(content);
        _sections.Add(content.Build(key, heading));
        return this;
    }

    /// <summary>Adds a fact.</summary>
    public ReportBuilder Fact(string key, string value) => Fact(Reporting.Fact.Of(key, value));

    /// <summary>Adds a fact.</summary>
    public ReportBuilder Fact(string key, double value) => Fact(Reporting.Fact.Of(key, value));

    /// <summary>Adds a fact.</summary>
    public ReportBuilder Fact(string key, long value) => Fact(Reporting.Fact.Of(key, value));

    /// <summary>Adds a fact.</summary>
    public ReportBuilder Fact(string key, bool value) => Fact(Reporting.Fact.Of(key, value));

    /// <summary>Adds every setting of an options record as facts <c>options.OWNER.SETTING</c>.</summary>
    public ReportBuilder Options<TOptions>(string owner, TOptions options) where TOptions : class, IOptions<TOptions>, new()
    {
        foreach (var setting in TOptions.Settings)
        {
            Fact(Reporting.Fact.Of(owner, setting, options));
        }
        return this;
    }

    /// <summary>Sets the command that repeats the run.</summary>
    public ReportBuilder RepeatLine(string line)
    {
        _repeatLine = line;
        return this;
    }

    /// <summary>Adds a term to the glossary, once.</summary>
    public ReportBuilder Term(string word, string meaning)
    {
        if (!_terms.Exists(t => t.Word == word))
        {
            _terms.Add(new(word, meaning));
        }
        return this;
    }

    /// <summary>The report.</summary>
    public Report Build() => new(texts, title)
    {
        Subtitle = _subtitle,
        Verdict = _verdict,
        Cards = [.. _cards],
        Main = [.. _main],
        Sections = [.. _sections],
        Metrics = [.. _metrics],
        Facts = [.. _facts],
        RepeatLine = _repeatLine,
        Glossary = [.. _terms],
    };

    // A key said twice would be a JSON object with the same name twice.
    private ReportBuilder Fact(Fact fact)
    {
        if (_facts.Exists(f => f.Key == fact.Key))
        {
            throw new ArgumentException($"There is a fact '{fact.Key}' already.", nameof(fact));
        }
        _facts.Add(fact);
        return this;
    }
}
