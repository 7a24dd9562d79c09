// Two namespaces that know each other only by what stands inside their methods: what the detector of circles must find.
namespace CEBase.Tests.Architecture.Circle.Upper
{
    internal static class Above
    {
        public static string Name => "above";

        public static async Task<int> ReadAsync()
        {
            await Task.Yield();
            return new Lower.Below().Count;
        }
    }
}

namespace CEBase.Tests.Architecture.Circle.Lower
{
    internal sealed class Below
    {
        public int Count => 1;

        public Func<string> Ask() => () => Upper.Above.Name;
    }
}

namespace CEBase.Tests.Architecture.Circle.Beside
{
    internal sealed class Aside
    {
        public Lower.Below Below { get; } = new();
    }
}
