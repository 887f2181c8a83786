using Pipelines.Packing;
using Xunit;

namespace Pipelines.Tests.Docs;

/// <summary>The C# of docs/DataEncoding.md, compiled and run; both languages show it.</summary>
public sealed class DataEncodingPageTests
{
    [Fact]
    public void The_example_gives_back_the_same_bytes_and_is_what_the_pages_show()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("customers.csv"), "id,phone\n007,013800138000\n");
        Packing.PackedSample.Key.WriteFile(folder.File("my.key"));
        var (mykey, table, packed, back) = (folder.File("my.key"), folder.File("customers.csv"), folder.File("customers.csv.packed"), folder.File("back.csv"));

        using PackingKey key = PackingKey.ReadFile(mykey);
        PackedFile.Pack(table, packed, key);
        PackedFacts facts = PackedFile.Unpack(packed, back, key);
        using Pseudonyms phones = new(key, "phone");
        string pseudonym = phones.Of("013800138000");

        Assert.Equal(File.ReadAllBytes(table), File.ReadAllBytes(back));
        Assert.Equal(26, facts.Bytes);
        Assert.Matches("^p[a-z2-9]{16}$", pseudonym);

        string source = File.ReadAllText(Repository.PathTo("tests/Pipelines.Tests/Docs/DataEncodingPageTests.cs"));
        foreach (string page in (string[])["docs/DataEncoding.md", "docs/DataEncoding.zh.md"])
        {
            string text = File.ReadAllText(Repository.PathTo(page)).ReplaceLineEndings("\n");
            string block = text[(text.IndexOf("```csharp\n", StringComparison.Ordinal) + 10)..];
            foreach (string line in block[..block.IndexOf("```", StringComparison.Ordinal)].TrimEnd().Split('\n'))
            {
                string own = line.Replace("\"my.key\"", "mykey", StringComparison.Ordinal).Replace("\"customers.csv\"", "table", StringComparison.Ordinal)
                    .Replace("\"customers.csv.packed\"", "packed", StringComparison.Ordinal).Replace("\"back.csv\"", "back", StringComparison.Ordinal);
                Assert.Contains($"        {own}\n", source.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            }
        }
    }
}
