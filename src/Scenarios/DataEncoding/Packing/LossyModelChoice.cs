using Pipelines.Packing.Lossy;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Packing;

/// <summary>The model for a file that was packed without it, where somebody names one.</summary>
internal static class LossyModelChoice
{
    public static VerbOption<string?> Model { get; } = VerbOption.Text("model", "FILE|RUN|latest").Explained("option.model-unpack");

    public static LossyModel? Of(RunContext run) => run.IsGiven(SharedOptions.Model) ? LossyModel.Load(run.ChooseModel().Path) : null;
}
