namespace Routing.Web.Tests.Browser;

/// <summary>A test in Debian's chromium; skipped, and said to be, where it is not installed.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public ChromiumFactAttribute()
    {
        if (!File.Exists(Chromium)) Skip = Why;
    }

    private const string Why = $"{Chromium} is not installed: apt install chromium";
}
