namespace Pipelines.Tests.Conformance;

/// <summary>What the suite has to know of one kind of training data: how to make samples of it, good and bad, and how to ask a model about it. One subclass serves every estimator of that kind.</summary>
internal abstract class DataKind<TData>
{
    /// <summary>Ordinary data, the same at each call, in memory of its own.</summary>
    public abstract TData Sample();

    /// <summary>Data with nothing to learn from.</summary>
    public abstract TData Empty();

    /// <summary>Data that is small or dull, but from which something can be learned: one row, one column, constant, duplicates.</summary>
    public abstract IEnumerable<(string Name, TData Data)> Degenerate();

    /// <summary>The sample with one NaN or infinity in it, and the words by which an error has to name its place. None where the kind cannot hold such values.</summary>
    public abstract IEnumerable<(string Name, TData Data, string[] Place)> NotFinite();

    /// <summary>The same values in other memory, such as a view that does not begin where its matrix does; null where a kind has only one form.</summary>
    public abstract TData? Elsewhere(TData data);

    /// <summary>Every byte of the data, to see whether someone wrote to it.</summary>
    public abstract byte[] Bytes(TData data);

    /// <summary>The model's answers, one array a unit (a row, a pair, a person). Each unit is asked about alone, or all in one call.</summary>
    public abstract float[][] Answers(object model, TData data, bool alone);

    /// <summary>Calls that do not fit what the model was fitted on and have to be refused.</summary>
    public abstract IEnumerable<(string Name, Action Call)> Misfits(object model, TData data);

    /// <summary>A call that writes into memory of the caller and may allocate nothing; null where the kind has none.</summary>
    public abstract Action? SpanCall(object model, TData data);

    /// <summary>What the model's role promises beyond the rules for all: probabilities that sum to 1, an inverse that inverts.</summary>
    public abstract void CheckRole(object model, TData data);
}
