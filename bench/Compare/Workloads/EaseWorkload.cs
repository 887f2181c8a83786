using Pipelines;
using Pipelines.Data;
using Pipelines.Recommendation;

namespace Bench.Compare.Workloads;

/// <summary>EASE on the bundled MovieLens small: 671 people, 9,066 films.</summary>
internal sealed class EaseWorkload(int threads) : Workload
{
    private readonly Ratings _ratings = MovieLens.Ratings();
    private readonly FitControl _control = new() { Threads = threads };
    private readonly float[] _scores = new float[MovieLens.Films];
    // Some films that one might have seen.
    private readonly int[] _history = [1, 20, 50, 100, 400];
    private EaseModel? _model;

    public override void Run() => _model = new Ease().Fit(_ratings, _control);

    public override IEnumerable<ReadOnlyMemory<float>> Results()
    {
        _model!.Score(_history, [], _scores);
        return [_scores];
    }
}
