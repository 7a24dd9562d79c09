using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>The list as a workbook for the finance office: a line a payee and half-day, sums as formulas.</summary>
internal static class FeeListWorkbook
{
    private static readonly string[] Headings =
        ["姓名", "职称", "日期", "时段", "授课学时", "计费学时", "每学时税后（元）", "税后（元）", "代扣税款（元）", "税前（元）", "发放渠道", "开户银行", "银行卡号", "授课内容或事由"];

    public static byte[] Make(FeeList list, IReadOnlyList<FeeLine> lines, IReadOnlyDictionary<FeeOwner, Transfer> cards, DateOnly today)
    {
        using var book = new Workbook(list.Title, $"{list.Serves} {list.Title}",
            $"{list.Number}，{FeeMonth.InText(list.MonthOn(today))}发放，编制 {list.MadeByName}，核定 {(list.ConfirmedByName.Length > 0 ? list.ConfirmedByName : "未核定")}，{today.InTable()} 导出；只转账，不发现金；校内人员随工资发放和计税。", Headings);
        foreach (var l in lines)
        {
            var card = l.IsInHouse ? null : cards.GetValueOrDefault(l.Owner);
            var isLecture = list.Kind == LineKind.Lecture;
            book.Add(l.Name, l.Title, l.UntilDay > l.Day ? l.When : l.Day, l.HalfDay.Label(), isLecture ? l.Taught.Hours : null, isLecture ? l.Hours.Hours : null, isLecture ? l.Rate : null, l.Net, l.Tax, l.Gross,
                l.IsInHouse ? "校内工资" : "转账", card?.Bank ?? "", card?.Number ?? "", l.Note);
        }
        book.AddSums("合计", 8, 9, 10);
        return book.Finish();
    }
}
