namespace Pipelines.Models;

/// <summary>A fitted, immutable model that can be written to a file and read back without reflection: its kind is listed in <see cref="ModelKinds"/>.</summary>
public interface IModel
{
    /// <summary>Name and version of the format it writes, such as <c>kmeans/1</c>.</summary>
    string Kind { get; }

    /// <summary>Writes every number the model needs.</summary>
    void Write(ModelWriter writer);
}
