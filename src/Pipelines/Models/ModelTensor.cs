namespace Pipelines.Models;

/// <summary>One array in a model file, as its manifest describes it.</summary>
/// <param name="Name">Its name; sections are separated by slashes.</param>
/// <param name="Type"><c>float32</c>, <c>float64</c>, <c>int32</c>, <c>int64</c> or <c>uint8</c>.</param>
/// <param name="Shape">Its length in each dimension.</param>
/// <param name="Bytes">How long it is in the file.</param>
/// <param name="Sha256">SHA-256 of its bytes, as lower-case hexadecimal digits.</param>
public sealed record ModelTensor(string Name, string Type, IReadOnlyList<int> Shape, long Bytes, string Sha256);
