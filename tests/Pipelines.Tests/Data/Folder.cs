using System.Text;

namespace Pipelines.Tests.Data;

/// <summary>A fresh folder for files, removed at the end.</summary>
internal sealed class Folder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("pipelines-csv-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public string Root => _path;

    public string File(string text, string name = "data.csv", Encoding? encoding = null) => File((encoding ?? new UTF8Encoding(false)).GetBytes(text), name);

    public string File(byte[] bytes, string name = "data.csv")
    {
        System.IO.File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, true);
}
