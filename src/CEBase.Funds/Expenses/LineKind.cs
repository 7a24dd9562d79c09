namespace CEBase.Funds.Expenses;

/// <summary>What a line pays for; decides which rules look at it.</summary>
internal enum LineKind
{
    Purchase,
    Service,
    Lecture,
    Consultation,
    Labour,
    Travel,
    Lodging,
    Other,
}

/// <summary>When on the day a fee was earned.</summary>
internal enum HalfDay
{
    /// <summary>Not told, or the whole day.</summary>
    Whole,

    Morning,
    Afternoon,
    Evening,
}

/// <summary>Words of kinds and half-days.</summary>
internal static class ExpenseWords
{
    public static string Label(this LineKind kind) => kind switch
    {
        LineKind.Purchase => "采购",
        LineKind.Service => "委托服务",
        LineKind.Lecture => "讲课费",
        LineKind.Consultation => "专家咨询费",
        LineKind.Labour => "劳务费",
        LineKind.Travel => "差旅费",
        LineKind.Lodging => "食宿费",
        _ => "其他",
    };

    public static string Label(this HalfDay half) => half switch
    {
        HalfDay.Morning => "上午",
        HalfDay.Afternoon => "下午",
        HalfDay.Evening => "晚上",
        _ => "全天或不适用",
    };

    /// <summary>Kinds that an invoice proves.</summary>
    public static bool NeedsInvoice(this LineKind kind) => kind is LineKind.Purchase or LineKind.Service or LineKind.Travel or LineKind.Lodging;
}
