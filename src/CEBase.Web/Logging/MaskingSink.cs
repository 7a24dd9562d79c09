using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace CEBase.Web.Logging;

/// <summary>Hands events on with every personal number masked: in the message, in its properties and in the exception's text.</summary>
internal sealed class MaskingSink(Logger inner) : ILogEventSink, IDisposable
{
    private static readonly MessageTemplateParser Parser = new();

    public void Emit(LogEvent logEvent) => inner.Write(Mask(logEvent));

    public void Dispose() => inner.Dispose();

    internal static LogEvent Mask(LogEvent original)
    {
        var text = PersonalNumberMask.Apply(original.MessageTemplate.Text);
        return new LogEvent(
            original.Timestamp,
            original.Level,
            original.Exception is { } exception ? MaskedException.Of(exception) : null,
            text == original.MessageTemplate.Text ? original.MessageTemplate : Parser.Parse(text),
            original.Properties.Select(p => new LogEventProperty(p.Key, Mask(p.Value))));
    }

    private static LogEventPropertyValue Mask(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: null or bool or double or float or decimal or Guid or DateTime or DateTimeOffset or TimeSpan or Enum } => value,
        ScalarValue scalar => PersonalNumberMask.Apply(scalar.Value!.ToString()!) is var masked && masked == scalar.Value.ToString() ? value : new ScalarValue(masked),
        SequenceValue sequence => new SequenceValue(sequence.Elements.Select(Mask)),
        StructureValue structure => new StructureValue(structure.Properties.Select(p => new LogEventProperty(p.Name, Mask(p.Value))), structure.TypeTag),
        DictionaryValue dictionary => new DictionaryValue(dictionary.Elements.Select(e => KeyValuePair.Create((ScalarValue)Mask(e.Key), Mask(e.Value)))),
        _ => value,
    };

    private sealed class MaskedException(string text) : Exception
    {
        public static Exception Of(Exception exception)
        {
            var text = exception.ToString();
            var masked = PersonalNumberMask.Apply(text);
            return masked == text ? exception : new MaskedException(masked);
        }

        public override string Message => text;

        public override string ToString() => text;
    }
}
