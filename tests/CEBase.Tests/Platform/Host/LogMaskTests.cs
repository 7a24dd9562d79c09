using CEBase.Web.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace CEBase.Tests.Platform.Host;

public sealed class LogMaskTests
{
    [Theory]
    [InlineData("证件 11010519491231002X 已存在", "证件 [masked] 已存在")]
    [InlineData("id=110105491231002", "id=[masked]")]
    [InlineData("17 位 11010519491231002。", "17 位 [masked]。")]
    [InlineData("tel:13812345678,", "tel:[masked],")]
    [InlineData("+86 13812345678", "[masked]")]
    [InlineData("550 mailbox of <zhang.san@mail.example.cn> is full", "550 mailbox of <[masked]> is full")]
    [InlineData("护照 E12345678 与 EA1234567", "护照 [masked] 与 [masked]")]
    public void Personal_numbers_are_masked(string text, string expected) => Assert.Equal(expected, PersonalNumberMask.Apply(text));

    [Theory]
    [InlineData("Request 0HN7CJ3E00AB:00000001")]
    [InlineData("GET /classes/2026-018 200 in 13.5 ms")]
    [InlineData("a3f513812345678ff0")]
    [InlineData("2026-11-21T09:46:10.577Z")]
    [InlineData("ticks 638999999999999999999")]
    public void What_is_no_personal_number_stays(string text) => Assert.Equal(text, PersonalNumberMask.Apply(text));

    [Fact]
    public void Message_properties_and_exceptions_are_masked()
    {
        var kept = new Kept();
        using (var inner = new LoggerConfiguration().WriteTo.Sink(kept).CreateLogger())
        using (var log = new LoggerConfiguration().WriteTo.Sink(new MaskingSink(inner)).CreateLogger())
        {
            log.Error(new InvalidOperationException("Key (phone)=(13812345678)"), "Of {Number} {@Person} " + "11010519491231002X",
                13912345678L, new { Card = "11010519491231002X", Names = new[] { "E12345678" } });
        }

        var logged = Assert.Single(kept.Events);
        var all = logged.RenderMessage() + logged.Exception + string.Join(" ", logged.Properties.Values);
        Assert.DoesNotContain("13812345678", all);
        Assert.DoesNotContain("13912345678", all);
        Assert.DoesNotContain("110105", all);
        Assert.DoesNotContain("E12345678", all);
    }

    private sealed class Kept : ILogEventSink
    {
        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Add(logEvent);
    }
}
