using System.Globalization;

namespace Pipelines;

/// <summary>
/// Something the caller can put right: bad options, bad data, a bad model file. The message is one English line that says what, where, which value and the way out;
/// <see cref="Code"/> and <see cref="Arguments"/> let a host say the same in another language.
/// </summary>
public abstract class PipelinesException : Exception
{
    private protected PipelinesException(string code, FormattableString message, Exception? inner = null)
        : base(message.ToString(CultureInfo.InvariantCulture), inner)
    {
        Code = code;
        Arguments = message.GetArguments();
    }

    /// <summary>Stable name of the error, such as <c>csv.number</c>; the key of its translations.</summary>
    public string Code { get; }

    /// <summary>The facts inside the message, in the order of its placeholders <c>{0}</c>, <c>{1}</c>, ...</summary>
    public IReadOnlyList<object?> Arguments { get; }
}
