using System.Net;

namespace CEBase.Tests.Web;

public sealed class SmokeTests(DemoSite demo)
{
    [Fact]
    public async Task The_site_starts_and_an_address_that_does_not_exist_is_not_found()
    {
        var site = await demo.SharedAsync();
        var answer = await site.Visitor().GetAsync("/no/such/page");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
