using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests;

/// <summary>Short forms for FsCheck, whose xUnit package can't be had here.</summary>
internal static class Property
{
    /// <summary>Everything FsCheck can make of a type.</summary>
    public static Arbitrary<T> Of<T>() => ArbMap.Default.ArbFor<T>();

    /// <summary>Fails with the smallest counterexample.</summary>
    public static void Holds<T>(Arbitrary<T> values, Func<T, bool> property, int tries = 200) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tries), Prop.ForAll(values, property));

    /// <summary>Fails with the smallest counterexample.</summary>
    public static void Holds<T>(Gen<T> values, Func<T, bool> property, int tries = 200) => Holds(values.ToArbitrary(), property, tries);
}
