using System.Globalization;
using System.Net;
using System.Text;

namespace Routing.Load.Quality.Pages;

/// <summary>A drawing as text. Colours are classes of the page's style sheet, so that it follows the reader's theme.</summary>
public sealed class Svg(double width, double height, string title)
{
    private readonly StringBuilder _inner = new();

    public static string N(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    public Svg Rect(double x, double y, double w, double h, string style, string? hint = null) =>
        Add($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(Math.Max(0, w))}\" height=\"{N(h)}\" rx=\"1.5\" class=\"{style}\">{Hint(hint)}</rect>");

    public Svg Line(double x1, double y1, double x2, double y2, string style) =>
        Add($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" class=\"{style}\"/>");

    public Svg Path(IEnumerable<(double X, double Y)> points, string style, string? hint = null) =>
        Add($"<polyline points=\"{string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"))}\" class=\"{style}\">{Hint(hint)}</polyline>");

    /// <param name="anchor">start, middle or end.</param>
    public Svg Text(double x, double y, string text, string style = "", string anchor = "start") =>
        Add($"<text x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\" class=\"{style}\">{WebUtility.HtmlEncode(text)}</text>");

    public override string ToString() =>
        $"<svg viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">{_inner}</svg>";

    private static string Hint(string? hint) => hint is null ? "" : $"<title>{WebUtility.HtmlEncode(hint)}</title>";

    private Svg Add(string element)
    {
        _inner.Append(element);
        return this;
    }
}
