using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>
/// Passes its values on unchanged and adds <paramref name="Absolute"/>·Σ|x| + <paramref name="Square"/>·Σx² of each row to the row's loss: after the code of an autoencoder it makes the code sparse.
/// </summary>
/// <param name="Absolute">Weight of the sum of magnitudes, 0 or more.</param>
/// <param name="Square">Weight of the sum of squares, 0 or more. Default: 0.</param>
public sealed record ActivityPenalty(double Absolute, double Square = 0) : Layer
{
    internal override string Kind => "activity-penalty";

    internal override LayerPass For(int inputs, int place) => new ActivityPenaltyPass(inputs, (float)Absolute, (float)Square);

    internal override void Check()
    {
        Number(nameof(ActivityPenalty), nameof(Absolute), Absolute, Bounds.Closed(0, 1e6));
        Number(nameof(ActivityPenalty), nameof(Square), Square, Bounds.Closed(0, 1e6));
    }

    internal override void Write(ModelWriter writer, string name)
    {
        writer.Number($"{name}/absolute", Absolute);
        writer.Number($"{name}/square", Square);
    }
}
