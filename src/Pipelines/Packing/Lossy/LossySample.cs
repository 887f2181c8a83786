namespace Pipelines.Packing.Lossy;

/// <summary>Every so many-th of a stream of numbers, whose length nobody knows: when the room is full every second is let go of. Quantiles of it are those of the stream, nearly.</summary>
internal sealed class LossySample(int room)
{
    private readonly List<double> _kept = [];
    private long _every = 1;
    private long _seen;

    public void Add(double value)
    {
        if (_seen++ % _every != 0)
        {
            return;
        }
        if (_kept.Count == room)
        {
            for (var i = 0; 2 * i < _kept.Count; i++)
            {
                _kept[i] = _kept[2 * i];
            }
            _kept.RemoveRange((_kept.Count + 1) / 2, _kept.Count / 2);
            _every *= 2;
            if ((_seen - 1) % _every != 0)
            {
                return;
            }
        }
        _kept.Add(value);
    }

    /// <summary>The numbers that a share lies below and above; 0 and 0 where there is none.</summary>
    public (double Low, double High) Ends(double share)
    {
        if (_kept.Count == 0)
        {
            return (0, 0);
        }
        _kept.Sort();
        var place = (int)(share * (_kept.Count - 1));
        return (_kept[place], _kept[_kept.Count - 1 - place]);
    }
}
