namespace CEBase.Income.Bills;

/// <summary>Who took a register of income away as a file stands in the trace.</summary>
internal sealed class RegisterExport(IDatabase database, Trace trace, ICurrentUser user)
{
    /// <param name="what">到账台账.</param>
    /// <param name="count">How many lines.</param>
    public Task NoteAsync(string what, int count) =>
        database.WriteAsync(db => trace.AppendAsync(db, new TraceEntry("IncomeLedger", 0, "export_income") { Comment = $"{what}，{count} 行" }, user));
}
