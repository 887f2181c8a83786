using System.Globalization;

namespace Pipelines.Packing.Lossy;

/// <summary>Texts that are whole numbers and nothing else, written the one way that a number is: no leading zero, no sign but a minus, at most 18 digits.</summary>
internal static class WholeText
{
    public static bool TryRead(string text, out long value)
    {
        value = 0;
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length is >= 1 and <= 18 && !digits.ContainsAnyExceptInRange('0', '9') && (digits[0] != '0' || text == "0") && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);
}
