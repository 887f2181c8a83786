using Pipelines;
using Pipelines.Data;
using Pipelines.Recommendation;

namespace Bench.Compare.Workloads;

/// <summary>Bayesian factorisation with its defaults on the bundled MovieLens small: 100,004 ratings.</summary>
internal sealed class BayesianWorkload(int threads) : Workload
{
    private readonly Ratings _ratings = MovieLens.Ratings();
    private readonly FitControl _control = new() { Threads = threads };
    private readonly float[] _scores = new float[MovieLens.Films];
    private BayesianMatrixFactorizationModel? _model;

    public override void Run() => _model = new BayesianMatrixFactorization().Fit(_ratings, _control);

    public override IEnumerable<ReadOnlyMemory<float>> Results()
    {
        // The stars of the first person for every film.
        _model!.Predict(new int[MovieLens.Films], [.. Enumerable.Range(0, MovieLens.Films)], _scores);
        return [_scores];
    }
}
