using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>Columns shifted and scaled by numbers that are set, not learned: the units of a model's data, carried within it. Predicts (x − shift) · factor.</summary>
internal sealed record Scale : Layer
{
    internal override string Kind => "scale";

    internal override LayerPass For(int inputs, int place) => new ScalePass(inputs);

    internal override void Check() { }

    internal override void Write(ModelWriter writer, string name) { }
}
