namespace Pipelines.Reporting;

/// <summary>One piece of a section: a paragraph, a table, a chart, and so on. The kinds are those of this library.</summary>
public abstract record Block
{
    private protected Block()
    {
    }
}
