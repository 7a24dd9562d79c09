using CEBase.Enrollment.Learners;
using OfficeOpenXml;

namespace CEBase.Enrollment.Logistics;

/// <summary>Rooms, meals and contacts of a class as a workbook; numbers are masked.</summary>
internal static class LogisticsExport
{
    public static byte[] Write(ClassCard card, LogisticsSetting setting, IReadOnlyList<Stay> stays, IReadOnlyList<(string Diet, IReadOnlyList<string> Names)> diets, string exportedBy, DateOnly today)
    {
        using var package = new ExcelPackage();
        var note = $"{today.InTable()} 由 {exportedBy} 导出。证件号码和电话已遮盖，用后请销毁。";
        Put(package, "住宿", $"{card.ClassNo} {card.Name} 住宿安排", note, ["房间", "姓名", "性别", "证件号码", "工作单位", "手机号", "到达", "车次"],
            stays.Where(s => s.NeedsLodging).OrderBy(s => s.RoomLabel ?? "￿").ThenBy(s => s.Bed)
                .Select(s => new object[] { s.RoomLabel ?? "未安排", s.Name, Sexes.Label(s.Sex), s.NumberMasked, s.Employer, s.Phone is null ? "" : Masking.Phone(s.Phone), s.ArrivesOn?.InTable() ?? "", s.ArrivalNote }));
        if (setting.UsesMeals)
        {
            var rows = new List<object[]> { new object[] { "用餐合计", stays.Count(s => s.Eats), "" } };
            rows.AddRange(diets.Select(d => new object[] { d.Diet, d.Names.Count, string.Join("、", d.Names) }));
            Put(package, "用餐", $"{card.ClassNo} {card.Name} 用餐", note, ["项目", "人数", "姓名"], rows);
        }
        if (setting.AsksContact)
        {
            Put(package, "紧急联系人", $"{card.ClassNo} {card.Name} 紧急联系人", note, ["姓名", "与联系人关系", "联系人电话"],
                stays.Where(s => s.PhoneMasked.Length > 0).Select(s => new object[] { s.Name, s.ContactRelation, s.PhoneMasked }));
        }
        return package.GetAsByteArray();
    }

    private static void Put(ExcelPackage package, string name, string title, string note, string[] headings, IEnumerable<object[]> rows)
    {
        var sheet = package.Workbook.Worksheets.Add(name);
        sheet.Cells[1, 1].Value = title;
        sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Cells[2, 1].Value = note;
        for (var c = 0; c < headings.Length; c++)
        {
            sheet.Cells[3, c + 1].Value = headings[c];
            sheet.Cells[3, c + 1].Style.Font.Bold = true;
            sheet.Column(c + 1).Width = 18;
        }
        var line = 4;
        foreach (var row in rows)
        {
            for (var c = 0; c < row.Length; c++)
            {
                sheet.Cells[line, c + 1].Value = row[c];
            }
            line++;
        }
        sheet.View.FreezePanes(4, 1);
    }
}
