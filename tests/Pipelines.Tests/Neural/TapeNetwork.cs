using Pipelines.Data;
using Pipelines.Neural;

namespace Pipelines.Tests.Neural;

/// <summary>Networks written down on a tape in double, formula by formula: what the engine's fused passes are held against.</summary>
internal static class TapeNetwork
{
    /// <summary>The loss of a batch as a function of everything learned, in the order of <see cref="Waves.Flat"/>; the leaves of the tape are left in <paramref name="leaves"/>.</summary>
    public static Variable Loss(Tape tape, BatchTrainer trainer, NetworkPlan plan, string loss, MatrixView rows, MatrixView targets, double[] learned, List<Variable> leaves)
    {
        var x = tape.Variable(rows.Rows, rows.Columns, Doubles(rows.Values));
        var penalty = tape.Variable(0);
        var at = 0;
        Variable Take(int r, int c)
        {
            var leaf = tape.Variable(r, c, learned.AsSpan(at, r * c));
            leaves.Add(leaf);
            at += r * c;
            return leaf;
        }
        for (var i = 0; i < plan.Layers.Length; i++)
        {
            var (n, pass) = (rows.Rows, plan.Passes[i]);
            switch (plan.Layers[i])
            {
                case Dense:
                    x = x.MatMul(Take(pass.Inputs, pass.Outputs)) + Take(1, pass.Outputs);
                    break;
                case BatchNorm norm:
                    {
                        var centred = x - (x.ColumnSums() / n);
                        x = (centred / (((centred * centred).ColumnSums() / n) + norm.Epsilon).Pow(0.5) * Take(1, pass.Inputs)) + Take(1, pass.Inputs);
                        break;
                    }
                case LayerNorm norm:
                    {
                        var centred = x - (x.RowSums() / pass.Inputs);
                        x = (centred / (((centred * centred).RowSums() / pass.Inputs) + norm.Epsilon).Pow(0.5) * Take(1, pass.Inputs)) + Take(1, pass.Inputs);
                        break;
                    }
                case Dropout:
                    x *= tape.Variable(n, pass.Inputs, Doubles(trainer.Step.Notes[i].AsSpan(0, n * pass.Inputs)));
                    break;
                case GaussianNoise noise:
                    x += tape.Variable(n, pass.Inputs, Noise(trainer, i, n, pass.Inputs)) * noise.Deviation;
                    break;
                case ActivityPenalty activity:
                    penalty += (x.Abs().Sum() * activity.Absolute / n) + ((x * x).Sum() * activity.Square / n);
                    break;
                case GaussianSample sample:
                    {
                        var (mean, log) = (x.Slice(0, pass.Outputs), x.Slice(pass.Outputs, pass.Outputs));
                        penalty += ((mean * mean) + log.Exp() - log - 1).Sum() * (0.5 * sample.Weight / n);
                        x = mean + ((log * 0.5).Exp() * tape.Variable(n, pass.Outputs, Noise(trainer, i, n, pass.Outputs)));
                        break;
                    }
                case Embedding embedding:
                    x = Embed(tape, x, embedding, rows, Take);
                    break;
                default:
                    throw new InvalidOperationException(plan.Layers[i].ToString());
            }
            x = Activate(x, pass.Activation);
        }
        return Measure(tape, x, loss, targets) + penalty;
    }

    private static Variable Activate(Variable x, Activation activation) => activation switch
    {
        Activation.Relu => x.Relu(),
        Activation.LeakyRelu => x.LeakyRelu(),
        Activation.Tanh => x.Tanh(),
        Activation.Sigmoid => x.Sigmoid(),
        Activation.Softmax => x.Softmax(),
        _ => x,
    };

    private static Variable Measure(Tape tape, Variable x, string loss, MatrixView targets)
    {
        var t = tape.Variable(targets.Rows, targets.Columns, Doubles(targets.Values));
        switch (loss)
        {
            case "mean-squared":
                return ((x - t) * (x - t)).Mean();
            case "mean-absolute":
                return (x - t).Abs().Mean();
            case "binary":
                return (x.Softplus() - (x * t)).Mean();
            case "categorical":
                return ((x.LogSumExp() * t.RowSums()) - (x * t).RowSums()).Mean();
            case "huber":
                {
                    var error = x - t;
                    var small = tape.Variable(x.Rows, x.Columns, Array.ConvertAll(error.Values.ToArray(), e => Math.Abs(e) <= 0.5 ? 1.0 : 0));
                    return ((small * error * error * 0.5) + ((1 * (small * -1) + 1) * ((error.Abs() * 0.5) - 0.125))).Mean();
                }
            default:
                throw new ArgumentException(loss, nameof(loss));
        }
    }

    private static Variable Embed(Tape tape, Variable x, Embedding embedding, MatrixView rows, Func<int, int, Variable> take)
    {
        // Columns side by side are a sum of products with matrices of 0 and 1.
        var plain = Enumerable.Range(0, rows.Columns).Where(j => embedding.Columns.All(c => c.Column != j)).ToArray();
        var width = plain.Length + embedding.Columns.Sum(c => c.Width);
        var choose = new double[rows.Columns * width];
        for (var j = 0; j < plain.Length; j++)
        {
            choose[(plain[j] * width) + j] = 1;
        }
        var result = x.MatMul(tape.Variable(rows.Columns, width, choose));
        var start = plain.Length;
        foreach (var (column, levels, size) in embedding.Columns)
        {
            var (hot, place) = (new double[rows.Rows * levels], new double[size * width]);
            for (var r = 0; r < rows.Rows; r++)
            {
                if (rows[r][column] >= 0)
                {
                    hot[(r * levels) + (int)rows[r][column]] = 1;
                }
            }
            for (var j = 0; j < size; j++)
            {
                place[(j * width) + start + j] = 1;
            }
            result += tape.Variable(rows.Rows, levels, hot).MatMul(take(levels, size)).MatMul(tape.Variable(size, width, place));
            start += size;
        }
        return result;
    }

    private static double[] Noise(BatchTrainer trainer, int place, int rows, int columns)
    {
        var noise = new float[rows * columns];
        for (var r = 0; r < rows; r++)
        {
            trainer.Step.Normal(place, r, noise.AsSpan(r * columns, columns));
        }
        return Doubles(noise);
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), v => (double)v);
}
