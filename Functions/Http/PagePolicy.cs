using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Functions.Http;

/// <summary>
/// What a page of the web app may run, load and call, where this app serves its files. Scripts come from here alone; pictures, films and
/// uploads also go to the asset store, wherever its links lead, and nowhere else. Styles may stand in the page, as component libraries
/// write their variables there; that cannot run anything.
/// </summary>
sealed class PagePolicy(IAssetStore assets) : IConfigureOptions<StaticFileOptions>
{
    /// <summary>When the first page is asked for: stores are not ready while options are made.</summary>
    readonly Lazy<string> _text = new(() => For(OriginOf(assets.PublicLink($"{AssetKey.PublicPrefix}any.jpg"))));

    public string Text => _text.Value;

    public void Configure(StaticFileOptions options)
        => options.OnPrepareResponse = response => response.Context.Response.Headers.ContentSecurityPolicy = Text;

    static string For(string store)
        => $"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' {store} data: blob:; "
            + $"media-src 'self' {store} blob:; font-src 'self' data:; connect-src 'self' {store}; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    /// <summary>Scheme, host and port as browsers compare them.</summary>
    static string OriginOf(string link)
    {
        var address = new Uri(link);
        return new UriBuilder(address.Scheme, address.IdnHost, address.IsDefaultPort ? -1 : address.Port).ToString().TrimEnd('/');
    }
}
