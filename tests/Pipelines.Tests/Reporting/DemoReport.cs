using Pipelines.Evaluation;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace Pipelines.Tests.Reporting;

/// <summary>A report with every block and every chart, for tests and for looking at. Its figures are invented.</summary>
internal static class DemoReport
{
    internal static readonly Metric[] Ours =
    [
        new("rmse", 0.8641, Better.Lower, new(0.8585, 0.8697)), new("mae", 0.6612, Better.Lower, new(0.657, 0.6655)), new("coverage", 1, Better.Higher),
        new("ndcg@10", 0.2718, Better.Higher, new(0.262, 0.281)), new("hit_rate@10", 0.757, Better.Higher, new(0.72, 0.79)), new("time", 8.31, Better.Lower), new("mcc", double.NaN, Better.Higher),
    ];

    internal static readonly Metric[] Averages =
    [
        new("rmse", 0.8889, Better.Lower, new(0.883, 0.895)), new("mae", 0.6831, Better.Lower, new(0.679, 0.688)), new("coverage", 1, Better.Higher), new("ndcg@10", 0.138, Better.Higher, new(0.129, 0.147)),
        new("hit_rate@10", 0.511, Better.Higher, new(0.47, 0.55)), new("time", 0.021, Better.Lower),
    ];

    internal static Report Make(Language language)
    {
        var texts = TextTable.Load(language);
        string Say(string english, string chinese) => language == Language.Chinese ? chinese : english;
        MetricSet[] models =
        [
            new("bayesian-mf", Say("Bayesian matrix factorisation", "贝叶斯矩阵分解"), Ours),
            new("biases", Say("Person and film averages", "用户与电影均值"), Averages),
            new("mean", Say("Always the mean", "总是均值"), [new("rmse", 1.061, Better.Lower)]),
        ];
        return new ReportBuilder(texts, Say("Which films will a person like?", "用户会喜欢哪些电影？"))
            .Subtitle(Say("100,004 MovieLens ratings by 671 people of 9,066 films, 1995 to 2016", "671 位用户对 9,066 部电影的 100,004 条 MovieLens 评分，1995 至 2016 年"))
            .Verdict(Tone.Mixed,
                Say("Lists are twice as good as showing the most popular films; stars are 3 % closer than averages.", "推荐列表的效果是热门榜的两倍；预测评分比均值更准 3 %。"),
                Say("Three lists in four hold at least one film the person likes (95 % sure: 72 to 79 %).", "四分之三的列表至少命中一部用户喜欢的电影（95 % 置信区间：72 % 至 79 %）。"),
                Say("Use the lists as they are; show predicted stars with their interval.", "列表可以直接使用；预测评分请连同区间一起展示。"),
                Say("Films nobody has rated are about one star off: ask new people for five films first.", "没有评分的电影误差约为一星：新用户请先选五部电影。"))
            .Card(Card.Of(texts, Ours[0], Say("averages 0.889, mean 1.061", "均值基线 0.889，总是均值 1.061"), Tone.Good))
            .Card(Card.Of(texts, Ours[3], Say("most popular 0.138", "热门榜 0.138"), Tone.Good))
            .Card(Card.Of(texts, Ours[2], Say("718 rows of films new to the model", "其中 718 行为冷启动电影"), Tone.Mixed))
            .Card(Card.Of(texts, Ours[5], Say("2 threads, 214 MB", "2 线程，214 MB")))
            .Metrics(models)
            .Main(MetricTable.Of(texts, models, "rmse", "mae", "coverage"))
            .Section("data", Say("The data", "数据"), s => Data(s, Say))
            .Section("stars", Say("Predicted stars", "预测评分"), s => Stars(s, models, Say))
            .Section("lists", Say("Top 10 lists", "前 10 推荐列表"), s => Lists(s, Say))
            .Section("people", Say("Three people", "三位用户"), s => People(s, Say))
            .Section("machine", Say("A machine over time", "设备运行情况"), s => Machine(s, Say))
            .Section("use", Say("Use it on your data", "用于自己的数据"), s => s
                .Numbered(Say("Look at the columns.", "查看列。"), Say("Copy the line it suggests.", "复制建议的命令。"), Say("Read the verdict.", "阅读结论。"))
                .Code("MovieRecommendation inspect my.csv\nMovieRecommendation train --data my.csv --user-col user --item-col item --rating-col stars --time-col when --out runs/mine"))
            .Fact("data", "movielens-small/ratings.csv").Fact("data.hash", "3f6a41c9e1f0b6a2d1d80fb2a9c1f5e2f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5").Fact("rows", 100_004L).Fact("split", Say("random, 80/20", "随机，80/20"))
            .Fact("seed", 42L).Fact("time.seconds", 8.31).Fact("memory.bytes", 214_000_000L).Fact("report.drift", double.NaN).Fact("options.bmf.biases", true)
            .RepeatLine("MovieRecommendation train --seed 42 --threads 2")
            .Term(Say("Baseline", "基线"), Say("A trivial method that any model must beat.", "任何模型都必须超过的简单方法。"))
            .Build();
    }

