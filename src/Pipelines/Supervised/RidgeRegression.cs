using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Supervised;

/// <summary>
/// Linear regression with an L2 penalty; with <see cref="RidgeRegressionOptions.Alpha"/> 0, ordinary least squares.
/// </summary>
/// <remarks>
/// <para>Objective: Σᵢ wᵢ (yᵢ − b − xᵢ·c)² + α ‖c‖²; the intercept b is not punished. Columns are not scaled: scale them first, or the penalty weighs on their units.</para>
/// <para>
/// Solved exactly by Cholesky factorisation in double of the smaller of the two systems: of the centred Gram matrix XᵀX + αI where n ≥ d (n·d² multiply-adds, d² doubles), and otherwise of XXᵀ + αI
/// (n²·d, n² doubles). The first is refined once by the residuals of the data, which wins back most digits that forming XᵀX costs. Further memory: one copy of the rows and about 16 MB.
/// The same bits for any number of threads: work is shared by cells of the matrix, or in fixed parts added in order.
/// </para>
/// <para>A. Hoerl, R. Kennard, "Ridge regression: biased estimation for nonorthogonal problems", Technometrics 12(1), 1970; the refinement: Å. Björck, "Stability analysis of the method of seminormal
/// equations for linear least squares problems", 1987.</para>
/// <para>
/// Reference: scikit-learn's Ridge(solver="cholesky"). Departures: where α is 0 and the columns are dependent, so that many solutions are equally good, the data is refused with the column's number instead of
/// choosing the shortest solution; only a constant column is no error, it gets coefficient 0 (with any α). A column counts as dependent when less than 10⁻¹³ of its variation is left after the columns before
/// it, which is below the rounding of float32 data.
/// </para>
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class RidgeRegression(RidgeRegressionOptions? options = null) : IEstimator<Examples, RidgeRegressionModel>
{
    private const double LeastPivot = 1e-13;

    private readonly RidgeRegressionOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    /// <exception cref="DataException">The data cannot be learned from, or <see cref="RidgeRegressionOptions.Alpha"/> is 0 and the columns are dependent or more than the rows.</exception>
    public RidgeRegressionModel Fit(Examples data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        data.NeedExamples(nameof(RidgeRegression));
        var (n, d) = (data.Rows.Rows, data.Rows.Columns);
        if (n < d && _options.Alpha == 0)
        {
            throw new DataException("ridge.few", $"RidgeRegression with Alpha 0 must be given at least as many rows as columns; got {n} x {d}. Set Alpha above 0, or leave columns out.");
        }
        var moments = new WeightedMoments(data.Rows, data.Weights, _options.Intercept, control);
        var problem = new CentredExamples(data, moments, _options.Intercept ? Mean(data) : 0, control);
        var (coefficients, loss) = n < d ? SolveByRows(problem, n, control) : SolveByColumns(problem, moments, d, control);
        control.Step(1, 1, loss + (_options.Alpha * DotTile.Dot(coefficients, coefficients)));
        return new(coefficients, problem.TargetMean - DotTile.Dot(coefficients, moments.Means));
    }

    /// <summary>c = (XᵀX + αI)⁻¹ Xᵀy, X and y centred, and one step of refinement.</summary>
    private (double[] Coefficients, double Loss) SolveByColumns(CentredExamples problem, WeightedMoments moments, int d, FitControl control)
    {
        var (gram, c) = problem.Gram();
        for (var i = 0; i < d; i++)
        {
            if (moments.IsConstant(i))
            {
                // Nothing but rounding: without this column, the others are what they are with it.
                gram.AsSpan(i * d, i).Clear();
                for (var k = i + 1; k < d; k++)
                {
                    gram[(k * d) + i] = 0;
                }
                (gram[(i * d) + i], c[i]) = (1, 0);
            }
            else
            {
                gram[(i * d) + i] += _options.Alpha;
            }
        }
        var variations = new double[d];
        for (var i = 0; i < d; i++)
        {
            variations[i] = gram[(i * d) + i];
        }
        var failed = Cholesky.Factor(gram, d, control.Threads, control.Cancellation);
        for (var i = 0; i < d && failed < 0; i++)
        {
            var pivot = gram[(i * d) + i];
            failed = pivot * pivot < LeastPivot * variations[i] ? i : -1;
        }
        if (failed >= 0)
        {
            throw new DataException("ridge.singular", $"RidgeRegression with Alpha {_options.Alpha} must be given independent columns; column {failed} is a combination of the columns before it. Raise Alpha, or leave that column out.");
        }
        Cholesky.Solve(gram, d, c);
        var (slope, loss) = problem.Residuals(c);
        for (var i = 0; i < d; i++)
        {
            slope[i] = moments.IsConstant(i) ? 0 : slope[i] - (_options.Alpha * c[i]);
        }
        Cholesky.Solve(gram, d, slope);
        for (var i = 0; i < d; i++)
        {
            c[i] += slope[i];
        }
        // The loss is that of before the refinement, which changes it by the square of a rounding error.
        return (c, loss);
    }

    /// <summary>c = Xᵀ (XXᵀ + αI)⁻¹ y, X and y centred and each row scaled by the root of its weight.</summary>
    private (double[] Coefficients, double Loss) SolveByRows(CentredExamples problem, int n, FitControl control)
    {
        var (kernel, targets) = problem.Kernel();
        for (var i = 0; i < n; i++)
        {
            kernel[(i * n) + i] += _options.Alpha;
        }
        if (Cholesky.Factor(kernel, n, control.Threads, control.Cancellation) is >= 0 and var failed)
        {
            throw new DataException("ridge.alpha", $"RidgeRegression.Alpha {_options.Alpha} must be larger for data of this size: row {failed} is a combination of the rows before it within rounding. Raise Alpha, or scale the columns.");
        }
        var c = problem.Combine(kernel, targets);
        return (c, problem.Residuals(c).Loss);
    }

    private static double Mean(Examples data)
    {
        double sum = 0, total = 0;
        var targets = data.Targets.Span;
        var weights = data.Weights.Span;
        for (var r = 0; r < targets.Length; r++)
        {
            double weight = weights.IsEmpty ? 1 : weights[r];
            (sum, total) = (sum + (weight * targets[r]), total + weight);
        }
        return sum / total;
    }
}
