using System.Security.Cryptography;
using System.Text;

namespace Pipelines.Reporting.Html;

/// <summary>The style sheet and script of every page, and the policy that allows these two and nothing else.</summary>
internal static class Asset
{
    internal static string Style { get; } = Read("report.css");

    internal static string Script { get; } = Read("report.js");

    /// <summary>Nothing may be loaded; pictures come only from the script's own canvas.</summary>
    internal static string Policy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; img-src data: blob:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Asset).Assembly.GetManifestResourceStream("reporting/" + name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
