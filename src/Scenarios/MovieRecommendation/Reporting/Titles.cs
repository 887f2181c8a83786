using Pipelines.Reporting;

namespace MovieRecommendation.Reporting;

/// <summary>Titles where there is little room.</summary>
internal static class Titles
{
    /// <summary>The title cut to a width, its year kept: two films of one name differ by it.</summary>
    public static string Cut(string title, int width)
    {
        if (DisplayWidth.Of(title) <= width)
        {
            return title;
        }
        var year = title.Length > 7 && title[^7] == ' ' && title[^6] == '(' && title[^1] == ')' && title.AsSpan(title.Length - 5, 4).IndexOfAnyExceptInRange('0', '9') < 0 ? title[^7..] : "";
        return DisplayWidth.Cut(title[..^year.Length], width - year.Length) + year;
    }
}