    private static void Data(SectionBuilder s, Func<string, string, string> say)
    {
        var rng = Rng.At(5);
        var counts = new double[671];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = Math.Log10(20 + Math.Exp(3.9 + (1.1 * rng.NextGaussian())));
        }
        double[] stars = [1101, 3326, 1687, 7271, 4449, 20064, 10538, 28750, 7723, 15095];
        s.Lead(say("Most films have few ratings: one film in three was rated once.", "大多数电影评分很少：三分之一的电影只有一条评分。"))
            .Note(say("7 films have no title; they are listed by their id.", "7 部电影没有片名，以编号列出。"))
            .SideBySide(
                ("", c => c.Chart(new Histogram("stars-given", say("Stars given", "评分分布"), [.. stars.Select((n, i) => new HistogramBin((i * 0.5) + 0.25, (i * 0.5) + 0.75, n))])
                {
                    X = new(say("Stars", "星级")),
                    Y = new(say("Ratings", "评分数")),
                    Lines = [new(3.544, say("mean 3.54", "均值 3.54"))],
                })),
                ("", c => c.Chart(Histogram.Of("activity", say("Ratings a person, as a power of ten", "每位用户的评分数（10 的幂）"), counts, 16) with { X = new("log10") })))
            .Table(t => t.Text(say("Check", "检查")).Bar(say("Rows", "行数"), NumberFormat.Whole).Text(say("What was done", "处理"))
                .Row(say("Read", "读取"), 100_004, say("kept", "保留")).Row(say("Dropped", "丢弃"), 0, say("none", "无")).Row(say("Cold test rows", "冷启动测试行"), 718, say("scored by biases", "用偏置评分"))
                .Caption(say("Every row is accounted for", "每一行都有去向")));
    }

    private static void Stars(SectionBuilder s, MetricSet[] models, Func<string, string, string> say)
    {
        double[] train = [.. Enumerable.Range(0, 150).Select(i => 0.72 + (0.35 * Math.Exp(-i / 18.0)))], test = [.. Enumerable.Range(0, 150).Select(i => 0.864 + (0.19 * Math.Exp(-i / 14.0)))];
        string[] groups = [say("20–34 ratings", "20–34 条评分"), say("35–70", "35–70 条"), say("71–160", "71–160 条"), say("over 160 ratings, the most active people", "160 条以上的最活跃用户")];
        s.Lead(say("Half a star closer for busy people than for new ones.", "活跃用户的预测明显好于新用户。"))
            .Metrics(models, "rmse", "mae", "coverage", "ndcg@10", "hit_rate@10", "time")
            .Chart(new LineChart("learning", say("Learning curve", "学习曲线"), [LineSeries.Of(say("training", "训练集"), train), LineSeries.Of(say("test", "测试集"), test) with
            {
                Low = [.. test.Select(v => v - 0.012)],
                High = [.. test.Select(v => v + 0.012)],
            }])
            {
                X = new(say("Sweep", "轮次")),
                Y = new("RMSE") { Format = NumberFormat.Fixed(3) },
                YLines = [new(0.8889, say("averages 0.889", "均值基线 0.889"))],
                XLines = [new(60, say("burn-in ends", "预热结束"))],
                Caption = say("The test error settles after about 60 sweeps and stays below the averages.", "约 60 轮后测试误差趋于稳定，并低于均值基线。"),
            })
            .Chart(new BarChart("by-activity", say("Error by activity of the person", "按用户活跃度划分的误差"), groups,
                [new(say("this model", "本模型"), [0.934, 0.889, 0.861, 0.832]) { Low = [0.91, 0.87, 0.85, 0.82], High = [0.958, 0.908, 0.873, 0.844] }, new(say("averages", "均值基线"), [0.951, 0.914, 0.89, 0.866])])
            {
                Value = new("RMSE") { Format = NumberFormat.Fixed(3) },
                LabelHeading = say("Person", "用户"),
                Lines = [new(1.061, say("always the mean 1.061", "总是均值 1.061"))],
            })
            .Chart(new HeatMap("confusion", say("Predicted against given stars", "预测星级与实际星级"), ["1", "2", "3", "4", "5"], ["1", "2", "3", "4", "5"],
                [[0.21, 0.38, 0.33, 0.08, 0], [0.05, 0.31, 0.48, 0.15, 0.01], [0.01, 0.1, 0.52, 0.35, 0.02], [0, 0.03, 0.28, 0.58, 0.11], [0, 0.01, 0.12, 0.51, 0.36]])
            {
                Format = NumberFormat.Percent(0),
                RowHeading = say("given", "实际"),
                ColumnHeading = say("predicted", "预测"),
            })
            .Chart(new HeatMap("correlation", say("Correlation of genres", "类型相关性"), Genres(say), Genres(say),
                [[1, 0.35, -0.2, -0.31], [0.35, 1, -0.11, double.NaN], [-0.2, -0.11, 1, 0.62], [-0.31, double.NaN, 0.62, 1]])
            { Scale = HeatScale.Diverging, Format = NumberFormat.Fixed(2) });
    }

    private static string[] Genres(Func<string, string, string> say) => [say("Action", "动作"), say("Science fiction", "科幻"), say("Drama", "剧情"), say("Romance", "爱情")];

    private static void Lists(SectionBuilder s, Func<string, string, string> say)
    {
        var rng = Rng.At(9);
        string[] kinds = [say("in somebody's list", "进入推荐"), say("never listed", "从未推荐"), say("new", "新片")];
        var points = new List<ScatterPoint>();
        for (var i = 0; i < 260; i++)
        {
            var popular = Math.Exp(1 + (1.4 * rng.NextGaussian()));
            points.Add(new(popular, 3.5 + (0.5 * rng.NextGaussian()) + (0.05 * Math.Log(popular)), kinds[popular > 6 ? 0 : popular > 0.8 ? 1 : 2], i < 12 ? $"Film {i}" : "", 1));
        }
        points[3] = points[3] with { Label = "<script>alert(\"Tom & Jerry\")</script>" };
        double[] recall = [.. Enumerable.Range(0, 41).Select(i => i / 40.0)];
        s.Lead(say("People see films they did not know and like three in four lists.", "四分之三的列表能让用户发现喜欢的新片。"))
            .Chart(new BarChart("by-length", say("Hit rate by length of the list", "不同列表长度的命中率"), ["5", "10", "20", "50"],
                [new("EASE", [0.61, 0.757, 0.86, 0.95]), new(say("most popular", "热门榜"), [0.37, 0.511, 0.66, 0.83])])
            { Upright = true, Value = new(say("Lists with a hit", "命中的列表")) { Format = NumberFormat.Percent(0) }, LabelHeading = say("Length", "长度") })
            .Chart(new ScatterChart("popularity", say("Popularity and stars", "热度与评分"), points)
            {
                X = new(say("Ratings of the film", "电影评分数")) { Scale = AxisScale.Log },
                Y = new(say("Mean stars", "平均星级")),
                ShowLabels = true,
                YLines = [new(3.54, say("mean of all", "总体均值"))],
            })
            .Chart(new LineChart("pr", say("Precision and recall", "精确率与召回率"), [new("EASE", recall, [.. recall.Select(r => 0.62 * Math.Pow(1 - r, 0.8))]), new("iALS", recall, [.. recall.Select(r => 0.55 * Math.Pow(1 - r, 0.8))]),
                new(say("popular", "热门榜"), recall, [.. recall.Select(r => 0.3 * Math.Pow(1 - r, 0.9))]) { Dashed = true }, new(say("chance", "随机"), recall, [.. recall.Select(_ => 0.012)]) { Dashed = true }])
            {
                X = new(say("Recall", "召回率")) { Format = NumberFormat.Percent(0) },
                Y = new(say("Precision", "精确率")) { Format = NumberFormat.Percent(0) },
            })
            .Table(t => t.Text(say("Film", "电影")).Number(say("Ratings", "评分数"), NumberFormat.Whole).Bar(say("Weight", "权重"), NumberFormat.Fixed(2), say("How much it pulls the list up or down", "对列表的影响")).Text(say("Genres", "类型"))
                .Rows(Enumerable.Range(0, 60), i => [i == 1 ? "M*A*S*H | a.k.a. <b>MASH</b> (1970)" : i == 2 ? "千与千寻 (2001)" : $"Film {i} (19{10 + i})", 400 - (i * 5), 1 - (i * 0.04), say("Comedy, Drama, War", "喜剧、剧情、战争")])
                .Limit(8, "predictions.csv", 9066).Caption(say("Films that stand in most lists", "出现在最多列表中的电影")));
    }

    private static void People(SectionBuilder s, Func<string, string, string> say)
    {
        string[] names = [say("Busy: person 547, 2,391 ratings", "活跃：用户 547，2,391 条评分"), say("Median: person 118, 71 ratings", "中等：用户 118，71 条评分"), say("New: person 609, 20 ratings", "新用户：用户 609，20 条评分")];
        foreach (var name in names)
        {
            s.SideBySide(name,
                (say("Liked before", "历史喜好"), c => c.Bullets("Heat (1995) ★5", "The Usual Suspects (1995) ★5", "Fargo (1996) ★4.5")),
                (say("Recommended", "推荐"), c => c.Table(t => t.Text(say("Film", "电影")).Number(say("Stars", "星级"), NumberFormat.Fixed(1)).Row("L.A. Confidential (1997)", new Cell(null, 4.4) { Note = "3.1–5" }).Row("Casino (1995)", new Cell(null, 4.2) { Note = "2.9–5" }))),
                (say("Because of", "原因"), c => c.Bullets("Heat 38 %", "Fargo 21 %")));
        }
    }

    private static void Machine(SectionBuilder s, Func<string, string, string> say)
    {
        const double start = 1_710_000_000;
        double[] time = [.. Enumerable.Range(0, 3000).Select(i => start + (i * 3600.0))];
        var rng = Rng.At(11);
        double[] health = [.. Enumerable.Range(0, 3000).Select(i => i is > 900 and < 1000 ? double.NaN : 92 - (i > 2000 ? (i - 2000) * 0.058 : 0) + (2.5 * rng.NextGaussian()))];
        s.Warning(say("Health falls since 31 May; look first at bearing temperature (61 %).", "自 5 月 31 日起健康指数下降；请先检查轴承温度（61 %）。"))
            .Chart(new LineChart("health", say("Health index of machine 7", "7 号设备健康指数"), [new(say("health", "健康指数"), time, health)])
            {
                X = new("") { Scale = AxisScale.Time },
                Y = new(say("Health, 0 to 100", "健康指数（0 至 100）")) { Low = 0, High = 100 },
                YLines = [new(60, say("limit", "控制限"))],
                Spans = [new(start, start + (900 * 3600), say("training", "训练"), Tone.Good), new(start + (900 * 3600), start + (1000 * 3600), say("off", "停机")), new(start + (2560 * 3600), start + (2990 * 3600.0), say("alarm", "报警"), Tone.Poor)],
                XLines = [new(start + (2900 * 3600), say("failure", "故障"))],
                Aspect = 0.35,
            })
            .Chart(new LineChart("regret", say("Regret on a logarithmic axis", "对数坐标的遗憾值"), [.. Enumerable.Range(0, 9).Select(k => LineSeries.Of("ε = " + (k / 10.0).ToString(System.Globalization.CultureInfo.InvariantCulture), [.. Enumerable.Range(1, 60).Select(i => (k + 1) * Math.Pow(i, 0.4 + (k * 0.07)))]))])
            {
                X = new(say("Step", "步")),
                Y = new(say("Regret", "遗憾值")) { Scale = AxisScale.Log },
            })
            .Chart(new LineChart("empty", say("Nothing measured", "没有数据"), [LineSeries.Of("x", [double.NaN])]));
    }
}
