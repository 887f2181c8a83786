using System.Reflection;
using Xunit;

namespace Pipelines.Tests.Conformance;

/// <summary>Rules that every estimator of the library keeps. A new estimator adds its line to <see cref="Subjects"/> and gets all of them.</summary>
public sealed class ConformanceTests
{
    [Theory, MemberData(nameof(Estimators), nameof(Refuses_settings_outside_their_range_and_NaN))]
    public void Refuses_settings_outside_their_range_and_NaN(string estimator) => Subjects.Of(estimator).RefusesSettingsOutOfRange();

    [Theory, MemberData(nameof(Estimators), nameof(Lists_every_option_as_a_setting_and_reads_it_back_in_any_culture))]
    public void Lists_every_option_as_a_setting_and_reads_it_back_in_any_culture(string estimator) => Subjects.Of(estimator).ReadsBackItsSettings();

    [Theory, MemberData(nameof(Estimators), nameof(Refuses_empty_data))]
    public void Refuses_empty_data(string estimator) => Subjects.Of(estimator).RefusesEmptyData();

    [Theory, MemberData(nameof(Estimators), nameof(Refuses_NaN_and_infinity_naming_their_place))]
    public void Refuses_NaN_and_infinity_naming_their_place(string estimator) => Subjects.Of(estimator).RefusesNotFiniteData();

    [Theory, MemberData(nameof(Estimators), nameof(Model_refuses_rows_and_results_that_do_not_fit))]
    public void Model_refuses_rows_and_results_that_do_not_fit(string estimator) => Subjects.Of(estimator).RefusesMisfits();

    [Theory, MemberData(nameof(Estimators), nameof(Gives_the_same_bits_on_1_2_and_8_threads))]
    public void Gives_the_same_bits_on_1_2_and_8_threads(string estimator) => Subjects.Of(estimator).GivesTheSameBitsOnAnyNumberOfThreads();

    [Theory, MemberData(nameof(Estimators), nameof(Gives_the_same_bits_when_fitted_again))]
    public void Gives_the_same_bits_when_fitted_again(string estimator) => Subjects.Of(estimator).GivesTheSameBitsWhenFittedAgain();

    [Theory, MemberData(nameof(Estimators), nameof(Leaves_its_input_unchanged))]
    public void Leaves_its_input_unchanged(string estimator) => Subjects.Of(estimator).LeavesItsInputUnchanged();

    [Theory, MemberData(nameof(Estimators), nameof(Answers_the_same_bits_alone_and_in_a_batch))]
    public void Answers_the_same_bits_alone_and_in_a_batch(string estimator) => Subjects.Of(estimator).AnswersTheSameAloneAndInABatch();

    [Theory, MemberData(nameof(Estimators), nameof(Reads_a_view_at_an_offset_as_it_reads_a_copy))]
    public void Reads_a_view_at_an_offset_as_it_reads_a_copy(string estimator) => Subjects.Of(estimator).ReadsAViewAsItReadsACopy();

    [Theory, MemberData(nameof(Estimators), nameof(Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates))]
    public void Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates(string estimator) => Subjects.Of(estimator).AnswersFiniteNumbersForDegenerateData();

    [Theory, MemberData(nameof(Estimators), nameof(Answers_the_same_bits_after_saving_and_loading))]
    public void Answers_the_same_bits_after_saving_and_loading(string estimator) => Subjects.Of(estimator).AnswersTheSameAfterSavingAndLoading();

    [Theory, MemberData(nameof(Estimators), nameof(Writes_the_same_bytes_twice))]
    public void Writes_the_same_bytes_twice(string estimator) => Subjects.Of(estimator).WritesTheSameBytesTwice();

    [Theory, MemberData(nameof(Estimators), nameof(Truncated_and_foreign_files_are_refused))]
    public void Truncated_and_foreign_files_are_refused(string estimator) => Subjects.Of(estimator).RefusesDamagedFiles();

    [Theory, MemberData(nameof(Estimators), nameof(Stops_when_cancelled))]
    public void Stops_when_cancelled(string estimator) => Subjects.Of(estimator).StopsWhenCancelled();

    [Theory, MemberData(nameof(Estimators), nameof(Reports_progress_that_rises_from_1))]
    public void Reports_progress_that_rises_from_1(string estimator) => Subjects.Of(estimator).ReportsRisingProgress();

    [Theory, MemberData(nameof(Estimators), nameof(Gives_the_same_bits_in_any_culture))]
    public void Gives_the_same_bits_in_any_culture(string estimator) => Subjects.Of(estimator).GivesTheSameBitsInAnyCulture();

    [Theory, MemberData(nameof(Estimators), nameof(Model_allocates_nothing_when_it_writes_into_spans))]
    public void Model_allocates_nothing_when_it_writes_into_spans(string estimator) => Subjects.Of(estimator).AllocatesNothingWhenWritingIntoSpans();

    [Theory, MemberData(nameof(Estimators), nameof(Model_keeps_the_promises_of_its_role))]
    public void Model_keeps_the_promises_of_its_role(string estimator) => Subjects.Of(estimator).KeepsThePromisesOfItsRole();

    [Fact]
    public void Every_estimator_of_the_library_is_checked_here()
    {
        var estimators = typeof(Rng).Assembly.GetExportedTypes()
            .Where(t => !t.IsAbstract && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEstimator<,>)))
            .Select(t => t.Name);
        Assert.Equal(estimators.Order(StringComparer.Ordinal), Subjects.All.Select(s => s.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_exception_is_made_for_a_rule_that_is_kept_after_all()
    {
        foreach (var subject in Subjects.All)
        {
            foreach (var (rule, reason) in subject.Exceptions)
            {
                Assert.NotEmpty(reason);
                var test = typeof(ConformanceTests).GetMethod(rule) ?? throw new InvalidOperationException($"{subject.Name} is excepted from '{rule}', which is no rule.");
                Assert.Throws<TargetInvocationException>(() => test.Invoke(this, [subject.Name]));
            }
        }
    }

    public static TheoryData<string> Estimators(string rule) => [.. Subjects.All.Where(s => !s.Exceptions.ContainsKey(rule)).Select(s => s.Name)];
}
