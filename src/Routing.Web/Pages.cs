using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Routing.Web;

/// <summary>Serves the agent's desk and the supervisor's board, out of this assembly and nothing else.</summary>
/// <remarks>The page is the same for everyone and holds nothing secret: its script asks <c>GET /v1/me</c> who is signed in. A cookie that is
/// SameSite=Strict does not come with the first request after a link from elsewhere, but it does with the script's.</remarks>
public static class Pages
{
    /// <summary>Scripts, styles, pictures and connections of our own only; nothing may frame the page; nothing becomes script from text.</summary>
    private const string ContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    public static WebApplication MapRoutingPages(this WebApplication app)
    {
        foreach (var file in PageFile.All.Where(file => file != PageFile.Index)) Map(app, "/" + file.Path, file);
        foreach (var path in (string[])["/", "/desk/{**rest}", "/board/{**rest}"]) Map(app, path, PageFile.Index);
        return app;
    }

    private static void Map(IEndpointRouteBuilder routes, string path, PageFile file) =>
        routes.MapGet(path, (HttpContext http) => Answer(http, file)).AllowAnonymous().ExcludeFromDescription();

    private static async Task Answer(HttpContext http, PageFile file)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentSecurity;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = file.IsHashed ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = file.Tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var zips = file.Zipped is not null && http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (zips) headers.ContentEncoding = "gzip";
        var content = zips ? file.Zipped! : file.Content;
        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }
}
