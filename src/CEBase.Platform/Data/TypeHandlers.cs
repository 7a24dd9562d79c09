using System.Data;
using CEBase.Platform.Values;
using Dapper;

namespace CEBase.Platform.Data;

/// <summary>How the small types are stored, the same in both databases.</summary>
internal static class TypeHandlers
{
    private static readonly Lock Gate = new();
    private static bool _registered;

    /// <summary>The stored form of an instant: UTC, fixed width.</summary>
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
            {
                return;
            }
            _registered = true;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            Add(new Handler<DateOnly>(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), v => DateOnly.ParseExact((string)v, "yyyy-MM-dd", CultureInfo.InvariantCulture), DbType.String));
            Add(new Handler<TimeOnly>(t => t.ToString("HH:mm", CultureInfo.InvariantCulture), v => TimeOnly.ParseExact((string)v, "HH:mm", CultureInfo.InvariantCulture), DbType.String));
            Add(new Handler<DateTimeOffset>(i => i.ToUniversalTime().ToString(InstantFormat, CultureInfo.InvariantCulture), v => DateTimeOffset.ParseExact((string)v, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), DbType.String));
            Add(new Handler<Money>(m => m.Fen, v => new Money(Convert.ToInt64(v)), DbType.Int64));
            Add(new Handler<StudyHours>(h => h.Tenths, v => new StudyHours(Convert.ToInt32(v)), DbType.Int32));
        }
    }

    private static void Add<T>(Handler<T> handler) where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    private sealed class Handler<T>(Func<T, object> write, Func<object, T> read, DbType type) : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.DbType = type;
            parameter.Value = value is null ? DBNull.Value : write(value);
        }

        public override T Parse(object value) => read(value);
    }
}
