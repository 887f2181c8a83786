using System.Text;

namespace Pipelines;

/// <summary>Spells names of properties and enum members as the command line does: <c>LearningRate</c> becomes <c>learning-rate</c>.</summary>
public static class KebabCase
{
    /// <summary>The kebab-case spelling of a PascalCase name.</summary>
    public static string Of(string pascal)
    {
        var kebab = new StringBuilder(pascal.Length + 4);
        for (var i = 0; i < pascal.Length; i++)
        {
            if (char.IsAsciiLetterUpper(pascal[i]) && i > 0 && (!char.IsAsciiLetterUpper(pascal[i - 1]) || (i + 1 < pascal.Length && char.IsAsciiLetterLower(pascal[i + 1]))))
            {
                kebab.Append('-');
            }
            kebab.Append(char.ToLowerInvariant(pascal[i]));
        }
        return kebab.ToString();
    }
}
