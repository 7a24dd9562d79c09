using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.PublicCatalogue;

/// <summary>A class card: the class, its seats and the visitor's one action.</summary>
internal sealed record ClassTile(ClassCard Card, SeatCount Seats, ClassAction? Action)
{
    public string Address => $"{CatalogueAddresses.Public}/{Card.ClassNo}";

    /// <summary>Where and how it is held.</summary>
    public string Place => Card.IsOnline ? $"线上，{Card.Venue}" : $"{Card.City}，{Card.Venue}";

    /// <summary>Seats in words: people decide by what is left.</summary>
    public string SeatWords => Seats.Left > 0 ? $"共 {Seats.Capacity} 席，余 {Seats.Left} 席"
        : Seats.Waiting > 0 ? $"{Seats.Capacity} 席已满，{Seats.Waiting} 人候补" : $"{Seats.Capacity} 席已满";

    /// <summary>Free of charge, or the fee a learner pays.</summary>
    public string FeeWords => Card.Fee.Fen == 0 ? "学员不缴费" : $"{Card.Fee} 元";
}

/// <summary>Puts seats and actions to classes, in bulk.</summary>
internal sealed class ClassTiles(ClassQueries queries, IEnumerable<IClassActionProvider> actions)
{
    public async Task<IReadOnlyList<ClassTile>> OfAsync(DbScope db, IReadOnlyList<ClassListing> listings, long? accountId)
    {
        var mine = listings.Count > 0 && actions.FirstOrDefault() is { } provider
            ? await provider.ForAsync(db, [.. listings.Select(l => l.Card)], accountId)
            : new Dictionary<long, ClassAction>();
        return [.. listings.Select(l => new ClassTile(l.Card, l.Seats, mine.GetValueOrDefault(l.Card.Id)))];
    }

    public async Task<ClassTile> OfAsync(DbScope db, ClassCard card, long? accountId)
    {
        var seats = await queries.SeatsAsync(db, [card]);
        return (await OfAsync(db, [new ClassListing(card, seats[card.Id])], accountId))[0];
    }
}
