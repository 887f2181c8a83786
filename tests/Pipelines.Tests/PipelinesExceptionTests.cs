using System.Globalization;
using Xunit;

namespace Pipelines.Tests;

public sealed class PipelinesExceptionTests
{
    [Fact]
    public void The_message_is_invariant_and_the_facts_are_kept_for_translation()
    {
        var here = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var cause = new FormatException();
            var error = new DataException("csv.number", $"{"a.csv"}({37},{4}): {1234.5} is {0.25:P0}.", cause);
            Assert.Equal("a.csv(37,4): 1234.5 is 25 %.", error.Message);
            Assert.Equal(["a.csv", 37, 4, 1234.5, 0.25], error.Arguments);
            Assert.Equal(("csv.number", cause), (error.Code, error.InnerException));
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Fact]
    public void Braces_in_facts_are_facts() => Assert.Equal("got {0}.", new ModelException("a.b", $"got {"{0}"}.").Message);
}
