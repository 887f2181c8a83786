using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>
/// What an optimizer remembers of the gradients so far, and its step: one pass over parameters, gradient and memory. Every parameter is moved by itself, so pieces of the arrays may be shared among threads.
/// Cost: 16 to 28 bytes moved a parameter.
/// </summary>
internal sealed class OptimizerState
{
    private const int Piece = 1 << 15;

    private readonly NeuralNetworkOptions _options;

    public OptimizerState(NeuralNetworkOptions options, int length)
    {
        _options = options;
        First = new float[options.Optimizer is Optimizer.RmsProp && options.Momentum == 0 ? 0 : length];
        Second = new float[options.Optimizer is Optimizer.Sgd ? 0 : length];
    }

    /// <summary>The average of gradients, or the last move.</summary>
    public float[] First { get; }

    /// <summary>The average of squared gradients.</summary>
    public float[] Second { get; }

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>One step.</summary>
    /// <param name="parameters">Whole vectors of 16; the first <paramref name="decayed"/> are pulled towards 0.</param>
    /// <param name="gradients">As many.</param>
    /// <param name="decayed">Whole vectors of 16.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="threads">How many threads may work at once.</param>
    public void Step(float[] parameters, float[] gradients, int decayed, double rate, int threads)
    {
        Steps++;
        var scale = 1f;
        if (_options.ClipNorm > 0 && Sums.Norm(gradients) is var norm && norm > _options.ClipNorm)
        {
            scale = (float)(_options.ClipNorm / (norm + 1e-6));
        }
        if (Tiles.Threads(20.0 * parameters.Length, threads) is > 1 and var useful)
        {
            Share(parameters, gradients, decayed, rate, scale, useful);
            return;
        }
        Range(parameters, gradients, 0, decayed, rate, _options.WeightDecay, scale);
        Range(parameters, gradients, decayed, parameters.Length, rate, 0, scale);
    }

    // Apart from Step, so that a step on one thread allocates no closure.
    private void Share(float[] parameters, float[] gradients, int decayed, double rate, float scale, int threads) =>
        Tiles.Run((parameters.Length + Piece - 1) / Piece, threads, piece =>
        {
            int from = piece * Piece, to = Math.Min(parameters.Length, from + Piece), border = Math.Clamp(decayed, from, to);
            Range(parameters, gradients, from, border, rate, _options.WeightDecay, scale);
            Range(parameters, gradients, border, to, rate, 0, scale);
        }, default);

    private void Range(float[] parameters, float[] gradients, int from, int to, double rate, double decay, float scale)
    {
        if (from == to)
        {
            return;
        }
        ref var p = ref parameters[from];
        ref var g = ref gradients[from];
        switch (_options.Optimizer)
        {
            case Optimizer.Sgd:
                Sgd(ref p, ref g, ref First[from], (nuint)(to - from), (float)rate, (float)decay, scale, (float)_options.Momentum);
                break;
            case Optimizer.RmsProp:
                RmsProp(ref p, ref g, ref First.Length == 0 ? ref Unsafe.NullRef<float>() : ref First[from], ref Second[from], (nuint)(to - from), (float)rate, (float)decay, scale);
                break;
            default:
                Adam(ref p, ref g, ref First[from], ref Second[from], (nuint)(to - from), rate, decay, scale);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sgd(ref float p, ref float g, ref float moves, nuint count, float rate, float decay, float scale, float momentum)
    {
        for (nuint i = 0; i < count; i += 16)
        {
            var x = Vector512.LoadUnsafe(ref p, i);
            var move = (Vector512.LoadUnsafe(ref moves, i) * momentum) + (Vector512.LoadUnsafe(ref g, i) * scale) + (x * decay);
            move.StoreUnsafe(ref moves, i);
            (x - (move * rate)).StoreUnsafe(ref p, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RmsProp(ref float p, ref float g, ref float moves, ref float squares, nuint count, float rate, float decay, float scale)
    {
        float beta = (float)_options.Beta2, rest = (float)(1 - _options.Beta2), epsilon = (float)_options.Epsilon, momentum = (float)_options.Momentum;
        var keeps = !Unsafe.IsNullRef(ref moves);
        for (nuint i = 0; i < count; i += 16)
        {
            var x = Vector512.LoadUnsafe(ref p, i);
            var gradient = (Vector512.LoadUnsafe(ref g, i) * scale) + (x * decay);
            var square = (Vector512.LoadUnsafe(ref squares, i) * beta) + (gradient * gradient * rest);
            square.StoreUnsafe(ref squares, i);
            var move = gradient / (Vector512.Sqrt(square) + Vector512.Create(epsilon));
            if (keeps)
            {
                move += Vector512.LoadUnsafe(ref moves, i) * momentum;
                move.StoreUnsafe(ref moves, i);
            }
            (x - (move * rate)).StoreUnsafe(ref p, i);
        }
    }

    /// <summary>m = β₁m + (1 − β₁)g; v = β₂v + (1 − β₂)g²; p −= rate · m̂ / (sqrt(v̂) + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Adam(ref float p, ref float g, ref float m, ref float v, nuint count, double rate, double decay, float scale)
    {
        float b1 = (float)_options.Beta1, r1 = (float)(1 - _options.Beta1), b2 = (float)_options.Beta2, r2 = (float)(1 - _options.Beta2);
        // Both corrections move into two factors that are the same for all: rate' = rate · sqrt(1 − β₂ᵗ) / (1 − β₁ᵗ), ε' = ε · sqrt(1 − β₂ᵗ).
        var correction = Math.Sqrt(1 - Math.Pow(_options.Beta2, Steps));
        var step = Vector512.Create((float)(rate * correction / (1 - Math.Pow(_options.Beta1, Steps))));
        var epsilon = Vector512.Create((float)(_options.Epsilon * correction));
        var coupled = (float)(_options.Optimizer == Optimizer.Adam ? decay : 0);
        var keep = (float)(_options.Optimizer == Optimizer.AdamW ? 1 - (rate * decay) : 1);
        for (nuint i = 0; i < count; i += 16)
        {
            var x = Vector512.LoadUnsafe(ref p, i);
            var gradient = (Vector512.LoadUnsafe(ref g, i) * scale) + (x * coupled);
            var mean = (Vector512.LoadUnsafe(ref m, i) * b1) + (gradient * r1);
            var square = (Vector512.LoadUnsafe(ref v, i) * b2) + (gradient * gradient * r2);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            ((x * keep) - (step * mean / (Vector512.Sqrt(square) + epsilon))).StoreUnsafe(ref p, i);
        }
    }
}
