using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>Fields of a line that only some kinds of cost ask for.</summary>
[Flags]
internal enum LineField
{
    None = 0,
    HalfDay = 1 << 0,
    Hours = 1 << 1,
    Persons = 1 << 2,
    Nights = 1 << 3,
    BoardDays = 1 << 4,
    City = 1 << 5,
    PersonLevel = 1 << 6,
    Expert = 1 << 7,
    ByCorrespondence = 1 << 8,
    IsNet = 1 << 9,
    OwnStaff = 1 << 10,
    Invoice = 1 << 11,

    /// <summary>What the spending standards are compared with.</summary>
    Measures = Invoice - 1,

    All = Measures | Invoice,
}

/// <summary>Which kind of cost asks for which fields: what its rules and standards read.</summary>
internal static class LineFields
{
    public static LineField Fields(this LineKind kind) => kind switch
    {
        LineKind.Lecture => LineField.HalfDay | LineField.Hours | LineField.Expert | LineField.IsNet | LineField.OwnStaff,
        LineKind.Consultation => LineField.HalfDay | LineField.Expert | LineField.ByCorrespondence | LineField.IsNet | LineField.OwnStaff,
        LineKind.Labour => LineField.HalfDay | LineField.IsNet | LineField.OwnStaff,
        LineKind.Travel => LineField.Persons | LineField.BoardDays | LineField.Invoice,
        LineKind.Lodging => LineField.City | LineField.Nights | LineField.Persons | LineField.PersonLevel | LineField.Invoice,
        LineKind.Purchase => LineField.Invoice,
        _ => LineField.Persons | LineField.Invoice,
    };
}
