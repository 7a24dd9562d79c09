using System.Collections.Concurrent;
using CEBase.Catalogue;

namespace CEBase.Tests.Enrollment;

/// <summary>Classes as a test sets them, in place of the catalogue.</summary>
internal sealed class FakeClasses : IClassDirectory
{
    private readonly ConcurrentDictionary<long, ClassCard> _cards = [];
    private readonly ConcurrentDictionary<long, IReadOnlyList<SeatQuota>> _quotas = [];

    public ClassCard Put(ClassCard card, params SeatQuota[] quotas)
    {
        _cards[card.Id] = card;
        _quotas[card.Id] = quotas;
        return card;
    }

    public void Remove(long id)
    {
        _cards.TryRemove(id, out _);
        _quotas.TryRemove(id, out _);
    }

    public ClassCard this[long id] => _cards[id];

    public Task<ClassCard?> FindAsync(DbScope db, string classNo) => Task.FromResult(_cards.Values.FirstOrDefault(c => c.ClassNo == classNo));

    public Task<IReadOnlyList<ClassCard>> GetAsync(DbScope db, IReadOnlyCollection<long> ids) =>
        Task.FromResult<IReadOnlyList<ClassCard>>([.. ids.Where(_cards.ContainsKey).Select(id => _cards[id])]);

    public Task<ClassCard?> OfProjectAsync(DbScope db, long projectId) => Task.FromResult(_cards.Values.FirstOrDefault(c => c.ProjectId == projectId));

    public Task<IReadOnlyList<LessonInfo>> SessionsAsync(DbScope db, long classId) => Task.FromResult<IReadOnlyList<LessonInfo>>([]);

    public Task<LessonInfo?> SessionAsync(DbScope db, long sessionId) => Task.FromResult<LessonInfo?>(null);

    public Task<IReadOnlyList<LessonInfo>> SessionsBetweenAsync(DbScope db, DateOnly from, DateOnly until) => Task.FromResult<IReadOnlyList<LessonInfo>>([]);

    public Task<IReadOnlyList<SeatQuota>> QuotasAsync(DbScope db, long classId) => Task.FromResult(_quotas.GetValueOrDefault(classId, []));
}
