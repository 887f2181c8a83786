namespace Pipelines.Neural;

/// <summary>Epochs of several models that are trained at once, told as one count.</summary>
/// <param name="control">Who is told.</param>
/// <param name="seeds">How many models.</param>
/// <param name="epochs">The most epochs of each.</param>
internal sealed class SeedProgress(FitControl control, int seeds, int epochs)
{
    private readonly Lock _lock = new();
    private readonly int _all = (int)Math.Min(int.MaxValue, (long)seeds * epochs);
    private int _done;

    /// <summary>Where one model tells of its epochs.</summary>
    public IProgress<FitStep> OfSeed() => new Seed(this);

    private void Add(int more)
    {
        lock (_lock)
        {
            _done = (int)Math.Min(_all, (long)_done + more);
            control.Step(_done, _all);
        }
    }

    private sealed class Seed(SeedProgress all) : IProgress<FitStep>
    {
        private int _epochs;

        public void Report(FitStep value)
        {
            if (value.Step > _epochs)
            {
                all.Add(value.Step - _epochs);
                _epochs = value.Step;
            }
        }
    }
}
