using CEBase.Funds.Claims;
using CEBase.Platform.Exports;
using CEBase.Platform.Values;

namespace CEBase.Funds.LectureFees;

/// <summary>Where a fee goes.</summary>
/// <param name="Bank">Bank.</param>
/// <param name="Number">Card number, whole or masked.</param>
internal sealed record Transfer(string Bank, string Number);

/// <summary>The list as a workbook for the finance office: a line a payee and half-day, sums as formulas.</summary>
internal static class FeeListWorkbook
{
    private static readonly string[] Headings =
        ["姓名", "职称", "日期", "时段", "授课学时", "计费学时", "每学时税后（元）", "税后（元）", "代扣税款（元）", "税前（元）", "发放渠道", "开户银行", "银行卡号", "授课内容"];

    public static byte[] Make(FeeList list, IReadOnlyList<FeeLine> lines, IReadOnlyDictionary<long, Transfer> cards, DateOnly today)
    {
        using var book = new Workbook("讲课费发放表", $"{list.ClassNo} {list.ClassName} 讲课费发放表",
            $"{list.Number}，编制 {list.MadeByName}，核定 {(list.ConfirmedByName.Length > 0 ? list.ConfirmedByName : "未核定")}，{today.InTable()} 导出；只转账，不发现金；校内人员随工资发放和计税。", Headings);
        foreach (var l in lines)
        {
            var card = l.IsInHouse ? null : cards.GetValueOrDefault(l.InstructorId);
            book.Add(l.Name, l.Title, l.Day, l.HalfDay.Label(), l.Taught.Hours, l.Hours.Hours, l.Rate, l.Net, l.Tax, l.Gross, l.IsInHouse ? "校内工资" : "转账", card?.Bank ?? "", card?.Number ?? "", l.Note);
        }
        book.AddSums("合计", 8, 9, 10);
        return book.Finish();
    }
}
