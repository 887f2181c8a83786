namespace Pipelines.Models;

/// <summary>What a model file says of itself, read without building the model: see <see cref="ModelFile.ReadInfo"/>.</summary>
/// <param name="Format">Version of the file format.</param>
/// <param name="Kind">Name and version of the model's format, such as <c>kmeans/1</c>.</param>
/// <param name="Library">Version of the library that wrote it.</param>
/// <param name="Info">Where the model comes from.</param>
/// <param name="Facts">The small values of the model, options of its parts included, by name.</param>
/// <param name="Tensors">The arrays of the model, in the order of their names.</param>
public sealed record ModelFileInfo(int Format, string Kind, string Library, ModelInfo Info, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<ModelTensor> Tensors);
