using Pipelines;
using Pipelines.Neural;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace DataEncoding;

/// <summary>The options of training that are this scenario's own.</summary>
internal static class EncodingOptions
{
    /// <summary>The bundled pictures of digits.</summary>
    public const string Bundled = "digits/digits.csv";

    private const int MostUnits = 100_000;
    private const int MostLayers = 16;

    /// <summary>How many numbers a row becomes.</summary>
    public static VerbOption<long?> Code { get; } = VerbOption.Whole("code", Bounds.Closed(1, 100_000));

    /// <summary>Units of the hidden layers from the rows to the code.</summary>
    public static VerbOption<string?> Hidden { get; } = VerbOption.Text("hidden", "LIST|none", "256,128");

    /// <summary>How many networks are trained, each from a seed of its own.</summary>
    public static VerbOption<long?> Seeds { get; } = VerbOption.Whole("seeds", Bounds.Closed(1, 100), 3);

    /// <summary>Share of the rows that is held out.</summary>
    public static VerbOption<double?> TestShare { get; } = VerbOption.Number("test-share", Bounds.Open(0, 1), 0.25);

    /// <summary>Height and width where rows are pictures.</summary>
    public static VerbOption<string?> Image { get; } = VerbOption.Text("image", "HxW|none");

    /// <summary>The IDX file with the classes of an IDX file of pictures.</summary>
    public static VerbOption<string?> Labels { get; } = VerbOption.Text("labels", "FILE|none");

    /// <summary>The settings of the autoencoder but those above.</summary>
    public static OptionSet<AutoencoderOptions> Network { get; } = new(without: ["CodeSize", "HiddenLayers", "HiddenUnits"], aliases: new Dictionary<string, string> { ["BatchSize"] = "--batch" });

    /// <summary>What codes are measured by; nothing is learned from it.</summary>
    public static Role TargetRole { get; } = new("target", SharedOptions.Target)
    {
        Required = false,
        Names = ["target", "label", "class", "species", "cultivar", "digit", "tissue", "diagnosis", "outcome", "category", "目标", "标签", "类别", "分类", "类型", "品种", "诊断", "结果", "合格"],
    };

    /// <summary>Which columns of the data say what.</summary>
    public static IReadOnlyList<VerbOption> Columns { get; } = [SharedOptions.Target.Explained("option.target-encoding"), SharedOptions.Columns, SharedOptions.Ignore, Image, Labels];

    /// <summary>The widths that <c>--hidden</c> names.</summary>
    /// <exception cref="ScenarioException">They are no widths.</exception>
    public static IReadOnlyList<int> HiddenOf(RunContext run)
    {
        var text = run.Get(Hidden)!;
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }
        var parts = text.Split([',', '，', ';'], StringSplitOptions.TrimEntries);
        var widths = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out widths[i]) || widths[i] is < 1 or > MostUnits || parts.Length > MostLayers)
            {
                throw new ScenarioException(ExitCode.Usage, "encode.hidden", Hidden.Typed, MostLayers, MostUnits, text);
            }
        }
        return widths;
    }
}
