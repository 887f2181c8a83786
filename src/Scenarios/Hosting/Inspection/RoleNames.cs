namespace Scenarios.Hosting.Inspection;

/// <summary>What people call the columns of each role, in English and Chinese, the surest first. Case, blanks and signs do not matter.</summary>
public static class RoleNames
{
    /// <summary>Who.</summary>
    public static IReadOnlyList<string> User { get; } =
    [
        "user id", "customer id", "member id", "uid", "用户id", "用户编号", "用户号", "客户id", "客户编号", "客户号", "客户代码", "会员id", "会员编号", "会员号", "会员卡号", "买家id",
        "user", "customer", "client", "member", "buyer", "person", "reviewer", "用户", "客户", "会员", "顾客", "买家", "读者", "观众", "用户名", "客户名称", "会员名", "user name", "customer name",
    ];

    /// <summary>What.</summary>
    public static IReadOnlyList<string> Item { get; } =
    [
        "item id", "movie id", "film id", "product id", "book id", "article id", "sku id", "iid", "商品id", "商品编号", "商品编码", "商品代码", "产品编号", "产品编码", "产品id", "物料编号", "物料编码", "物料号", "物料id",
        "货号", "电影id", "电影编号", "影片id", "stock code", "sku", "isbn", "item", "movie", "film", "product", "book", "article", "song", "track", "商品", "产品", "物料", "电影", "影片", "图书", "歌曲", "物品", "项目",
        "商品名称", "产品名称", "物料名称", "电影名称", "电影名", "影片名", "item name", "product name", "movie name", "title", "片名",
    ];

    /// <summary>What the item is called.</summary>
    public static IReadOnlyList<string> ItemName { get; } =
        ["title", "item name", "movie title", "movie name", "product name", "description", "name", "商品名称", "商品名", "产品名称", "物料名称", "物料描述", "电影名称", "电影名", "片名", "名称", "标题"];

    /// <summary>How much it was liked.</summary>
    public static IReadOnlyList<string> Rating { get; } = ["rating", "ratings", "stars", "star rating", "score", "评分", "打分", "星级", "得分", "评级", "分数", "满意度"];

    /// <summary>When.</summary>
    public static IReadOnlyList<string> Time { get; } =
    [
        "timestamp", "time stamp", "date time", "datetime", "time", "date", "order date", "order time", "invoice date", "purchase date", "created at", "created", "ts", "时间戳", "日期时间", "时间", "日期", "下单时间", "下单日期",
        "订单日期", "订单时间", "交易日期", "交易时间", "购买日期", "购买时间", "评分时间", "采集时间", "记录时间", "创建时间",
    ];

    /// <summary>How much money.</summary>
    public static IReadOnlyList<string> Amount { get; } =
        ["amount", "total amount", "total", "sales", "revenue", "spend", "order amount", "line total", "金额", "总金额", "销售额", "订单金额", "交易金额", "消费金额", "实付金额", "应付金额", "总价", "合计"];

    /// <summary>How many.</summary>
    public static IReadOnlyList<string> Quantity { get; } = ["quantity", "qty", "count", "units", "number of units", "数量", "件数", "购买数量", "销售数量", "次数"];

    /// <summary>Money a piece.</summary>
    public static IReadOnlyList<string> Price { get; } = ["unit price", "price", "单价", "价格", "售价", "销售单价"];

    /// <summary>Which purchase.</summary>
    public static IReadOnlyList<string> Order { get; } =
        ["order id", "invoice no", "invoice", "transaction id", "basket id", "receipt id", "order no", "order", "transaction", "basket", "订单号", "订单编号", "订单id", "交易号", "交易编号", "小票号", "流水号", "发票号", "单号"];

    /// <summary>Which machine.</summary>
    public static IReadOnlyList<string> Device { get; } =
        ["device id", "machine id", "unit id", "equipment id", "asset id", "device", "machine", "equipment", "asset", "unit", "设备编号", "设备号", "设备id", "机台号", "机器编号", "设备", "设备名称", "机台", "机组", "机器"];

    /// <summary>Which measuring point.</summary>
    public static IReadOnlyList<string> Tag { get; } = ["tag", "tag name", "sensor id", "sensor", "channel", "point", "测点", "测点编号", "测点名称", "位号", "传感器", "通道", "指标"];

    /// <summary>Yes or no: the answer to learn.</summary>
    public static IReadOnlyList<string> YesNo { get; } = ["label", "target", "failure", "failed", "defect", "defective", "churn", "churned", "response", "outcome", "bought", "is fraud", "class", "是否", "是否合格", "是否故障", "是否流失", "是否购买", "是否响应", "标签", "故障", "不良", "缺陷", "合格"];
}
