using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests;

/// <summary>
/// Properties over generators that a test makes itself, or inside a bench: what <c>[Property]</c> of FsCheck's xunit package, which takes whatever FsCheck can
/// make of a parameter's type, can't say.
/// </summary>
internal static class Property
{
    /// <summary>Fails with the smallest counterexample.</summary>
    public static void Holds<T>(Gen<T> values, Func<T, bool> property, int tries = 200) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tries), Prop.ForAll(values.ToArbitrary(), property));
}
