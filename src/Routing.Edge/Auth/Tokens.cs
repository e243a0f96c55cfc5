using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Routing.Edge.Ports;

namespace Routing.Edge.Auth;

/// <summary>Makes and checks our own tokens: JWTs under one key (HMAC-SHA256, 256 bits) that is drawn at first start and kept in the
/// settings.</summary>
public sealed class Tokens(TimeProvider clock)
{
    public const string Issuer = "routing";

    private const string SettingKey = "keys/tokens";
    private const string SignIn = "signin";
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private SymmetricSecurityKey? _key;

    /// <summary>The longest a token may be good for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public SecurityKey Key => _key ?? throw new InvalidOperationException("The keys were not loaded yet.");

    public bool IsLoaded => _key is not null;

    /// <summary>Reads the key, or draws it at first start.</summary>
    public async Task Load(ILibrary library, CancellationToken cancel)
    {
        var stored = await library.Setting(SettingKey, cancel);
        if (stored is null)
        {
            stored = EdgeJson.Text(new StoredKey(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            await library.PutSetting(SettingKey, stored, cancel);
            // Of several silos that start at once the first one's key stays.
            stored = await library.Setting(SettingKey, cancel) ?? stored;
        }

        _key = new(Convert.FromBase64String(EdgeJson.Read<StoredKey>(stored)!.Hmac)) { KeyId = "own" };
    }

    /// <summary>A token for the API and the hubs.</summary>
    public string Mint(Caller caller, TimeSpan goodFor) => Write(caller, goodFor, use: null);

    /// <summary>What a sign-in link carries: it can be changed for a cookie, and for nothing else.</summary>
    public string Ticket(Caller caller, TimeSpan goodFor) => Write(caller, goodFor, SignIn);

    /// <summary>Who a ticket is for; null if it is forged, outlived or no ticket.</summary>
    public async Task<Caller?> Redeem(string ticket)
    {
        var result = await _handler.ValidateTokenAsync(ticket, Parameters(SignIn));
        if (!result.IsValid || !result.Claims.TryGetValue(Claims.Use, out var use) || use as string != SignIn) return null;
        return Caller.Of(new(result.ClaimsIdentity));
    }

    /// <param name="audience">What the token must be for: the API, or signing in.</param>
    internal TokenValidationParameters Parameters(string? audience = null) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = audience ?? Issuer,
        IssuerSigningKeyResolver = (_, _, _, _) => [Key],
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireExpirationTime = true,
        ClockSkew = TimeSpan.FromSeconds(30),
        LifetimeValidator = (from, until, _, parameters) =>
            until + parameters.ClockSkew > clock.GetUtcNow().UtcDateTime && !(from - parameters.ClockSkew > clock.GetUtcNow().UtcDateTime),
        NameClaimType = Claims.Subject,
        RoleClaimType = Claims.Role,
    };

    private string Write(Caller caller, TimeSpan goodFor, string? use)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            [Claims.Workspace] = caller.Workspace,
            [Claims.Role] = caller.Role,
            [Claims.Subject] = caller.Subject,
        };
        if (use is not null) claims[Claims.Use] = use;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = use ?? Issuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.Add(goodFor).UtcDateTime,
            Claims = claims,
            SigningCredentials = new(Key, SecurityAlgorithms.HmacSha256),
        });
    }

    private sealed record StoredKey(string Hmac);
}
