using System.Globalization;
using Xunit;

namespace Pipelines.Tests;

public sealed class KebabCaseTests
{
    [Theory]
    [InlineData("Seed", "seed")]
    [InlineData("LearningRate", "learning-rate")]
    [InlineData("HTMLReport", "html-report")]
    [InlineData("UserKNN", "user-knn")]
    [InlineData("L2Penalty", "l2-penalty")]
    [InlineData("Top10Items", "top10-items")]
    [InlineData("", "")]
    [InlineData("MinIInput", "min-i-input")]
    public void Spells_names_as_the_command_line_does(string pascal, string kebab) => Assert.Equal(kebab, KebabCase.Of(pascal));

    [Fact]
    public void A_Turkish_computer_spells_them_the_same()
    {
        var here = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            Assert.Equal("items-iterated", KebabCase.Of("ItemsIterated"));
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }
}
