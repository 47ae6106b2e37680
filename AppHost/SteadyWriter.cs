using System.Text;

namespace VideoGen.AppHost;

/// <summary>Writes for as long as somebody can read: a terminal that was closed must not keep us from stopping what runs.</summary>
sealed class SteadyWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }
    }
}
