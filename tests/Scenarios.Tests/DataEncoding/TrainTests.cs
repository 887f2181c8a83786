using System.IO.Compression;
using System.Text;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neural;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>train on people's own files: tables of mixed columns, pictures, and what is refused.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly EncodingRun _run = new();

    [Fact]
    public void A_table_of_numbers_categories_and_gaps_comes_back_from_its_codes()
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(300));
        _run.Good(["train", "--data", "my.csv", "--code", "2", "--target", "kind", "--epochs", "150", "--hidden", "32,16", "--seeds", "1"]);
        Assert.Contains("left out: id; name (an id: every value is different)", _run.Out, StringComparison.Ordinal);
        Assert.Contains("left out: note (always the same value)", _run.Out, StringComparison.Ordinal);
        Assert.Contains("missing numbers: codes say where", _run.Out, StringComparison.Ordinal);
        Assert.Contains("kind (2 classes)", _run.Out, StringComparison.Ordinal);

        var pipeline = TabularPipeline.Load<AutoencoderModel>(_run.NewestModel);
        var table = CsvFile.Read(_run.PathOf("my.csv"), null, TestContext.Current.CancellationToken).Table;
        var back = ((TableEncoderModel)pipeline.Encoder).Decode(pipeline.Model.Reconstruct(pipeline.Encode(table)));
        var (ages, found) = (((NumberColumn)table["age"]).Values, ((NumberColumn)back["age"]).Values);
        Assert.InRange(ages.Zip(found, (a, b) => Math.Abs(a - b)).Average(), 0, 2.5);
        var known = Enumerable.Range(0, 300).Where(r => !table["city"].IsMissing(r)).ToArray();
        Assert.InRange(known.Count(r => table["city"].Text(r) == back["city"].Text(r)) / (double)known.Length, 0.85, 1);
        Assert.InRange(_run.Figure("kept"), 0.85, 1);
        Assert.InRange(_run.Figure("knn_accuracy"), 0.9, 1);
        Assert.Equal(("ignored: id", "ignored: constant", "feature", "target"), (Role("name"), Role("note"), Role("city"), Role("kind")));
        string Role(string column) => ModelFile.ReadInfo(_run.NewestModel).Info.Columns.First(c => c.Name == column).Role;
    }

    [Fact]
    public void The_target_has_no_say_in_the_codes()
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(80));
        _run.Good(["train", "--data", "my.csv", "--target", "kind", .. CodedRows.Short]);
        var with = _run.Figure("mse");
        _run.Host.Write("my.csv", CodedRows.Mixed(80).Replace(",high,", ",x,", StringComparison.Ordinal).Replace(",low,", ",y,", StringComparison.Ordinal));
        _run.Good(["train", "--data", "my.csv", "--target", "kind", .. CodedRows.Short]);
        Assert.Equal(with, _run.Figure("mse"));
    }

    [Fact]
    public void Pictures_are_read_as_they_are_with_the_labels_beside_them()
    {
        File.WriteAllBytes(_run.PathOf("labels-idx1-ubyte"), CodedRows.Labels(120, 4));
        using (var packed = new GZipStream(File.Create(_run.PathOf("bars-images-idx3-ubyte.gz")), CompressionLevel.Fastest))
        {
            packed.Write(CodedRows.Pictures(120, 5, 4));
        }
        _run.Good(["train", "--data", "bars-images-idx3-ubyte.gz", "--labels", "labels-idx1-ubyte", .. CodedRows.Short]);
        Assert.Contains("120 rows of 20 columns; label (4 classes) only measures the codes", _run.Out, StringComparison.Ordinal);
        Assert.Contains("pictures of 5 x 4; one scale for all, 0 to 255, read as 0 to 1", _run.Out, StringComparison.Ordinal);
        Assert.InRange(_run.Figure("knn_accuracy"), 0.9, 1);
        // Without labels, and with those that lie beside them.
        _run.Good(["train", "--data", "bars-images-idx3-ubyte.gz", .. CodedRows.Short]);
        Assert.Contains("no classes to measure codes by", _run.Out, StringComparison.Ordinal);
        File.Move(_run.PathOf("labels-idx1-ubyte"), _run.PathOf("bars-labels-idx1-ubyte.gz"));
        _run.Good(["train", "--data", "bars-images-idx3-ubyte.gz", .. CodedRows.Short]);
        Assert.Contains("label (4 classes)", _run.Out, StringComparison.Ordinal);
        _run.Good("evaluate", "--data", "bars-images-idx3-ubyte.gz");
        Assert.InRange(_run.Figure("knn_accuracy"), 0.9, 1);
    }

    [Fact]
    public void Pictures_and_labels_that_do_not_fit_are_refused()
    {
        File.WriteAllBytes(_run.PathOf("a"), CodedRows.Pictures(60, 4, 4));
        File.WriteAllBytes(_run.PathOf("b"), CodedRows.Pictures(60, 3, 4));
        File.WriteAllBytes(_run.PathOf("labels"), CodedRows.Labels(50, 4));
        _run.Host.Write("c.csv", CodedRows.Mixed(40));
        Assert.Contains("labels holds 50 values that are not the labels of a, which has 60 pictures", _run.Declined(ExitCode.Data, "train", "--data", "a", "--labels", "labels"), StringComparison.Ordinal);
        Assert.Contains("b holds pictures of 3 x 4, the files before it 4 x 4", _run.Declined(ExitCode.Data, "train", "--data", "a", "b"), StringComparison.Ordinal);
        Assert.Contains("c.csv is no IDX file and the others are", _run.Declined(ExitCode.Data, "train", "--data", "a", "c.csv"), StringComparison.Ordinal);
        Assert.Contains("labels holds one number a row", _run.Declined(ExitCode.Data, "train", "--data", "labels"), StringComparison.Ordinal);
        Assert.Contains("--target names a column of a CSV file", _run.Declined(ExitCode.Usage, "train", "--data", "a", "--target", "x"), StringComparison.Ordinal);
        Assert.Contains("--labels names an IDX file", _run.Declined(ExitCode.Usage, "train", "--data", "c.csv", "--labels", "labels"), StringComparison.Ordinal);
        Assert.Contains("--labels names the labels of one file", _run.Declined(ExitCode.Usage, "train", "--data", "a", "b", "--labels", "labels"), StringComparison.Ordinal);
        File.WriteAllBytes(_run.PathOf("cut"), CodedRows.Pictures(60, 4, 4)[..^9]);
        Assert.Contains("the file ends after", _run.Declined(ExitCode.Data, "train", "--data", "cut"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Data, "--code must be at most 12, the numbers that a row has", "--code", "13")]
    [InlineData(ExitCode.Usage, "--code must be a whole number, from 1 to 100000; got '0'", "--code", "0")]
    [InlineData(ExitCode.Usage, "--hidden must be up to 16 numbers of units", "--hidden", "32,0")]
    [InlineData(ExitCode.Usage, "--hidden must be up to 16 numbers of units", "--hidden", "a lot")]
    [InlineData(ExitCode.Usage, "--kind must be one of denoising, plain, sparse, variational", "--kind", "deep")]
    [InlineData(ExitCode.Usage, "--seeds must be a whole number", "--seeds", "0")]
    [InlineData(ExitCode.Usage, "--test-share must be a number, more than 0 and less than 1", "--test-share", "1")]
    [InlineData(ExitCode.Usage, "--image must be height and width such as 8x8, or none; got 'square'", "--image", "square")]
    [InlineData(ExitCode.Data, "--image 2x2 needs 4 columns of numbers", "--image", "2x2")]
    [InlineData(ExitCode.Data, "Target 'income' has ", "--target", "income")]
    [InlineData(ExitCode.Data, "There is no column 'nope'", "--target", "nope")]
    [InlineData(ExitCode.Data, "No column is left to read", "--ignore", "1-8")]
    [InlineData(ExitCode.Data, "There must be at least 2 numbers in a row for a shorter code; got 1", "--columns", "age")]
    public void A_wish_that_cannot_be_met_is_one_line_with_its_exit_code(ExitCode code, string message, params string[] options)
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(60));
        Assert.Contains(message, _run.Declined(code, ["train", "--data", "my.csv", .. options]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "There must be at least 10 rows, so that some can be held out; got 1.")]
    [InlineData("a,b\n*", "There must be at least 2 numbers in a row for a shorter code; got 0. The columns: a: always the same value; b: always the same value.", "1,2\n")]
    [InlineData("a,b\n*", "There must be at least 2 numbers in a row for a shorter code; got 0. The columns: a: no value at all; b: no value at all.", "NA,NA\n")]
    [InlineData("", "the file is empty")]
    [InlineData("a,b\n", "there is a header but no row of data")]
    [InlineData("a,b\n1,2\0\n", "this is a binary file, not text")]
    public void Data_that_cannot_be_learned_from_is_one_line_and_exit_2(string text, string message, string line = "")
    {
        _run.Host.Write("my.csv", text.Replace("*", string.Concat(Enumerable.Repeat(line, 30)), StringComparison.Ordinal));
        Assert.Contains(message, _run.Declined(ExitCode.Data, "train", "--data", "my.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_runs_away_says_where_and_what_to_try()
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(60));
        var error = _run.Declined(ExitCode.Data, "train", "--data", "my.csv", "--learning-rate", "10", "--hidden", "64,64,64,64,64,64,64,64,64,64", "--kind", "plain", "--seeds", "1");
        Assert.Matches("Training ran away in epoch [0-9]+, batch [0-9]+: the loss is .*Lower --learning-rate \\(now 10\\), for example to 1\\.", error);
    }

    [Fact]
    public void A_guessed_target_that_holds_no_classes_is_coded_like_any_other_column()
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(60).Replace("income", "target", StringComparison.Ordinal));
        _run.Good(["train", "--data", "my.csv", .. CodedRows.Short]);
        Assert.Contains("which are no classes to measure codes by", _run.Error, StringComparison.Ordinal);
        Assert.Contains("60 rows of 5 columns", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_tells_pictures_and_labels_from_tables()
    {
        File.WriteAllBytes(_run.PathOf("bars-images-idx3-ubyte"), CodedRows.Pictures(60, 5, 4));
        _run.Good("inspect", "bars-images-idx3-ubyte");
        Assert.Contains("an IDX file of 60 pictures of 5 x 4", _run.Out, StringComparison.Ordinal);
        Assert.Contains("No labels lie beside it", _run.Out, StringComparison.Ordinal);
        File.WriteAllBytes(_run.PathOf("bars-labels-idx1-ubyte"), CodedRows.Labels(60, 4));
        _run.Good("inspect", "bars-images-idx3-ubyte");
        Assert.Contains("lie beside it: bars-labels-idx1-ubyte", _run.Out, StringComparison.Ordinal);
        Assert.EndsWith("DataEncoding train --data bars-images-idx3-ubyte\n", _run.Out, StringComparison.Ordinal);
        _run.Good("inspect", "bars-labels-idx1-ubyte");
        Assert.Contains("60 labels. Name the file of pictures", _run.Out, StringComparison.Ordinal);
        _run.Good("inspect", "bars-images-idx3-ubyte", "--json");
        Assert.Equal(60, _run.Host.Json().GetProperty("rows").GetInt32());
    }

    [Fact]
    public void Fewer_rows_than_a_batch_are_learned_from_all_the_same()
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(20));
        _run.Good(["train", "--data", "my.csv", "--batch", "500", .. CodedRows.Short]);
        Assert.InRange(_run.Figure("mse"), 0, 2);
        Assert.DoesNotContain("NaN", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_files_and_words_work_as_they_come()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string[] cities = ["北京", "上海", "广州"];
        var rows = Enumerable.Range(0, 90).Select(i => $"{cities[i % 3]},{20 + (i * 7 % 40)},{3000 + (i * 37 % 1000)},{(i % 2 == 0 ? "高" : "低")}\n");
        File.WriteAllText(_run.PathOf("客户.csv"), "城市,年龄,收入,类别\n" + string.Concat(rows), Encoding.GetEncoding("GB18030"));
        _run.Good(["train", "--data", "客户.csv", "--lang", "zh", .. CodedRows.Short]);
        Assert.Contains("类别（2 个类别）只用来衡量编码", _run.Out, StringComparison.Ordinal);
        Assert.Matches("结论 +(这里应当用 PCA：)?用 [0-9]+ 个", _run.Out);
        Assert.DoesNotMatch("[a-z]{3,} [a-z]{3,} [a-z]{3,}", _run.Out);
    }

    [Fact]
    public void Ctrl_c_leaves_nothing_behind()
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(300));
        _run.Host.Cancel.CancelAfter(150);
        Assert.Equal(ExitCode.Cancelled, _run.Run("train", "--data", "my.csv", "--epochs", "1000000", "--patience", "0"));
        Assert.Equal(["my.csv"], _run.Files);
    }

    [Fact]
    public void A_rule_that_does_not_hold_is_exit_4_and_the_run_is_there()
    {
        _run.Host.Write("my.csv", CodedRows.Mixed(60));
        Assert.Equal(ExitCode.Gate, _run.Run(["train", "--data", "my.csv", "--require", "mse<=0.000001", .. CodedRows.Short]));
        Assert.Contains("required mse<=", _run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_run.NewestModel));
    }

    public void Dispose() => _run.Dispose();
}
