namespace Pipelines;

/// <summary>
/// Counter-based random numbers: Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
/// A stream is a pure function of (seed, epoch, item), so no number depends on the order of calls or on which thread asked.
/// Streams of different (seed, epoch, item) never overlap within their first 2^34 draws of 32 bits.
/// </summary>
public struct Rng
{
    private readonly uint _key0, _key1, _epoch, _item0, _item1;
    private uint _block;
    private uint _w0, _w1, _w2, _w3;
    private int _left;
    private double _spareGaussian;

    private Rng(ulong seed, uint epoch, ulong item)
    {
        (_key0, _key1) = ((uint)seed, (uint)(seed >> 32));
        (_epoch, _item0, _item1) = (epoch, (uint)item, (uint)(item >> 32));
        _spareGaussian = double.NaN;
    }

    /// <summary>The stream of one piece of work.</summary>
    /// <param name="seed">The algorithm's seed.</param>
    /// <param name="epoch">The pass, or any number that tells uses of the same item apart.</param>
    /// <param name="item">The row, user, tree, ... the numbers are for.</param>
    public static Rng At(long seed, int epoch = 0, long item = 0) => new((ulong)seed, (uint)epoch, (ulong)item);

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_left == 0)
        {
            (_w0, _w1, _w2, _w3) = Philox(_block++, _epoch, _item0, _item1, _key0, _key1);
            _left = 4;
        }
        return _left-- switch { 4 => _w0, 3 => _w1, 2 => _w2, _ => _w3 };
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, 1), 24 bits.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in 0 .. <paramref name="below"/> − 1, without bias (Lemire, "Fast random integer generation in an interval", 2019).</summary>
    /// <param name="below">At least 1.</param>
    public int NextBelow(int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        var bound = (uint)below;
        var product = (ulong)NextUInt32() * bound;
        if ((uint)product < bound)
        {
            var threshold = (0u - bound) % bound;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * bound;
            }
        }
        return (int)(product >> 32);
    }

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }
        double u, v, s;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);
        var factor = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareGaussian = v * factor;
        return u * factor;
    }

    /// <summary>Gamma with the given shape and scale 1 (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000).</summary>
    /// <param name="shape">More than 0.</param>
    public double NextGamma(double shape)
    {
        if (shape < 1)
        {
            return NextGamma(shape + 1) * Math.Pow(1 - NextDouble(), 1 / shape);
        }
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextGaussian();
            var v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }
            v = v * v * v;
            var u = 1 - NextDouble();
            if (Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>Puts the values into a uniformly random order (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextBelow(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>One block of Philox4x32-10: a bijection of the 128-bit counter chosen by the 64-bit key.</summary>
    internal static (uint, uint, uint, uint) Philox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < 10; round++)
        {
            var p0 = 0xD2511F53UL * c0;
            var p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return (c0, c1, c2, c3);
    }
}
