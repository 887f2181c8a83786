namespace Scenarios.Tests.DataEncoding;

/// <summary>DataEncoding on what is bundled with it.</summary>
public sealed class BundledEncodingRun() : DefaultRun("DataEncoding");
