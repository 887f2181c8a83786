using Pipelines.Data;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Reduction;

public sealed class IncrementalPcaTests
{
    [Fact]
    public void Finds_the_same_bits_as_the_covariance_in_memory()
    {
        var x = PcaTests.Noise(7000, 190, 100);
        var (memory, stream) = (new Pca(new() { Components = 7 }).Fit(x), new IncrementalPca(new() { Components = 7 }).Fit(new Rationed(x, 1000)));
        Assert.Equal(memory.Mean, stream.Mean);
        Assert.Equal(memory.Components.Values, stream.Components.Values);
        Assert.Equal(memory.ExplainedVariance, stream.ExplainedVariance);
        Assert.Equal(7000, stream.Rows);
    }

    [Theory, InlineData("wine"), InlineData("cancer"), InlineData("digits")]
    public void Variances_are_those_of_scikit_learn(string set)
    {
        var golden = GoldenSets.Numbers[$"{set}.variance"];
        var model = new IncrementalPca(new() { Components = golden.Length }).Fit(new Rationed(GoldenSets.Of(set), 17));
        Assert.All(golden.Zip(model.ExplainedVariance.ToArray()), pair => Assert.Equal(1, pair.Second / pair.First, 1e-5));
    }

    [Fact]
    public void Statistics_of_parts_join_to_those_of_the_whole()
    {
        var x = PcaTests.Noise(5000, 20, 0);
        for (var r = 0; r < x.Rows; r++)
        {
            x[r][3] += r * 10; // a mean that shifts from part to part
        }
        var whole = new ScatterMatrix(20);
        whole.Add(x.View[..3072].Values, 1, TestContext.Current.CancellationToken);
        whole.Add(x.View[3072..].Values, 1, TestContext.Current.CancellationToken);
        var (one, other) = (new ScatterMatrix(20), new ScatterMatrix(20));
        one.Add(x.View[..1234].Values, 1, TestContext.Current.CancellationToken);
        other.Add(x.View[1234..4000].Values, 1, TestContext.Current.CancellationToken);
        other.Add(x.View[4000..].Values, 1, TestContext.Current.CancellationToken);
        one.Add(other, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(5000, one.Rows);
        Assert.All(whole.Mean.Zip(one.Mean), p => Assert.Equal(p.First, p.Second, 1e-8 * Math.Max(1, Math.Abs(p.First))));
        for (var i = 0; i < 20; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var scale = Math.Sqrt(whole.Scatter[i * 21] * whole.Scatter[j * 21]);
                Assert.Equal(whole.Scatter[(i * 20) + j] / scale, one.Scatter[(i * 20) + j] / scale, 1e-10);
            }
        }
    }

    [Theory, InlineData(3071), InlineData(3072), InlineData(3073), InlineData(6144), InlineData(10_000)]
    public void Reading_ahead_changes_no_bit(int rows)
    {
        var x = PcaTests.Noise(rows, 20, 3);
        var one = new IncrementalPca().Fit(new Rationed(x, 700), new() { Threads = 1 });
        var ahead = new IncrementalPca().Fit(new Rationed(x, 700), new() { Threads = 3 });
        Assert.Equal(rows, ahead.Rows);
        Assert.Equal(one.ExplainedVariance, ahead.ExplainedVariance);
        Assert.Equal(one.Components.Values, ahead.Components.Values);
    }

    [Theory, InlineData(1), InlineData(2)]
    public void What_the_source_says_against_its_rows_is_heard_and_the_source_closed(int threads)
    {
        var source = new Breaking();
        Assert.Equal("row 5000 cannot be read", Assert.Throws<InvalidDataException>(() => new IncrementalPca().Fit(source, new() { Threads = threads })).Message);
        Assert.Equal(0, source.Opened);
    }

    [Theory, InlineData(1), InlineData(2)]
    public void Names_the_row_of_the_stream_that_is_not_finite(int threads)
    {
        var x = PcaTests.Noise(5000, 3, 0);
        x[4321][2] = float.NaN;
        Assert.Contains("row 4321, column 2", Assert.Throws<DataException>(() => new IncrementalPca().Fit(new Rationed(x, 500), new() { Threads = threads })).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => new IncrementalPca(new() { Components = 4 }).Fit(RowSource.Of(x.View[..10])));
    }

    /// <summary>Gives at most so many rows at a time and does not say how many there are.</summary>
    private sealed class Rationed(Matrix rows, int most) : IRowSource
    {
        public int Columns => rows.Columns;

        public long? Rows => null;

        public IRowCursor Open() => new Cursor(RowSource.Of(rows).Open(), rows.Columns * most);

        private sealed class Cursor(IRowCursor cursor, int most) : IRowCursor
        {
            public int Read(Span<float> block) => cursor.Read(block[..Math.Min(block.Length, most)]);

            public void Dispose() => cursor.Dispose();
        }
    }

    /// <summary>Five thousand rows, and then an error.</summary>
    private sealed class Breaking : IRowSource, IRowCursor
    {
        private int _given;

        public int Opened { get; private set; }

        public int Columns => 2;

        public long? Rows => null;

        public IRowCursor Open()
        {
            Opened++;
            return this;
        }

        public int Read(Span<float> block)
        {
            var count = Math.Min(block.Length / 2, 5000 - _given);
            for (var i = 0; i < 2 * count; i++)
            {
                block[i] = (_given + i) % 7;
            }
            _given += count;
            return count > 0 ? count : throw new InvalidDataException("row 5000 cannot be read");
        }

        public void Dispose() => Opened--;
    }
}
