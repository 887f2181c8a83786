namespace Pipelines;

/// <summary>Learns a model from data. Holds only options; fitting never changes it.</summary>
/// <typeparam name="TData">What it learns from.</typeparam>
/// <typeparam name="TModel">What it learns; immutable.</typeparam>
public interface IEstimator<in TData, out TModel> where TData : allows ref struct
{
    /// <summary>Learns a model. The same options and data always give the same model, bit for bit, whatever <see cref="FitControl.Threads"/> is.</summary>
    /// <param name="data">The training data; never changed.</param>
    /// <param name="control">Progress, cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">The data cannot be learned from.</exception>
    /// <exception cref="OperationCanceledException"><see cref="FitControl.Cancellation"/> was cancelled.</exception>
    TModel Fit(TData data, FitControl? control = null);
}
