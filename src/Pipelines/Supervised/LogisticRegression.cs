using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Supervised;

/// <summary>
/// Logistic regression for two classes and softmax (multinomial logistic) regression for more, with an L2 penalty: the linear classifier, with probabilities.
/// </summary>
/// <remarks>
/// <para>
/// Objective: Σᵢ wᵢ · cross-entropy(yᵢ, softmax(b + W xᵢ)) + ‖W‖² / (2 C); the intercepts b are not punished. Two classes share one row of coefficients, the log odds of the second; more classes have one each.
/// Columns are not scaled: scale them first, or the penalty weighs on their units.
/// </para>
/// <para>
/// Minimised by L-BFGS with a strong Wolfe line search from the shares of the classes, in double, on columns that are centred and scaled on the fly (the optimum is that of the unscaled ones).
/// Each step costs about 4·n·d·K operations; memory: one float32 copy of the rows, at most 32·K·d doubles of partial sums and 20·K·d of remembered steps. The same bits for any number of threads: rows are summed in
/// fixed blocks of 256, in parts added in order.
/// </para>
/// <para>J. Nocedal, "Updating quasi-Newton matrices with limited storage", Mathematics of Computation 35, 1980; D. Böhning, "Multinomial logistic regression algorithm", Annals of the Institute of Statistical Mathematics 44, 1992.</para>
/// <para>
/// Reference: scikit-learn's LogisticRegression(C, solver="lbfgs"), whose coefficients it reproduces. Departures: because columns are scaled inside, data in any units converges (there the columns have to be scaled, or
/// 100 steps do not suffice), and the tolerance is on derivatives in those units; it stops after 1000 steps instead of 100, and the model says whether it converged. Classes are the indices 0 to the largest target; one that no row
/// has, or only rows of weight 0, is left out of training and gets probability 0.
/// The loss reported for each step is the objective divided by the sum of the weights.
/// </para>
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class LogisticRegression(LogisticRegressionOptions? options = null) : IEstimator<Examples, LogisticRegressionModel>
{
    private readonly LogisticRegressionOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    /// <exception cref="DataException">The data cannot be learned from, or all rows are of one class.</exception>
    public LogisticRegressionModel Fit(Examples data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        data.NeedExamples(nameof(LogisticRegression), 2);
        var shares = Shares(data, data.NeedClasses(nameof(LogisticRegression)));
        int[] learned = [.. Enumerable.Range(0, shares.Length).Where(c => shares[c] > 0)];
        if (learned.Length < 2)
        {
            throw new DataException("logistic.classes", $"LogisticRegression must be given rows of at least 2 classes; all {data.Rows.Rows} rows, or all that have a weight, are of class {learned[0]}. Check how the rows were chosen.");
        }
        var loss = new LogisticLoss(data, Outputs(data, learned), learned.Length, 1 / _options.C, _options.Intercept, control);
        var point = loss.Start(Intercepts(shares, learned));
        var total = shares.Sum();
        var result = Lbfgs.Minimize(loss, point, _options.Iterations, _options.Tolerance, (step, value) => control.Step(step, _options.Iterations, value / total));
        if (result.Iterations == 0)
        {
            control.Step(1, 1, result.Value / total);
        }
        var coefficients = new double[loss.Length];
        loss.Unscale(point, coefficients);
        var split = loss.Outputs * loss.Columns;
        return new(shares.Length, learned, loss.Columns, coefficients[..split], coefficients[split..]) { Loss = result.Value / total, Iterations = result.Iterations, Converged = result.Converged };
    }

    /// <summary>The summed weight of each class.</summary>
    private static double[] Shares(Examples data, int classes)
    {
        var shares = new double[classes];
        var targets = data.Targets.Span;
        var weights = data.Weights.Span;
        for (var r = 0; r < targets.Length; r++)
        {
            shares[(int)targets[r]] += weights.IsEmpty ? 1 : weights[r];
        }
        return shares;
    }

    /// <summary>The place of each row's class among the learned ones; 0 for a class that has only rows of weight 0, which add nothing.</summary>
    private static int[] Outputs(Examples data, int[] learned)
    {
        var place = new int[learned[^1] + 1];
        for (var k = 0; k < learned.Length; k++)
        {
            place[learned[k]] = k;
        }
        var outputs = new int[data.Targets.Length];
        for (var r = 0; r < outputs.Length; r++)
        {
            var target = (int)data.Targets.Span[r];
            outputs[r] = target < place.Length ? place[target] : 0;
        }
        return outputs;
    }

    /// <summary>The intercepts that predict the shares of the classes; those of more than two sum to 0, as the optimum's do.</summary>
    private static double[] Intercepts(double[] shares, int[] learned)
    {
        var logarithms = Array.ConvertAll(learned, c => Math.Log(shares[c]));
        var mean = logarithms.Average();
        return learned.Length == 2 ? [logarithms[1] - logarithms[0]] : Array.ConvertAll(logarithms, v => v - mean);
    }
}
