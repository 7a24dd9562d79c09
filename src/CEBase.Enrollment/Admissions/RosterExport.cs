using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Enrollment.Admissions;

/// <summary>The roster of a class as a workbook, numbers and phones masked.</summary>
internal static class RosterExport
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly (string Heading, double Width)[] Columns =
        [("序号", 6), ("姓名", 12), ("性别", 6), ("证件号码", 22), ("工作单位", 32), ("专业技术职务", 16), ("手机号", 16), ("状态", 10), ("分组", 14), ("来源", 14), ("报名时间", 18)];

    public static byte[] Write(ClassCard card, IReadOnlyList<AdmissionRow> rows, string exportedBy, DateOnly today)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("学员名册");
        sheet.Cells[1, 1].Value = $"{card.ClassNo} {card.Name} 学员名册";
        sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Cells[2, 1].Value = $"{today.InTable()} 由 {exportedBy} 导出，共 {rows.Count} 人。证件号码和手机号已遮盖。";
        for (var c = 0; c < Columns.Length; c++)
        {
            sheet.Column(c + 1).Width = Columns[c].Width;
            var head = sheet.Cells[3, c + 1];
            head.Value = Columns[c].Heading;
            head.Style.Font.Bold = true;
            head.Style.Border.Bottom.Style = ExcelBorderStyle.Thin;
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            object[] cells =
            [
                i + 1, row.Name, Sexes.Label(row.Sex), row.NumberMasked, row.Employer, row.Title, row.Phone is null ? "" : Masking.Phone(row.Phone),
                EnrolmentLooks.Of(row.State).Label, row.GroupLabel ?? "", Sources.Label(row.Source), row.AppliedAt.InTable(),
            ];
            for (var c = 0; c < cells.Length; c++)
            {
                sheet.Cells[i + 4, c + 1].Value = cells[c];
            }
        }
        sheet.View.FreezePanes(4, 3);
        return package.GetAsByteArray();
    }
}
